import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import styles from './Shell.module.css'

/** The first thing the keyboard meets: past the head, straight to the page. */
export function SkipLink(): ReactNode {
  const t = useText('foundation')
  return (
    <a
      href="#main"
      className={styles['skip']}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}
    >
      {t('page.skip')}
    </a>
  )
}
