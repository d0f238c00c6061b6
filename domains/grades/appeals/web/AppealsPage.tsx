import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { Tabs } from '../../../../foundation/web/kit/Tabs.tsx'
import { useMay, useMe } from '../../../../foundation/web/session/me.ts'
import type { AppealRow, AppealsView } from '../contract.ts'

const tones = { open: 'info', kept: 'neutral', changed: 'good', withdrawn: 'neutral' } as const

/** How an appeal stands: open ones say how long they may still take. */
export function AppealState({ one }: { one: Pick<AppealRow, 'state' | 'dueAt'> }): ReactNode {
  const t = useText('grades-appeals')
  const late = one.state === 'open' && Date.parse(one.dueAt) < Date.now()
  return <StatusBadge tone={late ? 'warn' : tones[one.state]}>{t(late ? 'states.late' : `states.${one.state}`)}</StatusBadge>
}

/** Appeals: a student's own, or those that wait for the commission (R4.4d). */
export default function AppealsPage(): ReactNode {
  const t = useText('grades-appeals')
  const may = useMay()
  const found = useApi<AppealsView>('/api/appeals')
  const judge = may('appeal.answer')
  const rowsOf = (view: AppealsView, open: boolean): AppealRow[] => view.appeals.filter((one) => (one.state === 'open') === open)
  return (
    <Page title={t('title')} savedAt={found.savedAt} lead={t(judge ? 'lead-judge' : 'lead')} facts={<ClauseTag clause="R4.4d" />}>
      <Loaded from={found}>
        {(view: AppealsView) =>
          view.appeals.length === 0 ? (
            <EmptyState icon="grade" title={t('none')}>
              {t(may('appeal.file') ? 'none-own' : 'none-text')}
            </EmptyState>
          ) : (
            <Tabs
              label={t('title')}
              tabs={[
                { key: 'open', label: t('open'), count: view.open, render: () => <Rows rows={rowsOf(view, true)} /> },
                { key: 'ended', label: t('ended'), count: view.ended, render: () => <Rows rows={rowsOf(view, false)} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

function Rows({ rows }: { rows: AppealRow[] }): ReactNode {
  const t = useText('grades-appeals')
  const format = useFormat()
  const pick = usePick()
  const me = useMe()
  const others = rows.some((one) => one.person.id !== me?.person.id)
  return (
    <DataTable
      caption={t('title')}
      rows={rows}
      rowKey={(one) => one.id}
      rowTo={(one) => `/appeals/${one.id}`}
      empty={t('none')}
      columns={[
        {
          key: 'what',
          title: t('what'),
          render: (one) => (one.item ? pick(one.item.title) : t('final-grade')),
          sortBy: (one) => (one.item ? pick(one.item.title) : ''),
          phone: 'title',
        },
        { key: 'discipline', title: t('discipline'), render: (one) => pick(one.offering.name), sortBy: (one) => pick(one.offering.name) },
        ...(others
          ? [
              {
                key: 'student',
                title: t('student'),
                render: (one: AppealRow) => format.name(one.person),
                sortBy: (one: AppealRow) => format.name(one.person),
              },
            ]
          : []),
        { key: 'mark', title: t('mark'), render: (one) => <MarkWords one={one} />, nowrap: true },
        { key: 'filed', title: t('filed'), render: (one) => format.date(one.filedAt), sortBy: (one) => one.filedAt, nowrap: true },
        {
          key: 'due',
          title: t('due'),
          render: (one) => format.date(one.state === 'open' ? one.dueAt : (one.endedAt ?? one.dueAt)),
          sortBy: (one) => (one.state === 'open' ? one.dueAt : one.endedAt),
          nowrap: true,
        },
        { key: 'state', title: t('state'), render: (one) => <AppealState one={one} /> },
      ]}
    />
  )
}

/** «11 / 20 → 15»: the mark that is contested and what it became. */
export function MarkWords({ one }: { one: Pick<AppealRow, 'pointsWere' | 'maxPoints' | 'pointsNow' | 'item'> }): ReactNode {
  const format = useFormat()
  const say = (points: number): string => (one.item ? format.number(points) : format.percent(points / 100))
  const most = one.item ? ` / ${format.number(one.maxPoints)}` : ''
  return (
    <>
      {say(one.pointsWere)}
      {one.pointsNow !== null && (
        <>
          {' → '}
          <strong>{say(one.pointsNow)}</strong>
        </>
      )}
      {most}
    </>
  )
}
