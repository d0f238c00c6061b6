import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import styles from './Notes.module.css'

export type Tone = 'info' | 'good' | 'warn' | 'bad'

const iconOf: Record<Tone, string> = { info: 'info', good: 'done', warn: 'alert', bad: 'alert' }

/** A remark that stays on the page. */
export function Notice({
  tone = 'info',
  title,
  children,
  role,
}: {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  role?: 'alert' | 'status'
}): ReactNode {
  return (
    <div className={`${styles['notice']} ${styles[tone]}`} {...(role ? { role } : {})}>
      <Icon name={iconOf[tone]} />
      <div>
        {title && <p className={styles['title']}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  )
}
