import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import type { PersonView } from '../contract.ts'
import { Contacts } from './Contacts.tsx'
import styles from './people.module.css'

/** What is kept of a person, line by line; what is not known is a dash. */
export function PersonFacts({ person }: { person: PersonView }): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const format = useFormat()
  const lines: [string, ReactNode][] = [
    [t('person.surname'), person.surname],
    [t('person.given-name'), person.givenName],
    [t('person.patronymic'), person.patronymic],
    [t('person.personal-number'), person.personalNumber],
    [t('person.university-number'), person.universityNumber],
    [t('person.birth-date'), person.birthDate && format.date(person.birthDate)],
    [t('person.sex'), person.sex && t(`sex.${person.sex}`)],
    [t('person.citizenship'), person.citizenship],
    [t('contacts'), (person.email || person.phone) && <Contacts email={person.email} phone={person.phone} />],
    [t('person.groups'), person.groups.join(', ')],
    [
      t('person.posts'),
      person.posts
        .map(
          (post) => `${pick(post.title)}, ${pick(post.unitName)}${post.endsOn ? ` (${format.date(post.startsOn)}–${format.date(post.endsOn)})` : ''}`,
        )
        .join('; '),
    ],
  ]
  return (
    <dl className={styles['facts']}>
      {lines.map(([label, value]) => (
        <FactLine key={label} label={label} value={value} />
      ))}
    </dl>
  )
}

function FactLine({ label, value }: { label: string; value: ReactNode }): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value || '–'}</dd>
    </>
  )
}
