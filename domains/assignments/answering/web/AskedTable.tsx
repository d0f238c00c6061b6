import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DataTable, type Column } from '../../../../foundation/web/kit/DataTable.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { AskedRow } from '../contract.ts'

const tones = { 'in-time': 'good', late: 'warn', waiting: 'info', overdue: 'bad' } as const

/** Works and questions with when they came, when an answer is due, and how it stands; `linked` rows lead to where they are answered. */
export function AskedTable({ caption, rows, linked = false }: { caption: string; rows: AskedRow[]; linked?: boolean }): ReactNode {
  const t = useText('assignments-answering')
  const format = useFormat()
  const pick = usePick()
  const named = rows.some((one) => one.person !== null)
  const columns: Column<AskedRow>[] = [
    { key: 'title', title: t('what'), render: (one) => pick(one.title), sortBy: (one) => pick(one.title), phone: 'title' },
    { key: 'kind', title: t('kind'), render: (one) => t(`kinds.${one.kind}`), sortBy: (one) => one.kind },
    { key: 'discipline', title: t('discipline'), render: (one) => pick(one.discipline), sortBy: (one) => pick(one.discipline) },
    ...(named ? [{ key: 'person', title: t('student'), render: (one: AskedRow) => (one.person ? format.name(one.person, 'short') : '—') }] : []),
    { key: 'came', title: t('came-at'), render: (one) => format.dateTime(one.cameAt), sortBy: (one) => one.cameAt, nowrap: true },
    { key: 'due', title: t('due'), render: (one) => format.dateTime(one.dueAt), sortBy: (one) => one.dueAt, nowrap: true },
    { key: 'state', title: t('state'), render: (one) => <StatusBadge tone={tones[one.state]}>{t(`states.${one.state}`)}</StatusBadge>, nowrap: true },
  ]
  return (
    <DataTable
      caption={caption}
      captionShown
      rows={rows}
      rowKey={(one) => one.id}
      {...(linked ? { rowTo: (one: AskedRow) => `/courses/${one.offeringId}/${one.kind === 'work' ? 'marking' : 'questions'}` } : {})}
      columns={columns}
    />
  )
}
