import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { ActivityView } from '../contract.ts'

/** Who did what in an offering, for its teachers. */
export default function ActivityPage(): ReactNode {
  const t = useText('learning')
  const format = useFormat()
  const say = usePick()
  const { offeringId = '' } = usePathValues()
  const activity = useApi<ActivityView>('/api/offerings/{offeringId}/activity', { path: { offeringId } })
  return (
    <Page
      title={t('activity.title')}
      savedAt={activity.savedAt}
      crumbs={[{ label: activity.data ? say(activity.data.offering.name) : '…', to: `/courses/${offeringId}` }]}
    >
      <Loaded from={activity}>
        {(view: ActivityView) => (
          <DataTable
            caption={t('activity.title')}
            rows={view.students}
            rowKey={(one) => one.person.id}
            initialSort={{ key: 'student', descending: false }}
            empty={<EmptyState icon="users" title={t('activity.none')} />}
            columns={[
              {
                key: 'student',
                title: t('activity.student'),
                render: (one) => format.name(one.person),
                sortBy: (one) => format.name(one.person),
                phone: 'title',
              },
              { key: 'group', title: t('activity.group'), render: (one) => one.group ?? '—', sortBy: (one) => one.group },
              {
                key: 'opened',
                title: t('activity.opened'),
                render: (one) => `${one.opened} / ${view.total}`,
                align: 'end',
                sortBy: (one) => one.opened,
              },
              {
                key: 'completed',
                title: t('activity.completed'),
                render: (one) => `${one.completed} / ${view.total}`,
                align: 'end',
                sortBy: (one) => one.completed,
              },
              {
                key: 'seconds',
                title: t('activity.time'),
                render: (one) => format.duration(one.seconds),
                align: 'end',
                sortBy: (one) => one.seconds,
              },
              {
                key: 'points',
                title: t('activity.points'),
                render: (one) => (one.points === null ? '—' : `${format.number(one.points)} / ${format.number(one.maxPoints ?? 0)}`),
                align: 'end',
                sortBy: (one) => one.points,
              },
              {
                key: 'last',
                title: t('activity.last'),
                render: (one) => (one.lastAt ? format.relativeTime(one.lastAt) : t('behind.never')),
                nowrap: true,
                sortBy: (one) => one.lastAt,
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
