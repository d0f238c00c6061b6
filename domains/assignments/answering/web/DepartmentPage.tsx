import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { BarChart } from '../../../../foundation/web/kit/BarChart.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../../foundation/web/kit/PrintButton.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { AnsweringView } from '../contract.ts'
import { shareInTime } from '../shared/waiting.ts'
import { Agreed, Figures, useWaited } from './Figures.tsx'

/** How soon the teachers of a department answer: the head's page (R4.6a). Who was asked nothing stands last. */
export default function DepartmentPage(): ReactNode {
  const t = useText('assignments-answering')
  const pick = usePick()
  const [termId, setTermId] = useQueryValue('term')
  const found = useApi<AnsweringView>('/api/answering', { query: { termId } })
  return (
    <Page title={t('title')} width="full" savedAt={found.savedAt} facts={<ClauseTag clause="R4.6a" />} actions={<PrintButton />}>
      <Loaded from={found}>
        {(view: AnsweringView) => (
          <Stack gap="l">
            {view.terms.length > 0 && (
              <SelectField
                label={t('term')}
                value={view.termId ?? ''}
                onChange={setTermId}
                options={view.terms.map((one) => ({ value: one.id, label: pick(one.name) }))}
              />
            )}
            <Agreed agreed={view.agreed} />
            <Teachers view={view} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Teachers({ view }: { view: AnsweringView }): ReactNode {
  const t = useText('assignments-answering')
  const format = useFormat()
  const waited = useWaited()
  const asked = view.teachers.filter((one) => one.all.came > 0)
  if (asked.length === 0)
    return (
      <EmptyState icon="chart" title={t('none')}>
        {t('none-text')}
      </EmptyState>
    )
  const judged = asked.filter((one) => shareInTime(one.all) !== null)
  return (
    <>
      <Figures title={t('total')} figures={view.total} />
      {judged.length > 0 && (
        <BarChart
          title={t('chart')}
          series={[t('share')]}
          most={100}
          write={(value) => format.percent(value / 100)}
          rows={judged.map((one) => ({ label: format.name(one.person, 'short'), values: [Math.round((shareInTime(one.all) ?? 0) * 100)] }))}
        />
      )}
      <DataTable
        caption={t('teachers')}
        captionShown
        rows={asked}
        rowKey={(one) => one.person.id}
        rowTo={(one) => `/answering/teachers/${one.person.id}${view.termId ? `?term=${view.termId}` : ''}`}
        initialSort={{ key: 'overdue', descending: true }}
        columns={[
          { key: 'person', title: t('teacher'), render: (one) => format.name(one.person), sortBy: (one) => format.name(one.person), phone: 'title' },
          { key: 'came', title: t('came'), render: (one) => format.number(one.all.came), sortBy: (one) => one.all.came, align: 'end' },
          {
            key: 'answered',
            title: t('answered'),
            render: (one) => format.number(one.all.answered),
            sortBy: (one) => one.all.answered,
            align: 'end',
          },
          {
            key: 'share',
            title: t('share'),
            render: (one) => {
              const share = shareInTime(one.all)
              return share === null ? '—' : format.percent(share)
            },
            sortBy: (one) => shareInTime(one.all),
            align: 'end',
          },
          {
            key: 'median',
            title: t('median'),
            render: (one) => waited(one.all.medianHours),
            sortBy: (one) => one.all.medianHours,
            align: 'end',
            nowrap: true,
          },
          {
            key: 'oldest',
            title: t('oldest'),
            render: (one) => waited(one.all.oldestHours),
            sortBy: (one) => one.all.oldestHours,
            align: 'end',
            nowrap: true,
          },
          {
            key: 'overdue',
            title: t('overdue'),
            render: (one) =>
              one.all.overdue > 0 ? (
                <StatusBadge tone="bad">{t('overdue-count', { count: one.all.overdue })}</StatusBadge>
              ) : (
                <StatusBadge tone="good">{t('none-overdue')}</StatusBadge>
              ),
            sortBy: (one) => one.all.overdue,
            nowrap: true,
          },
        ]}
      />
      <p>{t('shared-note')}</p>
    </>
  )
}
