import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { ComparisonView } from '../contract.ts'
import styles from './editor.module.css'

type Difference = ComparisonView['differences'][number]

/** Two versions side by side: what was added, removed, and which fields changed. */
export default function ComparePage(): ReactNode {
  const t = useText('programmes')
  const { curriculumId = '', otherId = '' } = usePathValues()
  const comparison = useApi<ComparisonView>('/api/curricula/{curriculumId}/compare/{otherId}', { path: { curriculumId, otherId } })
  const own = comparison.data
  const name = (one: ComparisonView['before']) => t('versions.n', { version: one.version, year: one.intakeYear })
  return (
    <Page
      title={t('compare.title')}
      lead={own && t('compare.lead', { before: name(own.before), after: name(own.after) })}
      crumbs={[{ label: t('nav.programmes'), to: '/programmes' }, ...(own ? [{ label: name(own.after), to: `/curricula/${own.after.id}` }] : [])]}
      savedAt={comparison.savedAt}
    >
      <Loaded from={comparison} skeleton={<SkeletonTable />}>
        {({ differences, unchanged }) => (
          <Stack>
            <DataTable
              caption={t('compare.title')}
              rows={differences}
              rowKey={(one) => `${one.kind} ${one.disciplineCode} ${one.semester} ${one.line.id}`}
              columns={useColumns()}
              empty={<EmptyState icon="check" title={t('compare.same')} />}
            />
            <p>{t('compare.unchanged', { count: unchanged })}</p>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function useColumns() {
  const t = useText('programmes')
  const pick = usePick()
  const tones = { added: 'good', removed: 'bad', changed: 'warn' } as const
  const word = (field: string, value: string): string => {
    if (value === '') return '–'
    return field === 'kind' ? t(`kinds.${value}`) : field === 'controlForm' ? t(`controls.${value}`) : value
  }
  return [
    {
      key: 'semester',
      title: t('semester'),
      align: 'end' as const,
      render: (one: Difference) => one.semester,
      sortBy: (one: Difference) => one.semester,
    },
    {
      key: 'discipline',
      title: t('discipline'),
      phone: 'title' as const,
      render: (one: Difference) => `${one.disciplineCode} ${pick(one.disciplineName)}`,
      sortBy: (one: Difference) => one.disciplineCode,
    },
    {
      key: 'kind',
      title: t('compare.what'),
      render: (one: Difference) => <StatusBadge tone={tones[one.kind]}>{t(`compare.${one.kind}`)}</StatusBadge>,
      sortBy: (one: Difference) => one.kind,
    },
    {
      key: 'changes',
      title: t('compare.fields'),
      render: (one: Difference) =>
        one.kind === 'changed' ? (
          <ul className={styles['plain']}>
            {one.changes.map(({ field, before, after }) => (
              <li key={field}>
                {t(`fields.${field}`)}: <del className={styles['was']}>{word(field, before)}</del>{' '}
                <ins className={styles['is']}>{word(field, after)}</ins>
              </li>
            ))}
          </ul>
        ) : (
          t('credits-of', { count: one.line.credits })
        ),
    },
  ]
}
