import type { ReactNode } from 'react'
import { personInitials, personName, type PersonNameParts, type PersonNameStyle } from '../../i18n/format.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import styles from './PersonName.module.css'

/** A person's name, with a link or a picture when wanted. */
export function PersonName({
  person,
  style = 'full',
  to,
  avatar = false,
  photoUrl,
}: {
  person: PersonNameParts
  style?: PersonNameStyle
  to?: string
  avatar?: boolean
  photoUrl?: string | null | undefined
}): ReactNode {
  const name = personName(person, style)
  const text = to ? <AppLink to={to}>{name}</AppLink> : <span>{name}</span>
  if (!avatar) return text
  return (
    <span className={styles['person']}>
      <Avatar person={person} photoUrl={photoUrl} />
      {text}
    </span>
  )
}

/** A round picture, or the first letters. */
export function Avatar({
  person,
  photoUrl,
  size = 's',
}: {
  person: PersonNameParts
  photoUrl?: string | null | undefined
  size?: 's' | 'm' | 'l'
}): ReactNode {
  const className = `${styles['avatar']} ${styles[`size-${size}`]}`
  if (photoUrl) return <img className={className} src={photoUrl} alt="" loading="lazy" />
  return (
    <span className={className} aria-hidden="true">
      {personInitials(person)}
    </span>
  )
}
