import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import type { ImportNote, ImportReport, ReportLine } from '../contract.ts'
import styles from './Course.module.css'

const leftQuestion = new Set(['question-left-out', 'question-unknown', 'question-unmarked', 'draw-missing'])
const tones = { brought: 'good', changed: 'info', 'left-out': 'warn' } as const

/** What an import brought, what it changed, and what it could not bring, item by item. */
export function ImportReportPart({ offeringId, report, format: of }: { offeringId: string; report: ImportReport; format: string }): ReactNode {
  const t = useText('courses')
  const format = useFormat()
  const { counts } = report
  // a test without some of its questions is no whole success either
  const lost = counts.leftOut > 0 || report.lines.some((line) => line.notes.some(({ key }) => leftQuestion.has(key)))
  // a kind of question is named in the reader's language; one we never met as the file names it
  const paramsOf = ({ key, params }: ImportNote): ImportNote['params'] =>
    key === 'question-left-out' ? { ...params, type: t(`question-kinds.${String(params?.type)}`) } : params
  return (
    <Stack>
      <Notice tone={lost ? 'warn' : 'good'} title={t('report.title', { course: report.courseTitle })}>
        <p>{t('report.counts', { brought: counts.brought, changed: counts.changed, left: counts.leftOut })}</p>
        <p>
          {t('report.files', { count: counts.files, bytes: format.bytes(counts.bytes) })} · {t('report.format', { format: of })}
        </p>
        {report.notes?.map((note) => (
          <p key={note.key}>{t(`notes.${note.key}`, note.params)}</p>
        ))}
        <p>
          <AppLink to={`/courses/${offeringId}`}>{t('report.open')}</AppLink>
        </p>
      </Notice>
      <DataTable<ReportLine & { key: string }>
        caption={t('report.caption')}
        rows={report.lines.map((line, index) => ({ ...line, key: String(index) }))}
        rowKey={(line) => line.key}
        columns={[
          {
            key: 'title',
            title: t('report.item'),
            phone: 'title',
            render: (line) => (line.itemId ? <AppLink to={`/courses/${offeringId}/items/${line.itemId}`}>{line.title}</AppLink> : line.title),
          },
          { key: 'kind', title: t('report.kind'), render: (line) => t(`kinds.${line.kind}`) },
          {
            key: 'state',
            title: t('report.state'),
            nowrap: true,
            sortBy: (line) => line.state,
            render: (line) => <StatusBadge tone={tones[line.state]}>{t(`report.${line.state}`)}</StatusBadge>,
          },
          {
            key: 'notes',
            title: t('report.why'),
            phone: 'wide',
            render: (line) =>
              line.notes.length > 0 && (
                <ul className={styles['notes']}>
                  {line.notes.map((note, index) => (
                    <li key={index}>{t(`notes.${note.key}`, paramsOf(note))}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Stack>
  )
}
