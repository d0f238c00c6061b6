import { useState, type ReactNode } from 'react'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../foundation/web/kit/Progress.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues, useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import type { ImportsView, ImportView } from '../contract.ts'
import { ImportReportPart } from './ImportReportPart.tsx'
import styles from './Course.module.css'

/** Bringing a course file in: choose it, watch it come, read what became of it. */
export default function ImportPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses')
  const pick = usePick()
  const [shown, show] = useQueryValue('import')
  const imports = useApi<ImportsView>('/api/offerings/{offeringId}/imports', { path: { offeringId } })
  return (
    <Page
      title={t('import.title')}
      lead={t('import.lead')}
      crumbs={
        imports.data
          ? [
              { label: pick(imports.data.offering.name), to: `/courses/${offeringId}` },
              { label: t('edit.title'), to: `/courses/${offeringId}/edit` },
            ]
          : []
      }
    >
      <Loaded from={imports}>
        {(view: ImportsView) => (
          <Stack gap="l">
            <UploadCard
              view={view}
              onBegun={(id) => {
                show(id)
                void refresh(`/api/offerings/${offeringId}/imports`)
              }}
            />
            {shown && <ImportCard key={shown} offeringId={offeringId} importId={shown} />}
            {view.imports.length > 0 && <FormerImports view={view} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function UploadCard({ view, onBegun }: { view: ImportsView; onBegun: (id: string) => void }): ReactNode {
  const t = useText('courses')
  const [chosen, setMode] = useState('append')
  const mode = view.empty ? 'new' : chosen
  return (
    <Card title={t('import.file')}>
      <Stack>
        {!view.empty && (
          <SelectField
            label={t('import.mode')}
            hint={t(`import.mode-${chosen}-hint`)}
            value={chosen}
            onChange={setMode}
            options={['append', 'replace'].map((value) => ({ value, label: t(`import.mode-${value}`) }))}
          />
        )}
        <FileDrop<{ id: string }>
          label={t('import.choose')}
          hint={t('import.kinds')}
          accept=".imscc,.zip,.mbz"
          maxBytes={2_147_483_648}
          uploadTo={`/api/offerings/${view.offering.id}/imports`}
          fields={{ mode }}
          onUploaded={(answer) => onBegun(answer.id)}
        />
      </Stack>
    </Card>
  )
}

function ImportCard({ offeringId, importId }: { offeringId: string; importId: string }): ReactNode {
  const t = useText('courses')
  const [ended, setEnded] = useState(false)
  const found = useApi<ImportView>('/api/offerings/{offeringId}/imports/{importId}', { path: { offeringId, importId }, every: ended ? false : 1000 })
  const state = found.data?.state
  if (!ended && (state === 'done' || state === 'failed')) {
    setEnded(true)
    void refresh(`/api/offerings/${offeringId}/course`, `/api/offerings/${offeringId}/imports`)
  }
  return (
    <Loaded from={found}>
      {(view: ImportView) => (
        <Card title={view.fileName} tone={view.state === 'failed' ? 'warn' : 'framed'}>
          <Stack>
            {(view.state === 'waiting' || view.state === 'running') && (
              <ProgressBar
                value={view.total > 0 ? view.done / view.total : null}
                label={t(`import.state-${view.state}`)}
                {...(view.total > 0 ? { note: t('progress-note', { done: view.done, total: view.total }) } : {})}
              />
            )}
            {view.failure && (
              <Notice tone="bad" role="alert" title={view.failure.title}>
                {view.failure.detail}
              </Notice>
            )}
            {view.report && <ImportReportPart offeringId={offeringId} report={view.report} format={view.format ?? ''} />}
          </Stack>
        </Card>
      )}
    </Loaded>
  )
}

function FormerImports({ view }: { view: ImportsView }): ReactNode {
  const t = useText('courses')
  const format = useFormat()
  const tone = { waiting: 'info', running: 'info', done: 'good', failed: 'bad' } as const
  return (
    <Card title={t('import.former')}>
      <ul className={styles['lines']}>
        {view.imports.map((one) => (
          <li key={one.id}>
            <AppLink to={`/courses/${view.offering.id}/import?import=${one.id}`}>{one.fileName}</AppLink>
            <span className={styles['soft']}>
              {format.dateTime(one.createdAt)} <StatusBadge tone={tone[one.state]}>{t(`import.state-${one.state}`)}</StatusBadge>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
