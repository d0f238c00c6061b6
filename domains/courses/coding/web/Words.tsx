import type { ReactNode } from 'react'
import styles from './Coding.module.css'

/** Plain words of a teacher: an empty line begins a paragraph, what stands between backticks is code. */
export function Words({ text }: { text: string }): ReactNode {
  return (
    <div className={styles['instruction']}>
      {text
        .split(/\r?\n\s*\r?\n/)
        .filter((part) => part.trim())
        .map((part, at) => (
          <p key={at}>{part.split('`').map((piece, place) => (place % 2 === 1 ? <code key={place}>{piece}</code> : piece))}</p>
        ))}
    </div>
  )
}
