import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable, type Column } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../../foundation/web/kit/PrintButton.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { GroupAttendanceView } from '../contract.ts'
import { shareThere, type Hours } from '../shared/presence.ts'

type Student = GroupAttendanceView['students'][number]

/** Who of a group misses classes, by discipline: the curator's page (R4.3c). Those who miss most stand first. */
export default function GroupAttendancePage(): ReactNode {
  const t = useText('grades-journal')
  const pick = usePick()
  const { groupId = '' } = usePathValues()
  const [termId, setTermId] = useQueryValue('term')
  const found = useApi<GroupAttendanceView>('/api/groups/{groupId}/attendance', { path: { groupId }, query: { termId } })
  const view = found.data
  return (
    <Page
      title={view ? t('of-group', { group: view.group.code }) : t('attendance')}
      width="full"
      savedAt={found.savedAt}
      crumbs={[{ label: view?.group.code ?? '…', to: `/groups/${groupId}` }]}
      facts={
        <>
          <ClauseTag clause="R4.3c" /> {t('traced')}
        </>
      }
      actions={<PrintButton />}
    >
      <Loaded from={found}>
        {(one: GroupAttendanceView) => (
          <Stack>
            {one.terms.length > 0 && (
              <SelectField
                label={t('term')}
                value={one.termId ?? ''}
                onChange={setTermId}
                options={one.terms.map((term) => ({ value: term.id, label: pick(term.name) }))}
              />
            )}
            <Students view={one} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Students({ view }: { view: GroupAttendanceView }): ReactNode {
  const t = useText('grades-journal')
  const format = useFormat()
  const pick = usePick()
  const away = (hours: Hours | undefined): number => (hours ? hours.missed + hours.excused : 0)
  const words = (hours: Hours | undefined): string =>
    !hours || hours.held === 0
      ? '—'
      : t('missed-of', { missed: format.number(hours.missed), excused: format.number(hours.excused), held: format.number(hours.held) })
  // disciplines where nothing was taken yet would be empty columns
  const taught = view.offerings.map((one, at) => ({ ...one, at })).filter(({ at }) => view.students.some((one) => (one.hours[at]?.held ?? 0) > 0))
  if (view.students.length === 0 || taught.length === 0)
    return (
      <EmptyState icon="calendar" title={t('none')}>
        {t('none-group')}
      </EmptyState>
    )
  const columns: Column<Student>[] = [
    { key: 'student', title: t('student'), render: (one) => format.name(one.person), sortBy: (one) => format.name(one.person), phone: 'title' },
    { key: 'total', title: t('total'), render: (one) => <strong>{words(one.total)}</strong>, sortBy: (one) => away(one.total), nowrap: true },
    {
      key: 'share',
      title: t('there-label'),
      render: (one) => {
        const share = shareThere(one.total)
        return share === null ? '—' : format.percent(share)
      },
      sortBy: (one) => shareThere(one.total),
      align: 'end',
    },
    ...taught.map(({ id, name, at }) => ({
      key: id,
      title: pick(name),
      render: (one: Student) => words(one.hours[at]),
      sortBy: (one: Student) => away(one.hours[at]),
      nowrap: true,
    })),
  ]
  return (
    <DataTable
      caption={t('of-group', { group: view.group.code })}
      rows={view.students}
      rowKey={(one) => one.person.id}
      initialSort={{ key: 'total', descending: true }}
      columns={columns}
    />
  )
}
