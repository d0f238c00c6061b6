import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { QuestionInput } from '../../contract.ts'
import type { BankQuestionView } from '../../catalogue/contract.ts'
import type { QuestionContent } from '../shared/question.ts'
import { QuestionGlance } from './QuestionGlance.tsx'
import styles from './Asked.module.css'

/** A question of the bank in a test: its words are changed in the bank; the test says its points and when it takes a newer version. */
export function HeldQuestion(props: {
  question: QuestionInput
  content: QuestionContent
  bank: { id: string; version: number }
  newest: number | null
  offeringId: string
  onChange: (next: QuestionInput) => void
}): ReactNode {
  const { question, content, bank, newest, offeringId, onChange } = props
  const t = useText('exams-bank')
  const newer = newest !== null && newest > bank.version
  const fresh = useApi<BankQuestionView>('/api/offerings/{offeringId}/bank/{questionId}', {
    path: { offeringId, questionId: bank.id },
    enabled: newer,
  })
  return (
    <>
      <QuestionGlance content={content} />
      <Row>
        <span className={styles['soft']}>{t('held', { version: bank.version })}</span>
        <AppLink to={`/courses/${offeringId}/bank/${bank.id}`}>{t('open-in-bank')}</AppLink>
        {newer && fresh.data && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              onChange({
                ...question,
                kind: fresh.data.content.kind,
                content: fresh.data.content,
                bank: { id: bank.id, version: fresh.data.version },
              })
            }
          >
            {t('take-newer', { version: fresh.data.version })}
          </Button>
        )}
      </Row>
      <NumberField
        label={t('exams:edit.question-points')}
        min={0}
        max={100}
        value={question.points}
        onChange={(points: number | null) => onChange({ ...question, points: points ?? 0 })}
      />
    </>
  )
}
