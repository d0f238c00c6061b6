import { useState } from 'react'
import { useFormat, useText } from '../../i18n/use-text.ts'
import { DataTable } from '../DataTable.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { Card } from '../Card.tsx'
import { Pagination } from '../Pagination.tsx'
import { Stack } from '../Stack.tsx'
import { StatusBadge } from '../StatusBadge.tsx'

/** Tables: sorted by the portal's alphabet, cards on a phone. */
export function KitTables() {
  const t = useText('kit')
  const format = useFormat()
  const [page, setPage] = useState(4)
  const rows = t('rows')
    .split(';')
    .map((line, index) => ({
      id: String(index),
      name: line.trim(),
      points: (index * 37 + 41) % 100,
      at: Date.parse('2025-05-20') - index * 86_400_000 * 3,
    }))
  return (
    <Stack gap="l">
      <DataTable
        caption={t('table.caption')}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/kit?tab=tables&row=${id}`}
        initialSort={{ key: 'name', descending: false }}
        columns={[
          { key: 'name', title: t('table.name'), render: ({ name }) => name, sortBy: ({ name }) => name, phone: 'title' },
          { key: 'at', title: t('table.date'), render: ({ at }) => format.date(at), sortBy: ({ at }) => at, nowrap: true },
          { key: 'points', title: t('table.points'), render: ({ points }) => format.number(points), sortBy: ({ points }) => points, align: 'end' },
          {
            key: 'state',
            title: t('table.state'),
            render: ({ points }) => <StatusBadge tone={points >= 61 ? 'good' : 'warn'}>{t(points >= 61 ? 'badge.good' : 'badge.warn')}</StatusBadge>,
          },
        ]}
      />
      <Pagination page={page} pages={12} total={1187} onPage={setPage} />
      <Card>
        <EmptyState icon="clipboard" title={t('table.empty')}>
          {t('card.text')}
        </EmptyState>
      </Card>
    </Stack>
  )
}
