import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import styles from './Skeletons.module.css'

function Waiting({ children, className }: { children: ReactNode; className?: string | undefined }): ReactNode {
  const t = useText('foundation')
  return (
    <div role="status" className={className}>
      <span className="unseen">{t('state.loading')}</span>
      {children}
    </div>
  )
}

const widths = ['w100', 'w80', 'w90', 'w60', 'w70'] as const

/** Lines of text to come. */
export function SkeletonLines({ lines = 5 }: { lines?: number }): ReactNode {
  return (
    <Waiting className={styles['lines']}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={`${styles['bone']} ${styles[widths[index % widths.length] ?? 'w100']}`} />
      ))}
    </Waiting>
  )
}

/** Cards to come. */
export function SkeletonCards({ cards = 3 }: { cards?: number }): ReactNode {
  return (
    <Waiting className={styles['cards']}>
      {Array.from({ length: cards }, (_, index) => (
        <span key={index} className={styles['card']} />
      ))}
    </Waiting>
  )
}

/** A table to come. */
export function SkeletonTable({ rows = 6 }: { rows?: number }): ReactNode {
  return (
    <Waiting className={styles['table']}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={styles['row']} />
      ))}
    </Waiting>
  )
}

/** A page to come. */
export function SkeletonPage(): ReactNode {
  return (
    <Waiting className={styles['page']}>
      <span className={`${styles['bone']} ${styles['title']}`} />
      <span className={`${styles['bone']} ${styles['w60']}`} />
      <span className={styles['card']} />
      <span className={styles['card']} />
    </Waiting>
  )
}
