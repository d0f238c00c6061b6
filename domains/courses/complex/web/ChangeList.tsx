import { Button } from '@mantine/core'
import { Suspense, lazy, useState, type ReactNode } from 'react'
import { useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { RichText } from '../../../../foundation/web/kit/RichText.tsx'
import type { ChangesView } from '../contract.ts'
import styles from './Complex.module.css'

const Compare = lazy(async () => ({ default: (await import('../../authoring/web/Compare.tsx')).Compare }))

type Change = ChangesView['changes'][number]
const tones = { added: 'good', changed: 'info', removed: 'warn' } as const

/** What differs, item by item: as one text with what went and what came, or as two texts side by side. */
export function ChangeList({ changes, linkTo, empty }: { changes: Change[]; linkTo?: (itemId: string) => string; empty: string }): ReactNode {
  const t = useText('courses-complex')
  const [aside, setAside] = useState(false)
  if (changes.length === 0) return <EmptyState icon="done" title={empty} />
  return (
    <Stack>
      <div className={styles['foot']} role="group" aria-label={t('compare.view')}>
        <Button size="compact-md" variant={aside ? 'default' : 'filled'} aria-pressed={!aside} onClick={() => setAside(false)}>
          {t('compare.one-text')}
        </Button>
        <Button size="compact-md" variant={aside ? 'filled' : 'default'} aria-pressed={aside} onClick={() => setAside(true)}>
          {t('compare.side-by-side')}
        </Button>
      </div>
      {changes.map((one) => (
        <ChangedItem key={one.itemId} change={one} aside={aside} {...(linkTo && one.change !== 'removed' ? { to: linkTo(one.itemId) } : {})} />
      ))}
    </Stack>
  )
}

function ChangedItem({ change, aside, to }: { change: Change; aside: boolean; to?: string }): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const locale = useLocale()
  const [open, setOpen] = useState(true)
  const touched = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].filter(
    (one) => change.before[one] !== change.after[one],
  )
  const languages = touched.toSorted((left, right) => Number(right === locale) - Number(left === locale))
  return (
    <details className={styles['item']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="right" />
        <span>{pick(change.title)}</span>
        <StatusBadge tone={tones[change.change]}>{t(`compare.${change.change}`)}</StatusBadge>
      </summary>
      {open && (
        <div className={styles['inside']}>
          <Stack>
            {languages.length === 0 && (
              <p className={styles['soft']}>{t(change.change === 'changed' ? 'compare.not-the-text' : 'compare.no-text')}</p>
            )}
            {languages.map((language) => (
              <section key={language}>
                {languages.length > 1 && <h3 className={styles['soft']}>{t(`languages.${language}`)}</h3>}
                {aside ? (
                  <div className={styles['sides']} lang={language === 'und' ? undefined : language}>
                    <div className={styles['side']}>
                      <h3>{t('compare.before')}</h3>
                      <RichText html={change.before[language] ?? ''} />
                    </div>
                    <div className={styles['side']}>
                      <h3>{t('compare.after')}</h3>
                      <RichText html={change.after[language] ?? ''} />
                    </div>
                  </div>
                ) : (
                  <Suspense fallback={<SkeletonLines lines={4} />}>
                    <Compare before={change.before[language] ?? ''} after={change.after[language] ?? ''} language={language} />
                  </Suspense>
                )}
              </section>
            ))}
            {to && <AppLink to={to}>{t('compare.open-item')}</AppLink>}
          </Stack>
        </div>
      )}
    </details>
  )
}
