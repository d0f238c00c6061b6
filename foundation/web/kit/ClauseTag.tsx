import { useId, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import styles from './ClauseTag.module.css'

/** The id of a clause of the regulation; pressed, it tells what the mark means. */
export function ClauseTag({ clause, children }: { clause: string; children?: ReactNode }): ReactNode {
  const id = useId()
  const t = useText('foundation')
  return (
    <span className={styles['place']}>
      <button type="button" className={styles['tag']} popoverTarget={id} aria-label={t('clause.label', { clause })}>
        § {clause}
      </button>
      <span id={id} popover="auto" className={styles['pop']}>
        <strong>{t('clause.title', { clause })}</strong>
        <span>{children ?? t('clause.text')}</span>
      </span>
    </span>
  )
}
