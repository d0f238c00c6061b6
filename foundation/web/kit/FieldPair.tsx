import type { ReactNode } from 'react'
import styles from './Form.module.css'

/** Fields side by side where there is room. */
export function FieldPair({ children }: { children: ReactNode }): ReactNode {
  return <div className={styles['pair']}>{children}</div>
}
