import type { MouseEvent, ReactNode } from 'react'
import { useGo } from '../navigation/use-go.ts'
import styles from './RichText.module.css'

/**
 * Shows the text of a lesson. `html` must be what the server has made clean: it is not cleaned here.
 * @param lang the text's language where it is not the page's
 */
export function RichText({ html, lang }: { html: string; lang?: string }): ReactNode {
  const go = useGo()
  // links between materials stay inside the page
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a')
    if (!link || link.target || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    if (link.origin !== location.origin || link.hasAttribute('download') || /^\/(api|files)\//.test(link.pathname)) return
    if (link.hash && link.pathname === location.pathname) return
    event.preventDefault()
    go(link.pathname + link.search + link.hash)
  }
  return <div className={styles['rich']} {...(lang ? { lang } : {})} onClick={onClick} dangerouslySetInnerHTML={{ __html: html }} />
}
