import { Button } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { PersonName } from '../../../../foundation/web/kit/PersonName.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { LessonText } from '../../authoring/web/LessonText.tsx'
import type { ComplexView, ContentView } from '../contract.ts'
import { showQuote } from './show-quote.ts'
import styles from './Complex.module.css'

interface Props {
  /** null: remarks on the whole course */
  item: ContentView['sections'][number]['items'][number] | null
  offeringId: string
  part: string | null
  remarks: ComplexView['comments']
  mayEdit: boolean
  /** Writes a remark; left out for who may not. */
  onRemark?: () => void
}

/** One item of the complex with its text and the remarks on it. The text is drawn when it is opened: a course is long. */
export function ReviewedItem({ item, offeringId, part, remarks, mayEdit, onRemark }: Props): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const locale = useLocale()
  const format = useFormat()
  const [open, setOpen] = useState(remarks.length > 0)
  const languages = Object.keys(item?.texts ?? {})
  const [language, setLanguage] = useState(languages.includes(locale) ? locale : (languages[0] ?? locale))
  const room = useRef<HTMLDivElement>(null)
  const waiting = remarks.filter(({ resolved }) => !resolved).length
  const html = item?.texts[language]
  const find = (quote: string): void => {
    if (!room.current || !showQuote(room.current, quote)) notify(t('review.words-gone'))
  }
  return (
    <details className={styles['item']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="right" />
        <span>{item ? pick(item.title) : t('whole-course')}</span>
        {part && <StatusBadge>{t(`parts.${part}`)}</StatusBadge>}
        {waiting > 0 && <StatusBadge tone="warn">{t('review.remarks', { count: waiting })}</StatusBadge>}
      </summary>
      {open && (
        <div className={styles['inside']}>
          {languages.length > 1 && (
            <div className={styles['foot']} role="group" aria-label={t('review.language')}>
              {languages.map((one) => (
                <Button
                  key={one}
                  size="compact-sm"
                  variant={one === language ? 'filled' : 'default'}
                  aria-pressed={one === language}
                  onClick={() => setLanguage(one)}
                >
                  {t(`languages.${one}`)}
                </Button>
              ))}
            </div>
          )}
          <div ref={room} {...(item ? { 'data-reviewed': item.id } : {})}>
            {item && html !== undefined && (
              <LessonText key={language} html={html} itemId={item.id} offeringId={offeringId} {...(language === 'und' ? {} : { lang: language })} />
            )}
          </div>
          {item?.url && <p>{item.url}</p>}
          {item && item.files.length > 0 && (
            <ul>
              {item.files.map((one) => (
                <li key={one.id}>
                  <a href={one.href}>{one.name}</a> <span className={styles['soft']}>{format.bytes(one.bytes)}</span>
                </li>
              ))}
            </ul>
          )}
          {item && (html === undefined || item.kind !== 'page') && (
            <p>
              <AppLink to={`/courses/${offeringId}/items/${item.id}`}>{t('review.open-item')}</AppLink>
            </p>
          )}
          <Stack gap="s">
            {remarks.map((one) => (
              <Remark key={one.id} remark={one} offeringId={offeringId} mayEdit={mayEdit} onFind={find} />
            ))}
          </Stack>
          {onRemark && (
            <Button mt="sm" size="compact-md" variant="subtle" onMouseDown={(event) => event.preventDefault()} onClick={onRemark}>
              {t('review.remark')}
            </Button>
          )}
        </div>
      )}
    </details>
  )
}

interface RemarkProps {
  remark: ComplexView['comments'][number]
  offeringId: string
  mayEdit: boolean
  onFind: (quote: string) => void
}

function Remark({ remark, offeringId, mayEdit, onFind }: RemarkProps): ReactNode {
  const t = useText('courses-complex')
  const format = useFormat()
  const resolve = useAct('post', '/api/complex-comments/{commentId}/resolve', { refreshes: [`/api/offerings/${offeringId}/complex`] })
  return (
    <div className={styles['remark']} data-resolved={remark.resolved}>
      {remark.quote && (
        <button type="button" className={styles['quote']} onClick={() => onFind(remark.quote)}>
          «{remark.quote}»
        </button>
      )}
      <p>{remark.text}</p>
      <div className={styles['foot']}>
        <PersonName person={remark.by} style="short" />
        <span>{format.dateTime(remark.createdAt)}</span>
        {remark.resolved && <StatusBadge tone="good">{t('resolve')}</StatusBadge>}
        {!remark.resolved && mayEdit && (
          <Button size="compact-sm" variant="subtle" onClick={() => resolve.mutate({ path: { commentId: remark.id } })}>
            {t('resolve')}
          </Button>
        )}
      </div>
    </div>
  )
}
