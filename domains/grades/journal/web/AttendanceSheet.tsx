import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { JournalView } from '../contract.ts'
import { shareThere } from '../shared/presence.ts'
import styles from './Journal.module.css'
import type { Shown } from './JournalPage.tsx'

type Student = JournalView['students'][number]

/** Students by classes, as in a paper journal: a letter for who was not there, the mark of the class, the hours missed. */
export function AttendanceSheet({ offeringId, shown, mayWrite }: { offeringId: string; shown: Shown; mayWrite: boolean }): ReactNode {
  const t = useText('grades-journal')
  const format = useFormat()
  const { date: day } = useFormat()
  const short = (plain: string): string => plain.split('-').toReversed().slice(0, 2).join('.')
  const missed = (one: Student): string => format.number(one.hours.missed + one.hours.excused)
  return (
    <div>
      <p className={styles['legend']}>
        {(['absent', 'excused', 'late'] as const).map((state) => (
          <span key={state}>
            <b>{t(`signs.${state}`)}</b> {t(`states.${state}`)}
          </span>
        ))}
      </p>
      <div className={styles['frame']} role="region" aria-label={t('attendance')} tabIndex={0}>
        <table className={styles['sheet']}>
          <caption>{shown.group ? t('of-group', { group: shown.group }) : t('attendance')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('student')}</th>
              {shown.classes.map((one) => (
                <th key={one.id} scope="col" title={one.topic}>
                  {mayWrite ? (
                    <AppLink
                      to={`/courses/${offeringId}/journal/${one.id}`}
                      aria-label={`${day(one.heldOn)}, ${t(`kinds.${one.kind}`)}: ${one.topic}`}
                    >
                      {short(one.heldOn)}
                    </AppLink>
                  ) : (
                    short(one.heldOn)
                  )}
                  <small>{t(`short.${one.kind}`)}</small>
                </th>
              ))}
              <th scope="col">{t('missed')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.students.map((one) => (
              <tr key={one.person.id}>
                <th scope="row">{format.name(one.person)}</th>
                {shown.classes.map((held) => (
                  <Cell key={held.id} state={one.states[held.at] ?? null} points={one.points[held.at] ?? null} note={one.notes[held.at] ?? null} />
                ))}
                <td>{missed(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={styles['people']}>
        {shown.students.map((one) => {
          const share = shareThere(one.hours)
          return (
            <li key={one.person.id}>
              <span>{format.name(one.person)}</span>
              <span>{share === null ? '—' : t('there', { share: format.percent(share), hours: missed(one) })}</span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Cell({ state, points, note }: { state: Student['states'][number]; points: number | null; note: string | null }): ReactNode {
  const t = useText('grades-journal')
  const format = useFormat()
  const away = state !== null && state !== 'present'
  return (
    <td className={away ? styles[state] : undefined} {...(note ? { title: note } : {})}>
      {away && <abbr title={t(`states.${state}`)}>{t(`signs.${state}`)}</abbr>}
      {points !== null && <b>{format.number(points)}</b>}
      {state === 'present' && points === null && <span aria-label={t('states.present')}>·</span>}
    </td>
  )
}
