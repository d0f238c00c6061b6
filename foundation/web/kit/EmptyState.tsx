import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import styles from './States.module.css'

/** Nothing is here yet: says why, and what to do. */
export function EmptyState({
  icon = 'inbox',
  title,
  children,
  action,
}: {
  icon?: string
  title: string
  children?: ReactNode
  action?: ReactNode
}): ReactNode {
  return (
    <div className={styles['state']}>
      <span className={styles['disc']}>
        <Icon name={icon} size={28} />
      </span>
      <p className={styles['title']}>{title}</p>
      {children && <div className={styles['text']}>{children}</div>}
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  )
}
