import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { asProblem, type ApiProblem } from '../../../foundation/web/api/api-problem.ts'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { uploadFile } from '../../../foundation/web/api/upload-file.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import type { GroupImportView } from '../contract.ts'

const address = '/api/groups/import'

/** Reads groups from a table: what would become of each row, faults by row and column; nothing is written while there is one. */
export default function ImportGroupsPage(): ReactNode {
  const t = useText('programmes')
  const [preview, setPreview] = useState<{ view: GroupImportView; file: File } | null>(null)
  const [writing, setWriting] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const write = async (file: File): Promise<void> => {
    setWriting(true)
    setProblem(null)
    try {
      setPreview({ view: await uploadFile<GroupImportView>(`${address}?act=write`, file), file })
      await refresh('/api/groups')
    } catch (failure) {
      setProblem(asProblem(failure))
    } finally {
      setWriting(false)
    }
  }
  return (
    <Page
      title={t('groups-import.title')}
      lead={t('groups-import.lead')}
      crumbs={[{ label: t('nav.groups'), to: '/groups' }]}
      actions={
        <Button variant="default" component="a" href="/api/groups/template" download>
          {t('import.template')}
        </Button>
      }
    >
      <Stack gap="l">
        <FileDrop<GroupImportView>
          label={t('groups-import.file')}
          accept=".xlsx,.csv"
          maxBytes={5 * 1024 * 1024}
          uploadTo={`${address}?act=preview`}
          onUploaded={(view, file) => setPreview({ view, file })}
        />
        {problem && <ProblemNotice problem={problem} />}
        {preview && <Outcome view={preview.view} writing={writing} onWrite={() => void write(preview.file)} />}
      </Stack>
    </Page>
  )
}

function Outcome({ view, writing, onWrite }: { view: GroupImportView; writing: boolean; onWrite: () => void }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const figures = { created: view.created, changed: view.changed, unchanged: view.unchanged }
  return (
    <>
      {view.errors.length > 0 ? (
        <Card title={t('import.faults', { count: view.errors.length })} note={t('import.faults-note')} tone="warn">
          <DataTable
            caption={t('import.faults', { count: view.errors.length })}
            rows={view.errors}
            rowKey={(one) => `${one.row} ${one.column} ${one.text}`}
            columns={[
              { key: 'row', title: t('import.row'), align: 'end', render: (one) => (one.row > 0 ? format.number(one.row) : '–') },
              { key: 'column', title: t('import.column'), render: (one) => one.column || '–' },
              { key: 'text', title: t('import.fault'), phone: 'title', render: (one) => one.text },
            ]}
          />
        </Card>
      ) : view.written ? (
        <Notice tone="good" role="status" title={t('groups-import.written', figures)}>
          <AppLink to="/groups">{t('nav.groups')}</AppLink>
        </Notice>
      ) : view.created + view.changed === 0 ? (
        <Notice tone="info" role="status" title={t('groups-import.unchanged')} />
      ) : (
        <Notice tone="good" role="status" title={t('groups-import.ready', figures)}>
          <Button onClick={onWrite} loading={writing}>
            {t('import.write')}
          </Button>
        </Notice>
      )}
      {view.preview.length > 0 && (
        <Card title={t('import.preview')} flush>
          <DataTable
            caption={t('import.preview')}
            rows={view.preview}
            rowKey={(one) => String(one.row)}
            columns={[
              { key: 'row', title: t('import.row'), align: 'end', phone: 'hide', render: (one) => format.number(one.row) },
              { key: 'code', title: t('group'), phone: 'title', nowrap: true, render: (one) => one.code },
              { key: 'programme', title: t('programme'), render: (one) => pick(one.programme) },
              { key: 'year', title: t('intake-year'), render: (one) => one.intakeYear },
              { key: 'language', title: t('language'), render: (one) => t(`languages.${one.language}`) },
              { key: 'curator', title: t('curator'), render: (one) => one.curator ?? '–' },
              {
                key: 'state',
                title: t('groups-import.state'),
                render: (one) => (
                  <StatusBadge tone={one.state === 'unchanged' ? 'neutral' : 'info'}>{t(`groups-import.states.${one.state}`)}</StatusBadge>
                ),
              },
            ]}
          />
        </Card>
      )}
    </>
  )
}
