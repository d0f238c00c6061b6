import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { PaperView } from '../contract.ts'
import styles from './Papers.module.css'

/** Where the QR picture of a paper leads: whether it is real, what stood in it, and whether a file is that very paper. */
export default function VerifyPage(): ReactNode {
  const { code = '' } = usePathValues()
  const t = useText('grades-papers')
  const pick = usePick()
  const format = useFormat()
  const found = useApi<PaperView>('/api/papers/{code}', { path: { code } })
  return (
    <Page title={t('check')} savedAt={found.savedAt} width="text">
      <Loaded from={found} skeleton={<SkeletonCards cards={1} />}>
        {(view: PaperView) => (
          <Stack gap="l">
            {view.replacedAt ? (
              <Notice tone="warn" title={t('replaced', { date: format.date(view.replacedAt) })}>
                {t('replaced-text')}
              </Notice>
            ) : (
              <Notice tone="good" title={t('real')} />
            )}
            <article className={styles['paper']}>
              <p>{pick(view.university)}</p>
              <h2>{t(`kinds.${view.kind}`)}</h2>
              <dl>
                {view.facts.map((fact) => (
                  <div key={fact.key}>
                    <dt>{t(`facts.${fact.key}`)}</dt>
                    <dd>{pick(fact.value)}</dd>
                  </div>
                ))}
                <div>
                  <dt>{t('issued')}</dt>
                  <dd>{format.dateTime(view.issuedAt)}</dd>
                </div>
              </dl>
            </article>
            <Compare sha256={view.sha256} />
            <p>
              <AppLink to="/verify">{t('another')}</AppLink>
            </p>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

/** Compares a file of the reader's with the one that was issued. It is read in the page and sent nowhere. */
function Compare({ sha256 }: { sha256: string }): ReactNode {
  const t = useText('grades-papers')
  const [outcome, setOutcome] = useState<{ name: string; same: boolean } | null>(null)
  const compare = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    setOutcome({ name: file.name, same: hex === sha256 })
  }
  return (
    <Card title={t('compare.title')} note={t('compare.note')}>
      <Stack>
        <FileDrop label={t('compare.file')} accept=".pdf" onFiles={([file]) => void compare(file)} />
        <div role="status">
          {outcome && (
            <Notice tone={outcome.same ? 'good' : 'bad'} title={t(outcome.same ? 'compare.same' : 'compare.differs', { name: outcome.name })}>
              {outcome.same ? null : t('compare.differs-text')}
            </Notice>
          )}
        </div>
        <p className={styles['hash']}>SHA-256 {sha256}</p>
      </Stack>
    </Card>
  )
}
