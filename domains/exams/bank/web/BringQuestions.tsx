import type { ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { QuestionImportView } from '../../contract.ts'
import styles from './Asked.module.css'

const formats = ['gift', 'aiken', 'moodle-xml', 'qti-2', 'qti-3'] as const
const tones = { brought: 'good', changed: 'warn', left: 'warn', refused: 'bad' } as const

/** Questions of other systems: brought in with a report of each, and saved into a file. */
export function BringQuestions(props: {
  itemId: string
  saved: boolean
  report: QuestionImportView | null
  onBrought: (report: QuestionImportView) => void
}): ReactNode {
  const { itemId, saved, report, onBrought } = props
  const t = useText('exams')
  const locale = useLocale()
  return (
    <Card title={t('bring.title')} note={t('bring.note')}>
      <Stack gap="m">
        {!saved && <Notice tone="warn">{t('bring.save-first')}</Notice>}
        <FileDrop<QuestionImportView>
          label={t('bring.choose')}
          accept=".txt,.gift,.xml,.zip"
          maxBytes={100_000_000}
          uploadTo={`/api/items/${itemId}/test/questions-file?language=${locale}`}
          disabled={!saved}
          onUploaded={(answer) => void refresh(`/api/items/${itemId}/test`).then(() => onBrought(answer))}
        />
        {report && <Report view={report} />}
        <div>
          <p className={styles['soft']}>{t('bring.save-as')}</p>
          <Row gap="m">
            {formats.map((format) => (
              <a key={format} href={`/api/items/${itemId}/test/questions-file?format=${format}`} download>
                {t(`bring.format-${format}`)}
              </a>
            ))}
          </Row>
        </div>
      </Stack>
    </Card>
  )
}

function Report({ view }: { view: QuestionImportView }): ReactNode {
  const t = useText('exams')
  const told = view.items.filter(({ outcome }) => outcome !== 'brought')
  return (
    <div role="status">
      <Notice tone={view.added > 0 ? 'good' : 'warn'}>{t('bring.added', { count: view.added, of: view.items.length })}</Notice>
      {told.length > 0 && (
        <ul className={styles['report']}>
          {told.map(({ number, title, kind, outcome, reasons }) => (
            <li key={number}>
              <StatusBadge tone={tones[outcome]}>{t(`bring.${outcome}`)}</StatusBadge> {number}. {title || t('bring.untitled')}
              {kind && ` · ${t(`edit.kind-${kind}`)}`}
              {reasons.length > 0 && <p className={styles['soft']}>{reasons.join(' ')}</p>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
