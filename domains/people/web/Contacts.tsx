import type { ReactNode } from 'react'
import { showPhone } from '../shared/phone.ts'
import styles from './people.module.css'

/** A mail address and a telephone number that can be used by a touch. */
export function Contacts({ email, phone }: { email?: string | null; phone?: string | null }): ReactNode {
  if (!email && !phone) return <span className={styles['quiet']}>–</span>
  return (
    <span className={styles['contacts']}>
      {email && <a href={`mailto:${email}`}>{email}</a>}
      {phone && (
        <a href={`tel:${phone}`} className={styles['phone']}>
          {showPhone(phone)}
        </a>
      )}
    </span>
  )
}
