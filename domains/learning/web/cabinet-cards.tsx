import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { ProgressBar } from '../../../foundation/web/kit/Progress.tsx'
import { Boxes } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import type { MeetingView, TodayView } from '../contract.ts'
import styles from './Cabinet.module.css'

type Props = { view: TodayView }
const itemIcons: Record<string, string> = {
  page: 'file-text',
  file: 'file',
  link: 'route',
  test: 'checklist',
  assignment: 'clipboard',
  discussion: 'message',
}

/** Where the reader stopped last time. */
export function ResumeCard({ view: { resume } }: Props): ReactNode {
  const t = useText('learning')
  const say = usePick()
  if (!resume) return null
  return (
    <Card title={t('resume.title')} tone="accent">
      <AppLink className={styles['line']} to={`/courses/${resume.offeringId}/items/${resume.itemId}`}>
        <span>
          <strong>{say(resume.title)}</strong>
          <small>{say(resume.offering)}</small>
        </span>
        <Icon name="right" />
      </AppLink>
    </Card>
  )
}

/** What waits for the person: work to mark, work that came back. */
export function TasksCard({ view: { tasks } }: Props): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const say = usePick()
  if (tasks.length === 0) return null
  return (
    <Card title={t('tasks.title')}>
      <ul className="plain-list">
        {tasks.map((one) => (
          <li key={`${one.kind} ${one.href}`}>
            <AppLink className={styles['line']} to={one.href}>
              <span>
                <strong>{t(`tasks.${one.kind}`, { count: one.count })}</strong>
                <small>
                  {say(one.title)}
                  {one.since ? ` · ${format.relativeTime(one.since)}` : ''}
                </small>
              </span>
              <Icon name="right" />
            </AppLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Deadlines that are near or have just passed. */
export function DeadlinesCard({ view }: Props): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const say = usePick()
  if (!view.offerings.some((one) => !one.teaching)) return null
  return (
    <Card title={t('deadlines.title')}>
      {view.deadlines.length === 0 ? (
        <p className={styles['quiet']}>
          <Icon name="done" /> {t('deadlines.none')}
        </p>
      ) : (
        <ul className="plain-list">
          {view.deadlines.map((one) => {
            const late = one.dueAt < view.at
            return (
              <li key={one.itemId}>
                <AppLink className={styles['line']} to={`/courses/${one.offeringId}/items/${one.itemId}`}>
                  <span>
                    <Icon name={itemIcons[one.kind] ?? 'deadline'} size={18} /> <strong>{say(one.title)}</strong>
                    <small>{say(one.offering)}</small>
                  </span>
                  <span className={styles['when']}>
                    {late ? <StatusBadge tone="bad">{t('deadlines.late')}</StatusBadge> : format.relativeDay(one.dueAt)}
                    <small>{format.dateTime(one.dueAt)}</small>
                  </span>
                </AppLink>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

function Meeting({ meeting, day }: { meeting: MeetingView; day?: boolean }): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const say = usePick()
  return (
    <AppLink className={styles['line']} to={`/courses/${meeting.offeringId}`}>
      <span className={styles['time']}>
        {format.time(meeting.startsAt)}
        <small>{format.time(meeting.endsAt)}</small>
      </span>
      <span className={styles['grow']}>
        <strong>{say(meeting.name)}</strong>
        <small>
          {day ? `${format.relativeDay(meeting.startsAt)} · ` : ''}
          {t(`meetings.${meeting.kind}`)} · {meeting.place === 'room' ? t('meetings.room', { room: meeting.room ?? '' }) : t('meetings.online')}
        </small>
      </span>
    </AppLink>
  )
}

/** Today's classes, or the next one. */
export function MeetingsCard({ view }: Props): ReactNode {
  const t = useText('learning')
  return (
    <Card title={t('meetings.title')}>
      {view.meetings.length > 0 ? (
        <ul className="plain-list">
          {view.meetings.map((one) => (
            <li key={`${one.offeringId} ${one.startsAt}`}>
              <Meeting meeting={one} />
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles['quiet']}>{t('meetings.none')}</p>
      )}
      {view.meetings.length === 0 && view.nextMeeting && (
        <>
          <h3 className={styles['next']}>{t('meetings.next')}</h3>
          <Meeting meeting={view.nextMeeting} day />
        </>
      )}
    </Card>
  )
}

/** Grades, comments and material that came since the last visit. */
export function NewsCard({ view }: Props): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const say = usePick()
  if (!view.offerings.some((one) => !one.teaching)) return null
  return (
    <Card title={t('news.title')} note={view.newSince ? t('news.since', { when: format.relativeTime(view.newSince) }) : undefined}>
      {view.news.length === 0 ? (
        <p className={styles['quiet']}>{t('news.none')}</p>
      ) : (
        <ul className="plain-list">
          {view.news.map((one) => (
            <li key={`${one.kind} ${one.href}`}>
              <AppLink className={styles['line']} to={one.href}>
                <span className={styles['grow']}>
                  <strong>
                    {one.points !== null && one.maxPoints !== null
                      ? t('news.grade', { points: format.number(one.points), max: format.number(one.maxPoints) })
                      : t(`news.${one.kind}`)}
                    : {say(one.title)}
                  </strong>
                  <small>
                    {say(one.offering)} · {format.relativeTime(one.at)}
                  </small>
                  {one.comment && <q className={styles['comment']}>{one.comment}</q>}
                </span>
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** The person's disciplines with how far they are. */
export function OfferingsCard({ view, teaching }: Props & { teaching: boolean }): ReactNode {
  const t = useText('learning')
  const say = usePick()
  const own = view.offerings.filter((one) => one.teaching === teaching)
  if (own.length === 0) return null
  return (
    <Card title={t(teaching ? 'offerings.teaching' : 'offerings.title')}>
      <Boxes>
        {own.map((one) => (
          <div key={one.offeringId} className={styles['offering']}>
            <AppLink to={`/courses/${one.offeringId}`}>
              <strong>{say(one.name)}</strong>
            </AppLink>
            {teaching ? (
              <>
                <small>{t('offerings.students', { count: one.students ?? 0 })}</small>
                <span className={styles['links']}>
                  <AppLink to={`/courses/${one.offeringId}/activity`}>{t('activity.title')}</AppLink>
                  <AppLink to={`/courses/${one.offeringId}/marking`}>{t('offerings.marking')}</AppLink>
                  <AppLink to={`/courses/${one.offeringId}/gradebook`}>{t('offerings.gradebook')}</AppLink>
                </span>
              </>
            ) : one.total === 0 ? (
              <small>{t('offerings.no-items')}</small>
            ) : (
              <ProgressBar
                value={one.completed / one.total}
                label={t('offerings.done', { count: one.total, done: one.completed, total: one.total })}
              />
            )}
          </div>
        ))}
      </Boxes>
    </Card>
  )
}

/** Students who let deadlines pass, for their teacher. */
export function BehindCard({ view: { behind } }: Props): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const say = usePick()
  if (behind.length === 0) return null
  return (
    <Card title={t('behind.title')} note={t('behind.note')}>
      <ul className="plain-list">
        {behind.map((one) => (
          <li key={`${one.person.id} ${one.offeringId}`}>
            <AppLink className={styles['line']} to={`/courses/${one.offeringId}/activity`}>
              <span>
                <strong>{format.name(one.person, 'short')}</strong>
                <small>
                  {say(one.offering)} · {one.lastAt ? t('behind.last', { when: format.relativeTime(one.lastAt) }) : t('behind.never')}
                </small>
              </span>
              <StatusBadge tone="warn">{t('behind.overdue', { count: one.overdue })}</StatusBadge>
            </AppLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}
