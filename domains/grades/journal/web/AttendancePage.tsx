import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { RingChart } from '../../../../foundation/web/kit/RingChart.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { OwnAttendanceView } from '../contract.ts'
import { shareThere, type Presence } from '../shared/presence.ts'
import { clock } from './clock.ts'

const tones = { present: 'good', late: 'warn', absent: 'bad', excused: 'neutral' } as const

/** How a student was at a class, in a word. */
export function PresenceBadge({ state }: { state: Presence | null }): ReactNode {
  const t = useText('grades-journal')
  return state === null ? <span>—</span> : <StatusBadge tone={tones[state]}>{t(`states.${state}`)}</StatusBadge>
}

/** A student's own attendance in a discipline (R4.3c). */
export default function AttendancePage(): ReactNode {
  const t = useText('grades-journal')
  const pick = usePick()
  const { offeringId = '' } = usePathValues()
  const found = useApi<OwnAttendanceView>('/api/offerings/{offeringId}/attendance', { path: { offeringId } })
  return (
    <Page
      title={t('grades:nav.attendance')}
      width="text"
      savedAt={found.savedAt}
      crumbs={[{ label: found.data ? pick(found.data.offering.name) : '…', to: `/courses/${offeringId}` }]}
      facts={<ClauseTag clause="R4.3c" />}
    >
      <Loaded from={found}>{(view: OwnAttendanceView) => <Own view={view} />}</Loaded>
    </Page>
  )
}

function Own({ view }: { view: OwnAttendanceView }): ReactNode {
  const t = useText('grades-journal')
  const format = useFormat()
  const { date: day } = useFormat()
  const share = shareThere(view.hours)
  if (view.classes.length === 0)
    return (
      <EmptyState icon="calendar" title={t('none')}>
        {t('none-own')}
      </EmptyState>
    )
  return (
    <Stack gap="l">
      {share !== null && (
        <div>
          <RingChart
            title={t('there-label')}
            middle={format.percent(share)}
            write={(hours) => t('hours-of', { count: hours })}
            parts={[
              { label: t('states.present'), value: view.hours.held - view.hours.missed - view.hours.excused },
              { label: t('states.excused'), value: view.hours.excused },
              { label: t('states.absent'), value: view.hours.missed },
            ]}
          />
          <p>
            {t('own-hours', {
              held: format.number(view.hours.held),
              missed: format.number(view.hours.missed),
              excused: format.number(view.hours.excused),
            })}
          </p>
        </div>
      )}
      <DataTable
        caption={t('classes')}
        rows={view.classes}
        rowKey={(one) => one.id}
        columns={[
          { key: 'topic', title: t('topic'), render: (one) => one.topic, phone: 'title' },
          { key: 'day', title: t('day'), render: (one) => day(one.heldOn) + (one.startsAt === null ? '' : `, ${clock(one.startsAt)}`), nowrap: true },
          { key: 'kind', title: t('kind'), render: (one) => `${t(`kinds.${one.kind}`)}, ${t('hours-of', { count: one.hours })}` },
          {
            key: 'state',
            title: t('state'),
            render: (one) => (
              <>
                <PresenceBadge state={one.state} /> {one.note && <small>{one.note}</small>}
              </>
            ),
          },
        ]}
      />
    </Stack>
  )
}
