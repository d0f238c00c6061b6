import { ActionIcon, Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import type { WeekView } from '../contract.ts'
import { clock } from './clock.ts'
import styles from './week.module.css'

const dayLength = 86_400_000
const moved = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)

/** The reader's week: what they study and teach, day by day; kept for reading without a line. */
export default function WeekPage(): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const pick = usePick()
  const [day, setDay] = useQueryValue('day')
  const week = useApi<WeekView>('/api/my/week', { query: { day }, keepPrevious: true })
  const own = week.data
  return (
    <Page
      title={t('nav.week')}
      savedAt={week.savedAt}
      lead={own && (own.term ? `${pick(own.term.name)} · ${t('week.number', { number: own.number })}` : t('week.no-term'))}
      actions={
        own && (
          <Row>
            <ActionIcon variant="default" size="lg" aria-label={t('week.previous')} onClick={() => setDay(moved(own.monday, -7))}>
              <Icon name="back" />
            </ActionIcon>
            <Button variant="default" disabled={!day} onClick={() => setDay('')}>
              {t('week.this')}
            </Button>
            <ActionIcon variant="default" size="lg" aria-label={t('week.next')} onClick={() => setDay(moved(own.monday, 7))}>
              <Icon name="right" />
            </ActionIcon>
          </Row>
        )
      }
    >
      <Loaded from={week}>
        {(view) => (
          <Stack gap="l">
            <p className={styles['range']} role="status">
              {format.range(view.monday, moved(view.monday, 6))}
            </p>
            {view.meetings.length === 0 ? (
              <EmptyState icon="calendar" title={t('week.empty')}>
                {t('week.empty-text')}
              </EmptyState>
            ) : (
              <Days week={view} />
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Days({ week }: { week: WeekView }): ReactNode {
  const format = useFormat()
  const today = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 10)
  const days = [...Map.groupBy(week.meetings, (meeting) => meeting.date)]
  return (
    <div className={styles['days']}>
      {days.map(([date, meetings]) => (
        <section key={date} className={styles['day']} data-today={date === today} aria-labelledby={`day-${date}`}>
          <h2 id={`day-${date}`} {...(date === today ? { 'aria-current': 'date' } : {})}>
            {format.weekday(date)}
            <span>{format.dayMonth(date)}</span>
          </h2>
          <ol>
            {meetings.map((meeting) => (
              <Meeting key={meeting.id} meeting={meeting} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Meeting({ meeting }: { meeting: WeekView['meetings'][number] }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const pick = usePick()
  const people = meeting.role === 'teacher' ? meeting.groups.join(', ') : meeting.teachers.map((one) => format.name(one, 'short')).join(', ')
  return (
    <li className={styles['meeting']} data-kind={meeting.kind}>
      <span className={styles['time']}>
        {clock(meeting.startsAt)}–{clock(meeting.startsAt + meeting.minutes)}
      </span>
      <AppLink to={`/courses/${meeting.offeringId}`}>{pick(meeting.name)}</AppLink>
      <span className={styles['about']}>
        {[
          t(`lessons.${meeting.kind}`),
          meeting.place === 'online' ? t('week.online') : (meeting.room ?? t('week.room')),
          people,
          meeting.weeks === 'all' ? '' : t(`week.${meeting.weeks}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  )
}
