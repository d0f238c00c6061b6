import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../foundation/web/kit/Progress.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonPage } from '../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { Stepper } from '../../../foundation/web/kit/Stepper.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { ImportView } from '../contract.ts'
import styles from './people.module.css'

const busyStates = new Set(['checking', 'running'])

/** Import of people: columns, check, import, with progress; every fault by row and column. */
export default function ImportRunPage(): ReactNode {
  const { importId } = usePathValues()
  const [every, setEvery] = useState<number | false>(false)
  const found = useApi<ImportView>('/api/people-imports/{importId}', { path: { importId: importId ?? '' }, every })
  const wanted = found.data && busyStates.has(found.data.state) ? 1000 : false
  if (wanted !== every) setEvery(wanted)
  return (
    <Loaded from={found} skeleton={<SkeletonPage />}>
      {(view) => <Run key={view.id} view={view} savedAt={found.savedAt} />}
    </Loaded>
  )
}

function Run({ view, savedAt }: { view: ImportView; savedAt: number | null }): ReactNode {
  const t = useText('people')
  const [mapping, setMapping] = useState<Record<string, string>>(() =>
    Object.fromEntries(view.columns.flatMap((one) => (one.field ? [[String(one.index), one.field]] : []))),
  )
  const [accounts, setAccounts] = useState(true)
  const [changed, setChanged] = useState(false)
  const options = { refreshes: ['/api/people-imports', '/api/people', '/api/groups', '/api/staff'], onDone: () => setChanged(false) }
  const check = useAct('post', `/api/people-imports/${view.id}/check`, options)
  const run = useAct('post', `/api/people-imports/${view.id}/run`, options)
  const busy = busyStates.has(view.state) || check.isPending || run.isPending
  const ready = view.state === 'preview' && view.result?.faultCount === 0 && !changed
  const step = view.state === 'done' ? 3 : view.state === 'running' || ready ? 2 : view.state === 'uploaded' ? 0 : 1
  const body = { mapping, accounts }
  const refused = check.error ?? run.error
  return (
    <Page
      title={view.fileName}
      lead={t('import.found', { count: view.rows, kind: t(`import.kinds.${view.kind}`) })}
      crumbs={[{ label: t('nav.import'), to: '/people/import' }]}
      savedAt={savedAt}
    >
      <Stack gap="l">
        <Stepper label={t('import.steps')} steps={[t('import.step-columns'), t('import.step-check'), t('import.step-run')]} current={step} />
        <div role="status">
          {busy && (
            <ProgressBar
              value={view.total > 0 ? view.done / view.total : null}
              label={t(view.state === 'running' ? 'import.running' : 'import.checking')}
            />
          )}
        </div>
        {view.problem && (
          <Notice tone="bad" title={t('import.states.failed')} role="alert">
            {view.problem}
          </Notice>
        )}
        {!busy && view.result && !changed && <Result view={view} result={view.result} />}
        {view.state !== 'done' && (
          <Card title={t('import.columns')} note={t('import.columns-note')} flush>
            <DataTable
              caption={t('import.columns')}
              rows={view.columns}
              rowKey={(one) => String(one.index)}
              columns={[
                {
                  key: 'heading',
                  title: t('import.heading'),
                  phone: 'title',
                  render: (one) => one.heading || t('import.no-heading', { number: one.index + 1 }),
                },
                {
                  key: 'samples',
                  title: t('import.samples'),
                  render: (one) => <span className={styles['samples']}>{one.samples.filter(Boolean).join(' · ') || '–'}</span>,
                },
                {
                  key: 'field',
                  title: t('import.means'),
                  render: (one) => (
                    <SelectField
                      label={t('import.means-of', { heading: one.heading || one.index + 1 })}
                      placeholder={t('import.leave-out')}
                      value={mapping[one.index] ?? ''}
                      disabled={busy}
                      options={view.fields.map((field) => ({ value: field.key, label: field.required ? `${field.label} *` : field.label }))}
                      onChange={(value) => {
                        setChanged(true)
                        setMapping(({ [one.index]: _old, ...rest }) => (value ? { ...rest, [one.index]: value } : rest))
                      }}
                    />
                  ),
                },
              ]}
            />
          </Card>
        )}
        {refused && <ProblemNotice problem={refused} />}
        {view.state !== 'done' && (
          <>
            <CheckField label={t('import.accounts')} hint={t('import.accounts-hint')} value={accounts} onChange={setAccounts} disabled={busy} />
            <Row>
              <Button variant={ready ? 'default' : 'filled'} disabled={busy} onClick={() => check.mutate({ body })}>
                {t('import.check')}
              </Button>
              <Button variant={ready ? 'filled' : 'default'} disabled={busy || !ready} onClick={() => run.mutate({ body })}>
                {t('import.run', { count: view.rows })}
              </Button>
            </Row>
          </>
        )}
      </Stack>
    </Page>
  )
}

function Result({ view, result }: { view: ImportView; result: NonNullable<ImportView['result']> }): ReactNode {
  const t = useText('people')
  const format = useFormat()
  if (result.faultCount > 0) {
    return (
      <Stack>
        <Notice tone="bad" title={t('import.faults', { count: result.faultCount })} role="alert">
          {t('import.faults-text')}
        </Notice>
        <DataTable
          caption={t('import.faults', { count: result.faultCount })}
          rows={result.faults}
          rowKey={(fault) => `${fault.row} ${fault.column} ${fault.message}`}
          columns={[
            {
              key: 'row',
              title: t('import.row'),
              phone: 'title',
              render: (fault) => t('import.row-n', { number: fault.row }),
              sortBy: (fault) => fault.row,
            },
            { key: 'column', title: t('import.column'), render: (fault) => fault.column ?? t('import.whole-row'), sortBy: (fault) => fault.column },
            { key: 'message', title: t('import.what'), render: (fault) => fault.message, sortBy: (fault) => fault.message },
            { key: 'value', title: t('import.value'), render: (fault) => fault.value || '–' },
          ]}
        />
      </Stack>
    )
  }
  const figures = (['created', 'changed', 'unchanged', 'accounts'] as const).map((key) =>
    t(`import.figures.${key}`, { count: result[key], shown: format.number(result[key]) }),
  )
  const done = view.state === 'done'
  return (
    <Notice tone="good" title={t(done ? 'import.done' : 'import.ready')} role="status">
      <p>{figures.join(' · ')}</p>
      {done && (
        <p>
          <AppLink to="/people">{t('nav.people')}</AppLink>
        </p>
      )}
    </Notice>
  )
}
