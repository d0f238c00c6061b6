import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
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
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { ImportView, ProgrammeView } from '../contract.ts'

/** Reads a curriculum from a workbook: preview, faults by row and column; nothing is written while there is one. */
export default function ImportPage(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const go = useGo()
  const { programmeId = '' } = usePathValues()
  const programme = useApi<ProgrammeView>('/api/programmes/{programmeId}', { path: { programmeId } }).data
  const [preview, setPreview] = useState<{ view: ImportView; file: File } | null>(null)
  const [writing, setWriting] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const address = `/api/programmes/${programmeId}/curricula/import`
  const write = async (file: File): Promise<void> => {
    setWriting(true)
    setProblem(null)
    try {
      const view = await uploadFile<ImportView>(`${address}?act=write`, file)
      await refresh(`/api/programmes/${programmeId}`, '/api/curricula')
      if (view.curriculumId && (view.written || view.unchanged)) go(`/curricula/${view.curriculumId}`)
      else setPreview({ view, file })
    } catch (failure) {
      setProblem(asProblem(failure))
    } finally {
      setWriting(false)
    }
  }
  return (
    <Page
      title={t('import.title')}
      lead={t('import.lead')}
      crumbs={[
        { label: t('nav.programmes'), to: '/programmes' },
        ...(programme ? [{ label: pick(programme.name), to: `/programmes/${programmeId}` }] : []),
      ]}
      actions={
        <Button variant="default" component="a" href="/api/curricula/template" download>
          {t('import.template')}
        </Button>
      }
    >
      <Stack gap="l">
        <FileDrop<ImportView>
          label={t('import.file')}
          accept=".xlsx"
          maxBytes={5 * 1024 * 1024}
          uploadTo={`${address}?act=preview`}
          onUploaded={(view, file) => setPreview({ view, file })}
        />
        {problem && <ProblemNotice problem={problem} />}
        {preview && <Preview view={preview.view} writing={writing} onWrite={() => void write(preview.file)} />}
      </Stack>
    </Page>
  )
}

function Preview({ view, writing, onWrite }: { view: ImportView; writing: boolean; onWrite: () => void }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  return (
    <>
      {view.unchanged ? (
        <Notice tone="info" role="status" title={t('import.unchanged')}>
          {view.curriculumId && <AppLink to={`/curricula/${view.curriculumId}`}>{t('import.open')}</AppLink>}
        </Notice>
      ) : view.errors.length > 0 ? (
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
      ) : (
        <Notice tone="good" role="status" title={t('import.ready', { count: view.rows })}>
          {view.newDisciplines.length > 0 && (
            <p>{t('import.new-disciplines', { codes: view.newDisciplines.join(', '), count: view.newDisciplines.length })}</p>
          )}
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
              { key: 'semester', title: t('semester'), align: 'end', render: (one) => one.semester },
              { key: 'discipline', title: t('discipline'), phone: 'title', render: (one) => `${one.disciplineCode} ${one.discipline}` },
              { key: 'kind', title: t('kind'), render: (one) => t(`kinds.${one.kind}`) },
              { key: 'credits', title: t('credits'), align: 'end', render: (one) => format.number(one.credits) },
              { key: 'hours', title: t('hours.all'), align: 'end', render: (one) => format.number(one.hours) },
            ]}
          />
        </Card>
      )}
    </>
  )
}
