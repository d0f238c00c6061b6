import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useSettled } from '../../../../foundation/web/api/use-settled.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { Pagination } from '../../../../foundation/web/kit/Pagination.tsx'
import { SkeletonTable } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { useGo, usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../../foundation/web/session/me.ts'
import type { QuestionImportView } from '../../contract.ts'
import type { BankLine, BankView } from '../../catalogue/contract.ts'
import { newBankKinds } from '../shared/new-question.ts'
import { BankFilters, noFilter, queryOf, type BankFilter } from './BankFilters.tsx'
import { ImportReport } from './ImportReport.tsx'
import styles from './Asked.module.css'

const formats = ['gift', 'aiken', 'moodle-xml', 'qti-2', 'qti-3', 'xlsx'] as const

/** The bank of questions of a discipline: every offering of it, in any term, asks out of it. */
export default function BankPage(): ReactNode {
  const t = useText('exams-bank')
  const pick = usePick()
  const may = useMay()
  const { offeringId = '' } = usePathValues()
  const [filter, setFilter] = useState<BankFilter>(noFilter)
  const [page, setPage] = useQueryValue('page')
  const [adding, setAdding] = useState(false)
  const asked = { ...queryOf(filter), q: useSettled(filter.q) }
  const bank = useApi<BankView>('/api/offerings/{offeringId}/bank', {
    path: { offeringId },
    query: { ...asked, page: page || 1 },
    keepPrevious: true,
  })
  const writes = may('bank.edit', { offeringId })
  return (
    <Page
      title={t('exams:bank.title')}
      lead={t('lead')}
      savedAt={bank.savedAt}
      crumbs={[{ label: bank.data ? pick(bank.data.discipline.name) : '…', to: `/courses/${offeringId}` }]}
      actions={
        writes && (
          <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      <Stack gap="l">
        <BankFilters
          filter={filter}
          bank={bank.data}
          onChange={(next) => {
            setFilter(next)
            setPage('')
          }}
        />
        <Loaded from={bank} skeleton={<SkeletonTable />}>
          {(view: BankView) => (
            <>
              <p role="status" className={styles['soft']}>
                {t('found', { count: view.total })}
              </p>
              <Questions view={view} offeringId={offeringId} />
              <Pagination page={Number(page || 1)} pages={Math.ceil(view.total / view.pageSize)} onPage={(next) => setPage(String(next))} />
            </>
          )}
        </Loaded>
        {writes && <Files offeringId={offeringId} query={queryOf(filter)} />}
      </Stack>
      <ChooseKind open={adding} offeringId={offeringId} onClose={() => setAdding(false)} />
    </Page>
  )
}

function Questions({ view, offeringId }: { view: BankView; offeringId: string }): ReactNode {
  const t = useText('exams-bank')
  const format = useFormat()
  const pick = usePick()
  return (
    <DataTable<BankLine>
      caption={t('exams:bank.title')}
      rows={view.questions}
      rowKey={(one) => one.id}
      rowTo={(one) => `/courses/${offeringId}/bank/${one.id}`}
      empty={
        <EmptyState icon="checklist" title={t('none')}>
          {t('none-text')}
        </EmptyState>
      }
      columns={[
        { key: 'prompt', title: t('question'), render: (one) => pick(one.excerpt) || one.title || t('exams:bring.untitled'), phone: 'title' },
        { key: 'kind', title: t('kind'), render: (one) => t(`exams:edit.kind-${one.kind}`), nowrap: true },
        { key: 'topic', title: t('topic'), render: (one) => one.topic || '—' },
        {
          key: 'difficulty',
          title: t('difficulty.title'),
          render: (one) => (one.difficulty ? t(`difficulty.${one.difficulty}`) : '—'),
        },
        { key: 'asked', title: t('asked'), render: (one) => format.number(one.asked), align: 'end' },
        { key: 'ease', title: t('ease'), render: (one) => (one.ease === null ? '—' : format.percent(one.ease)), align: 'end' },
        {
          key: 'state',
          title: t('state.title'),
          nowrap: true,
          render: (one) =>
            one.archivedAt ? (
              <StatusBadge tone="neutral">{t('state.archived')}</StatusBadge>
            ) : (
              <StatusBadge tone={one.ready ? 'good' : 'warn'}>{t(one.ready ? 'state.ready' : 'state.wanting')}</StatusBadge>
            ),
        },
      ]}
    />
  )
}

function ChooseKind({ open, offeringId, onClose }: { open: boolean; offeringId: string; onClose: () => void }): ReactNode {
  const t = useText('exams-bank')
  const go = useGo()
  return (
    <Dialog open={open} onClose={onClose} title={t('add-kind')}>
      <ul className={`${styles['kinds']} plain-list`}>
        {newBankKinds.map((kind) => (
          <li key={kind}>
            <Button variant="default" fullWidth onClick={() => go(`/courses/${offeringId}/bank/new?kind=${kind}`)}>
              {t(`exams:edit.kind-${kind}`)}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** Questions of other systems: brought in with a report of each, and saved into a file. */
function Files({ offeringId, query }: { offeringId: string; query: Record<string, string> }): ReactNode {
  const t = useText('exams-bank')
  const locale = useLocale()
  const [report, setReport] = useState<QuestionImportView | null>(null)
  return (
    <Card title={t('files.title')} note={t('files.note')}>
      <Stack gap="m">
        <FileDrop<QuestionImportView>
          label={t('exams:bring.choose')}
          accept=".txt,.gift,.xml,.zip,.xlsx"
          maxBytes={100_000_000}
          uploadTo={`/api/offerings/${offeringId}/bank-file?language=${locale}`}
          onUploaded={(answer) => {
            setReport(answer)
            void refresh(`/api/offerings/${offeringId}/bank`)
          }}
        />
        {report && <ImportReport view={report} />}
        <div>
          <p className={styles['soft']}>{t('files.save-as')}</p>
          <Row gap="m">
            {formats.map((format) => (
              <a key={format} href={`/api/offerings/${offeringId}/bank-file?${new URLSearchParams({ ...query, format }).toString()}`} download>
                {t(`exams:bring.format-${format}`)}
              </a>
            ))}
          </Row>
        </div>
      </Stack>
    </Card>
  )
}
