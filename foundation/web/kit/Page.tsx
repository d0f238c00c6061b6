import { useEffect, useRef, type ReactNode } from 'react'
import { AppLink } from '../navigation/AppLink.tsx'
import { announce, takeArrival } from '../navigation/arrival.ts'
import { useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import { SavedCopyNote } from './SavedCopyNote.tsx'
import styles from './Page.module.css'

export interface Crumb {
  label: string
  to?: string
}

export interface PageProps {
  title: string
  /** One or two sentences under the title. */
  lead?: ReactNode
  /** The way here, without the page itself. */
  crumbs?: Crumb[]
  /** Buttons of the whole page; the main one last. */
  actions?: ReactNode
  /** Small facts under the title: badges, dates. */
  facts?: ReactNode
  /** When the page shows a kept copy: `savedAt` of useApi. */
  savedAt?: number | null
  /** 'text' for reading and forms, 'wide' (default), 'full' for big tables */
  width?: 'text' | 'wide' | 'full'
  children?: ReactNode
}

/** A page: its way, its heading (which takes the focus on arrival), its actions, its content. */
export function Page({ title, lead, crumbs = [], actions, facts, savedAt, width = 'wide', children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  const t = useText('foundation')
  useEffect(() => {
    document.title = title
    if (!takeArrival()) return
    heading.current?.focus({ preventScroll: true })
    announce(title)
  }, [title])
  return (
    <div className={`${styles['page']} ${styles[width]}`}>
      <header className={styles['top']}>
        {crumbs.length > 0 && (
          <nav aria-label={t('page.way')} className={styles['crumbs']}>
            <ol className="plain-list">
              {crumbs.map(({ label, to }, index) => (
                <li key={`${index} ${label}`}>
                  {to ? <AppLink to={to}>{label}</AppLink> : <span>{label}</span>}
                  <Icon name="right" size={14} />
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div className={styles['heading']}>
          <div className={styles['words']}>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead && <div className={styles['lead']}>{lead}</div>}
            {facts && <div className={styles['facts']}>{facts}</div>}
          </div>
          {actions && <div className={`${styles['actions']} not-printed`}>{actions}</div>}
        </div>
        {savedAt ? <SavedCopyNote at={savedAt} /> : null}
      </header>
      {children}
    </div>
  )
}
