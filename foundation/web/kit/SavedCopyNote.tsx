import type { ReactNode } from 'react'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import styles from './Notes.module.css'

/** Tells that what is read is a kept copy, and from when. */
export function SavedCopyNote({ at }: { at: number }): ReactNode {
  const t = useText('foundation')
  const format = useFormat()
  return (
    <p className={styles['saved']} role="status">
      <Icon name="offline" size={16} />
      {t('offline.saved-copy', { when: `${format.relativeDay(at)}, ${format.time(at)}` })}
    </p>
  )
}
