import type { ReactNode } from 'react'
import { Select } from '@mantine/core'
import { personName } from '../../../../foundation/i18n/format.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonTable } from '../../../../foundation/web/kit/Skeletons.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { QueueView } from '../contract.ts'

type Row = QueueView['complexes'][number]

/** Everything that lies before the methodical council, the nearest deadline first. */
export default function ComplexQueuePage(): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const queue = useApi<QueueView>('/api/complexes')
  const assign = useAct('put', '/api/offerings/{offeringId}/complex/reviewers', { refreshes: ['/api/complexes'] })
  return (
    <Page title={t('queue.title')} savedAt={queue.savedAt}>
      {assign.error && <ProblemNotice problem={assign.error} />}
      <Loaded from={queue} skeleton={<SkeletonTable />}>
        {(view: QueueView) => (
          <DataTable<Row>
            caption={t('queue.title')}
            rows={view.complexes}
            rowKey={(one) => one.offeringId}
            rowTo={(one) => `/courses/${one.offeringId}/complex`}
            empty={<EmptyState icon="done" title={t('queue.empty')} />}
            columns={[
              { key: 'course', title: t('queue.course'), phone: 'title', render: (one) => `${pick(one.name)} (${one.code})` },
              {
                key: 'due',
                title: t('queue.due'),
                nowrap: true,
                sortBy: (one) => one.dueOn,
                render: (one) => (
                  <>
                    {one.dueOn && format.date(one.dueOn)} {one.late && <StatusBadge tone="warn">{t('queue.late')}</StatusBadge>}
                  </>
                ),
              },
              {
                key: 'reviewers',
                title: t('queue.reviewers'),
                render: (one) => one.reviewers.map((person) => personName(person, 'short')).join(', '),
              },
              {
                key: 'name',
                title: t('queue.name'),
                phone: 'wide',
                render: (one) => (
                  <Select
                    size="sm"
                    aria-label={`${t('queue.name')}: ${one.code}`}
                    placeholder={t('queue.name')}
                    value={null}
                    data={view.council.map((person) => ({ value: person.id, label: personName(person, 'short') }))}
                    onChange={(id) =>
                      id &&
                      assign.mutate({ path: { offeringId: one.offeringId }, body: { personIds: [...one.reviewers.map((person) => person.id), id] } })
                    }
                  />
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Page>
  )
}
