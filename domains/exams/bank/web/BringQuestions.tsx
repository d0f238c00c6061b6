import type { ReactNode } from 'react'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import { useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { QuestionImportView } from '../../contract.ts'
import { ImportReport } from './ImportReport.tsx'
import styles from './Asked.module.css'

const formats = ['gift', 'aiken', 'moodle-xml', 'qti-2', 'qti-3', 'xlsx'] as const

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
          accept=".txt,.gift,.xml,.zip,.xlsx"
          maxBytes={100_000_000}
          uploadTo={`/api/items/${itemId}/test/questions-file?language=${locale}`}
          disabled={!saved}
          onUploaded={(answer) => void refresh(`/api/items/${itemId}/test`).then(() => onBrought(answer))}
        />
        {report && <ImportReport view={report} />}
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
