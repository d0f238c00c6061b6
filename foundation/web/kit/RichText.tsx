import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { useGo } from '../navigation/use-go.ts'
import styles from './RichText.module.css'

/**
 * Shows the text of a lesson. `html` must be what the server has made clean: it is not cleaned here.
 * @param lang the text's language where it is not the page's
 */
export function RichText({ html, lang }: { html: string; lang?: string }): ReactNode {
  const go = useGo()
  const place = useRef<HTMLDivElement>(null)
  const shown = scrolling(html)
  // only what is wider than the page needs the keyboard's focus to be scrolled
  useEffect(() => {
    const measure = (): void => {
      for (const box of place.current?.querySelectorAll<HTMLElement>('pre, [data-wide]') ?? []) {
        if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
        else box.removeAttribute('tabindex')
      }
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [shown])
  // links between materials stay inside the page
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a')
    if (!link || link.target || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    if (link.origin !== location.origin || link.hasAttribute('download') || /^\/(api|files)\//.test(link.pathname)) return
    if (link.hash && link.pathname === location.pathname) return
    event.preventDefault()
    go(link.pathname + link.search + link.hash)
  }
  return <div ref={place} className={styles['rich']} {...(lang ? { lang } : {})} onClick={onClick} dangerouslySetInnerHTML={{ __html: shown }} />
}

/** Puts every table into a box that scrolls, so that a wide one does not widen the page and stays a table. */
function scrolling(html: string): string {
  return html.replace(/<table\b/gi, '<div data-wide><table').replace(/<\/table>/gi, '</table></div>')
}
