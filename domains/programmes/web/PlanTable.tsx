import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Section } from '../../../foundation/web/kit/Section.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import type { CheckView, LineView } from '../contract.ts'

/** A plan to read, a table for each semester; `level` is that of the semesters' headings. */
export function PlanTable({
  lines,
  semesters,
  level = 3,
}: {
  lines: readonly LineView[]
  semesters?: CheckView['semesters']
  level?: 2 | 3
}): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  if (lines.length === 0) return <EmptyState icon="table" title={t('curriculum.empty')} />
  const number = (value: number) => (value === 0 ? '–' : format.number(value))
  const groups = [...Map.groupBy(lines, (line) => line.semester)].sort(([one], [other]) => one - other)
  return (
    <Stack gap="l">
      {groups.map(([semester, own]) => {
        const total = semesters?.find((one) => one.semester === semester)
        return (
          <Section
            key={semester}
            level={level}
            title={t('semester-n', { semester })}
            note={total && t('curriculum.total', { credits: total.credits, contact: total.contactHours, independent: total.independentHours })}
          >
            <DataTable
              caption={t('semester-n', { semester })}
              rows={own}
              rowKey={(line) => line.id}
              columns={[
                { key: 'name', title: t('discipline'), phone: 'title', render: (line) => pick(line.disciplineName) },
                { key: 'code', title: t('code'), phone: 'hide', nowrap: true, render: (line) => line.disciplineCode },
                {
                  key: 'kind',
                  title: t('kind'),
                  render: (line) => (line.electivePool ? `${t(`kinds.${line.kind}`)} ${line.electivePool}` : t(`kinds.${line.kind}`)),
                },
                { key: 'credits', title: t('credits'), align: 'end', render: (line) => format.number(line.credits) },
                { key: 'lecture', title: t('hours.lecture'), align: 'end', phone: 'hide', render: (line) => number(line.lectureHours) },
                { key: 'practical', title: t('hours.practical'), align: 'end', phone: 'hide', render: (line) => number(line.practicalHours) },
                { key: 'laboratory', title: t('hours.laboratory'), align: 'end', phone: 'hide', render: (line) => number(line.laboratoryHours) },
                { key: 'seminar', title: t('hours.seminar'), align: 'end', phone: 'hide', render: (line) => number(line.seminarHours) },
                { key: 'independent', title: t('hours.independent'), align: 'end', phone: 'hide', render: (line) => number(line.independentHours) },
                { key: 'control', title: t('control'), render: (line) => t(`controls.${line.controlForm}`) },
              ]}
            />
          </Section>
        )
      })}
    </Stack>
  )
}
