import { useState, type ReactNode } from 'react'
import { personName } from '../../../../foundation/i18n/format.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Pagination } from '../../../../foundation/web/kit/Pagination.tsx'
import { SkeletonTable } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { ParticipantsView } from '../contract.ts'

type Row = ParticipantsView['people'][number]

/** Who takes part in an open course, fifty at a time: there may be thousands. */
export function Participants({ offeringId }: { offeringId: string }): ReactNode {
  const t = useText('learning-mooc')
  const format = useFormat()
  const [q, setQ] = useState('')
  const [page, setPage] = useState(1)
  const list = useApi<ParticipantsView>('/api/offerings/{offeringId}/mooc/participants', {
    path: { offeringId },
    query: { q, page },
    keepPrevious: true,
  })
  return (
    <Card title={t('manage.people')}>
      <Stack>
        <TextField
          type="search"
          label={t('manage.search')}
          value={q}
          onChange={(value) => {
            setQ(value)
            setPage(1)
          }}
        />
        <Loaded from={list} skeleton={<SkeletonTable />}>
          {(view: ParticipantsView) => (
            <>
              <DataTable<Row>
                caption={t('manage.people')}
                rows={view.people}
                rowKey={(one) => one.person.id}
                empty={<EmptyState icon="users" title={t('manage.nobody')} />}
                columns={[
                  { key: 'name', title: t('manage.name'), phone: 'title', render: (one) => personName(one.person, 'full') },
                  { key: 'since', title: t('manage.since'), nowrap: true, render: (one) => format.date(one.enrolledAt) },
                  { key: 'share', title: t('certificate.done'), align: 'end', render: (one) => format.percent(one.share / 100) },
                  { key: 'last', title: t('manage.last'), nowrap: true, render: (one) => (one.lastAt ? format.date(one.lastAt) : '–') },
                  {
                    key: 'certificate',
                    title: t('certificate.title'),
                    render: (one) => (one.certificate ? <AppLink to={`/certificates/${one.certificate}`}>{t('certificate.open')}</AppLink> : '–'),
                  },
                ]}
              />
              <Pagination page={page} pages={Math.ceil(view.total / view.pageSize)} total={view.total} onPage={setPage} />
            </>
          )}
        </Loaded>
      </Stack>
    </Card>
  )
}
