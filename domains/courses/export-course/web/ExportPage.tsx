import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ChoiceField, ManyField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import { usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import styles from '../../web/Course.module.css'
import type { ExportLine, ExportsView, ExportView } from '../contract.ts'
import { exportKinds, type ExportKind } from '../shared/kinds.ts'

/** Writing a course into a file: what for, in which language, and what others will not see in it as it is here. */
export default function ExportPage(): ReactNode {
  const { offeringId = '' } = usePathValues()
  const t = useText('courses-export-course')
  const course = useText('courses')
  const pick = usePick()
  const [shown, show] = useQueryValue('export')
  const exports = useApi<ExportsView>('/api/offerings/{offeringId}/exports', { path: { offeringId } })
  return (
    <Page
      title={course('export.title')}
      lead={t('lead')}
      crumbs={
        exports.data
          ? [
              { label: pick(exports.data.offering.name), to: `/courses/${offeringId}` },
              { label: course('edit.title'), to: `/courses/${offeringId}/edit` },
            ]
          : []
      }
    >
      <Loaded from={exports}>
        {(view: ExportsView) => (
          <Stack gap="l">
            <BeginCard view={view} onBegun={show} />
            {shown && <ExportCard key={shown} offeringId={offeringId} exportId={shown} />}
            {view.exports.length > 0 && <FormerExports view={view} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function BeginCard({ view, onBegun }: { view: ExportsView; onBegun: (id: string) => void }): ReactNode {
  const t = useText('courses-export-course')
  const [kind, setKind] = useState<ExportKind>('cartridge')
  const [language, setLanguage] = useState(view.offering.language)
  const [several, setSeveral] = useState<readonly string[]>(view.languages)
  const begin = useAct<{ id: string }>('post', '/api/offerings/{offeringId}/exports', {
    refreshes: [`/api/offerings/${view.offering.id}/exports`],
    onDone: ({ id }) => onBegun(id),
  })
  const languages = kind === 'html' ? view.languages.filter((one) => several.includes(one)) : [language]
  return (
    <Card title={t('what')}>
      <Stack>
        <ChoiceField
          label={t('kind')}
          value={kind}
          onChange={(value) => setKind(value === 'html' ? 'html' : 'cartridge')}
          options={exportKinds.map((value) => ({ value, label: t(`kind-${value}`), note: t(`kind-${value}-note`) }))}
        />
        {kind === 'html' ? (
          <ManyField
            label={t('languages')}
            value={several}
            onChange={setSeveral}
            options={view.languages.map((value) => ({ value, label: t(`language-${value}`) }))}
          />
        ) : (
          <SelectField
            label={t('language')}
            hint={t('language-hint')}
            value={language}
            onChange={setLanguage}
            options={view.languages.map((value) => ({ value, label: t(`language-${value}`) }))}
          />
        )}
        <Notice tone="info">{t('nobody')}</Notice>
        {begin.error && <ProblemNotice problem={begin.error} />}
        <Row>
          <Button
            loading={begin.isPending}
            disabled={languages.length === 0}
            leftSection={<Icon name="download" />}
            onClick={() => begin.mutate({ path: { offeringId: view.offering.id }, body: { kind, languages } })}
          >
            {t('begin')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function ExportCard({ offeringId, exportId }: { offeringId: string; exportId: string }): ReactNode {
  const t = useText('courses-export-course')
  const format = useFormat()
  const [ended, setEnded] = useState(false)
  const found = useApi<ExportView>('/api/offerings/{offeringId}/exports/{exportId}', { path: { offeringId, exportId }, every: ended ? false : 1000 })
  const state = found.data?.state
  if (!ended && (state === 'done' || state === 'failed')) {
    setEnded(true)
    void refresh(`/api/offerings/${offeringId}/exports`)
  }
  return (
    <Loaded from={found}>
      {(view: ExportView) => (
        <Card title={view.fileName ?? t(`kind-${view.kind}`)} tone={view.state === 'failed' ? 'warn' : 'framed'}>
          <Stack>
            {(view.state === 'waiting' || view.state === 'running') && (
              <ProgressBar value={view.total > 0 ? view.done / view.total : null} label={t(`state-${view.state}`)} />
            )}
            {view.state === 'failed' && (
              <Notice tone="bad" role="alert" title={t('failed')}>
                {t('failed-detail')}
              </Notice>
            )}
            {view.href && (
              <Row>
                <Button component="a" href={view.href} download={view.fileName ?? true} leftSection={<Icon name="download" />}>
                  {t('download', { bytes: format.bytes(view.bytes ?? 0) })}
                </Button>
              </Row>
            )}
            {view.report && <ReportPart offeringId={offeringId} view={view} />}
          </Stack>
        </Card>
      )}
    </Loaded>
  )
}

function ReportPart({ offeringId, view }: { offeringId: string; view: ExportView }): ReactNode {
  const t = useText('courses-export-course')
  const course = useText('courses')
  const pick = usePick()
  const { counts, lines } = view.report ?? { counts: { sections: 0, items: 0, files: 0, bytes: 0 }, lines: [] }
  return (
    <>
      <p>{t('counts', { sections: counts.sections, items: counts.items, files: counts.files })}</p>
      {lines.length === 0 ? (
        <p>{t('all-told')}</p>
      ) : (
        <DataTable<ExportLine & { key: string }>
          caption={t('report')}
          rows={lines.map((line, index) => ({ ...line, key: String(index) }))}
          rowKey={(line) => line.key}
          columns={[
            {
              key: 'title',
              title: course('report.item'),
              phone: 'title',
              render: (line) =>
                line.itemId ? <AppLink to={`/courses/${offeringId}/items/${line.itemId}`}>{pick(line.title)}</AppLink> : pick(line.title),
            },
            { key: 'kind', title: course('report.kind'), nowrap: true, render: (line) => course(`kinds.${line.kind}`) },
            {
              key: 'notes',
              title: t('otherwise'),
              phone: 'wide',
              render: (line) => (
                <ul className={styles['notes']}>
                  {line.notes.map((note) => (
                    <li key={note.key}>{t(`notes.${note.key}`, note.params)}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </>
  )
}

function FormerExports({ view }: { view: ExportsView }): ReactNode {
  const t = useText('courses-export-course')
  const format = useFormat()
  const tone = { waiting: 'info', running: 'info', done: 'good', failed: 'bad' } as const
  return (
    <Card title={t('former')}>
      <ul className={styles['lines']}>
        {view.exports.map((one) => (
          <li key={one.id}>
            <AppLink to={`/courses/${view.offering.id}/export?export=${one.id}`}>{one.fileName ?? t(`kind-${one.kind}`)}</AppLink>
            <span className={styles['soft']}>
              {format.dateTime(one.createdAt)} <StatusBadge tone={tone[one.state]}>{t(`state-${one.state}`)}</StatusBadge>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
