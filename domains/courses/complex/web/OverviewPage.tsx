import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { personName } from '../../../../foundation/i18n/format.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { BarChart } from '../../../../foundation/web/kit/BarChart.tsx'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonTable } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { OverviewView } from '../contract.ts'
import { complexStates } from '../shared/parts.ts'
import styles from './Complex.module.css'

type Row = OverviewView['complexes'][number]
const filters = ['all', 'stale', 'unlicensed', 'late'] as const
const holds: Record<(typeof filters)[number], (one: Row) => boolean> = {
  all: () => true,
  stale: (one) => one.stale > 0,
  unlicensed: (one) => one.unlicensed > 0,
  late: (one) => one.late,
}
const tones = { open: 'neutral', draft: 'neutral', submitted: 'info', returned: 'warn', approved: 'info', published: 'good' } as const

/** The complexes of the running term: how far each is, what went stale, what has no licence (R2.2d, R5.3c). */
export default function OverviewPage(): ReactNode {
  const t = useText('courses-complex')
  const overview = useApi<OverviewView>('/api/complexes/overview')
  return (
    <Page
      title={t('overview.title')}
      lead={t('overview.lead')}
      savedAt={overview.savedAt}
      width="full"
      facts={
        <>
          <ClauseTag clause="R5.3c" />
          <ClauseTag clause="R2.2d" />
        </>
      }
    >
      <Loaded from={overview} skeleton={<SkeletonTable />}>
        {(view: OverviewView) =>
          view.complexes.length === 0 ? <EmptyState icon="book" title={t('overview.none')} /> : <Complexes rows={view.complexes} />
        }
      </Loaded>
    </Page>
  )
}

function Complexes({ rows }: { rows: Row[] }): ReactNode {
  const t = useText('courses-complex')
  const pick = usePick()
  const format = useFormat()
  const [asked, choose] = useQueryValue('only')
  const only = filters.find((one) => one === asked) ?? 'all'
  const shown = rows.filter(holds[only])
  return (
    <Stack gap="l">
      <Card>
        <BarChart
          title={t('overview.states')}
          series={[t('overview.complexes')]}
          rows={complexStates
            .map((state) => ({ label: t(`states.${state}`), values: [rows.filter((one) => one.state === state).length] }))
            .filter(({ values }) => (values[0] ?? 0) > 0)}
        />
      </Card>
      <div className={styles['foot']} role="group" aria-label={t('overview.only')}>
        {filters.map((one) => (
          <Button
            key={one}
            size="compact-md"
            variant={one === only ? 'filled' : 'default'}
            aria-pressed={one === only}
            onClick={() => choose(one === 'all' ? '' : one)}
          >
            {t(`overview.filters.${one}`)} ({format.number(rows.filter(holds[one]).length)})
          </Button>
        ))}
      </div>
      <DataTable<Row>
        caption={t('overview.title')}
        rows={shown}
        rowKey={(one) => one.offeringId}
        rowTo={(one) => `/courses/${one.offeringId}/complex`}
        initialSort={{ key: 'items', descending: true }}
        empty={<EmptyState icon="done" title={t('overview.nothing')} />}
        columns={[
          {
            key: 'course',
            title: t('queue.course'),
            phone: 'title',
            sortBy: (one) => pick(one.name),
            render: (one) => `${pick(one.name)} (${one.code})`,
          },
          { key: 'department', title: t('overview.department'), sortBy: (one) => pick(one.department), render: (one) => pick(one.department) },
          { key: 'authors', title: t('overview.authors'), render: (one) => one.teachers.map((person) => personName(person, 'short')).join(', ') },
          {
            key: 'state',
            title: t('overview.state'),
            nowrap: true,
            sortBy: (one) => complexStates.indexOf(one.state),
            render: (one) => (
              <>
                <StatusBadge tone={tones[one.state]}>{t(`states.${one.state}`)}</StatusBadge>{' '}
                {one.late && <StatusBadge tone="bad">{t('queue.late')}</StatusBadge>}
              </>
            ),
          },
          { key: 'items', title: t('overview.items'), align: 'end', sortBy: (one) => one.items, render: (one) => format.number(one.items) },
          {
            key: 'stale',
            title: t('stale'),
            align: 'end',
            sortBy: (one) => one.stale,
            render: (one) => counted(one.stale, one.items, format.number),
          },
          {
            key: 'unlicensed',
            title: t('overview.unlicensed'),
            align: 'end',
            sortBy: (one) => one.unlicensed,
            render: (one) => counted(one.unlicensed, one.items, format.number),
          },
        ]}
      />
    </Stack>
  )
}

const counted = (some: number, all: number, number: (value: number) => string): string => (some === 0 ? '–' : `${number(some)} / ${number(all)}`)
