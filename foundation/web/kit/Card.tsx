import type { ReactNode } from 'react'
import styles from './Card.module.css'

export interface CardProps {
  title?: ReactNode
  /** What stands at the right of the title. */
  actions?: ReactNode
  /** A line under the title. */
  note?: ReactNode
  /** Level of the heading; 2 unless told. */
  level?: 2 | 3 | 4
  /** 'plain' has no frame; 'accent' is for the one thing that matters now. */
  tone?: 'framed' | 'plain' | 'accent' | 'warn'
  /** Content goes to the edges: tables, lists of links. */
  flush?: boolean
  children?: ReactNode
}

/** A part of a page with a heading of its own. */
export function Card({ title, actions, note, level = 2, tone = 'framed', flush = false, children }: CardProps): ReactNode {
  const Heading = `h${level}` as const
  return (
    <section className={`${styles['card']} ${styles[tone]} ${flush ? styles['flush'] : ''}`}>
      {(title || actions) && (
        <header className={styles['top']}>
          <div>
            {title && <Heading>{title}</Heading>}
            {note && <p className={styles['note']}>{note}</p>}
          </div>
          {actions && <div className={`${styles['actions']} not-printed`}>{actions}</div>}
        </header>
      )}
      <div className={styles['body']}>{children}</div>
    </section>
  )
}
