import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable, type Column } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { ExamsView } from '../contract.ts'

type Exam = ExamsView['exams'][number]

const tones = { early: 'neutral', room: 'info', open: 'good', late: 'good', over: 'neutral' } as const

/** Exams at one time: a student's own, or the rooms that one watches, with their codes. */
export default function ExamsPage(): ReactNode {
  const t = useText('exams-sitting')
  const found = useApi<ExamsView>('/api/exams', { every: 30_000 })
  return (
    <Page title={t('exams.title')} lead={t('exams.lead')} savedAt={found.savedAt} facts={<ClauseTag clause="R4.4a" />}>
      <Loaded from={found}>{(view: ExamsView) => <List exams={view.exams} />}</Loaded>
    </Page>
  )
}

function List({ exams }: { exams: Exam[] }): ReactNode {
  const t = useText('exams-sitting')
  const format = useFormat()
  const pick = usePick()
  if (exams.length === 0)
    return (
      <EmptyState icon="checklist" title={t('exams.none')}>
        {t('exams.none-text')}
      </EmptyState>
    )
  const columns: Column<Exam>[] = [
    { key: 'title', title: t('exams.exam'), render: (one) => pick(one.title), phone: 'title' },
    { key: 'discipline', title: t('exams.discipline'), render: (one) => pick(one.discipline), sortBy: (one) => pick(one.discipline) },
    { key: 'starts', title: t('exams.starts'), render: (one) => format.dateTime(one.startsAt), sortBy: (one) => one.startsAt, nowrap: true },
    { key: 'ends', title: t('exams.ends'), render: (one) => (one.endsAt ? format.time(one.endsAt) : '—'), nowrap: true },
    { key: 'state', title: t('exams.state'), render: (one) => <StatusBadge tone={tones[one.state]}>{t(`exams.states.${one.state}`)}</StatusBadge> },
  ]
  if (exams.some((one) => one.watched))
    columns.push({
      key: 'watch',
      title: t('exams.watch'),
      phone: 'wide',
      render: (one) =>
        one.watched && (
          <>
            {t('exams.inside', { inside: one.watched.inside, handed: one.watched.handed, students: one.watched.students })}
            {one.watched.code && (
              <>
                <br />
                <strong>{t('exams.code', { code: one.watched.code })}</strong>
              </>
            )}
            <br />
            <AppLink to={`/courses/${one.offeringId}/items/${one.itemId}/room`} aria-label={`${t('exams.to-room')}: ${pick(one.title)}`}>
              {t('exams.to-room')}
            </AppLink>
          </>
        ),
    })
  return (
    <DataTable
      caption={t('exams.title')}
      rows={exams}
      rowKey={(one) => one.itemId}
      rowTo={(one) => `/courses/${one.offeringId}/items/${one.itemId}`}
      columns={columns}
    />
  )
}
