import type { ReactNode } from 'react'
import styles from './StatusBadge.module.css'

export type BadgeTone = 'neutral' | 'info' | 'good' | 'warn' | 'bad'

/** A state in a word; the dot repeats the colour for the eye, the word carries the meaning. */
export function StatusBadge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }): ReactNode {
  return <span className={`${styles['badge']} ${styles[tone]}`}>{children}</span>
}
