import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { QuestionsView, QuestionView } from '../../questions/contract.ts'
import styles from './Study.module.css'

interface Props {
  address: '/api/items/{itemId}/questions' | '/api/offerings/{offeringId}/questions'
  path: Record<string, string>
  quote?: string | null
}

const stale = ['/api/items', '/api/offerings', '/api/my/today']

/** Questions with their answers: at one item, where a student asks, or of a whole course. */
export function QuestionsPart({ address, path, quote = null }: Props): ReactNode {
  const t = useText('learning-studying')
  const questions = useApi<QuestionsView>(address, { path })
  return (
    <Loaded from={questions}>
      {(view: QuestionsView) => (
        <Stack gap="m">
          {view.questions.length === 0 && <EmptyState icon="message" title={t('questions.none')} />}
          {view.questions.map((one) => (
            <Question key={one.id} question={one} mayAnswer={view.mayAnswer} titled={!path['itemId']} />
          ))}
          {view.mayAsk && path['itemId'] && <Ask itemId={path['itemId']} quote={quote} />}
        </Stack>
      )}
    </Loaded>
  )
}

function Question({ question: one, mayAnswer, titled }: { question: QuestionView; mayAnswer: boolean; titled: boolean }): ReactNode {
  const t = useText('learning-studying')
  const format = useFormat()
  const pick = usePick()
  const answer = useAct('put', '/api/questions/{questionId}/answer', { refreshes: stale })
  return (
    <div className={styles['entry']}>
      <p className={styles['soft']}>
        {[titled && pick(one.title), one.own ? t('questions.own') : one.person && format.name(one.person, 'short'), format.dateTime(one.createdAt)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {one.quote && <blockquote>{one.quote}</blockquote>}
      <p>{one.text}</p>
      {one.answer ? (
        <div className={styles['answer']}>
          <StatusBadge tone="good">{t('questions.answer')}</StatusBadge>
          <p>{one.answer}</p>
        </div>
      ) : (
        !mayAnswer && <StatusBadge>{t('questions.waits')}</StatusBadge>
      )}
      {mayAnswer && !one.answer && (
        <Form
          initial={{ answer: '', forAll: false }}
          problem={answer.error}
          pending={answer.isPending}
          submitLabel={t('questions.send-answer')}
          onSubmit={(body: { answer: string; forAll: boolean }) => answer.mutate({ path: { questionId: one.id }, body })}
        >
          <TextField name="answer" lines={3} required maxLength={10_000} label={t('questions.answer')} />
          <CheckField name="forAll" label={t('questions.for-all')} />
        </Form>
      )}
    </div>
  )
}

function Ask({ itemId, quote }: { itemId: string; quote: string | null }): ReactNode {
  const t = useText('learning-studying')
  // the key lives until the question has arrived, so that a repeated sending is the same question
  const [questionId, setQuestionId] = useState(() => crypto.randomUUID())
  const ask = useAct('put', '/api/items/{itemId}/questions/{questionId}', { refreshes: stale, onDone: () => setQuestionId(crypto.randomUUID()) })
  return (
    <>
      {quote && <blockquote className={styles['quote']}>{quote}</blockquote>}
      <Form
        key={questionId}
        initial={{ text: '' }}
        problem={ask.error}
        pending={ask.isPending}
        submitLabel={t('questions.send')}
        onSubmit={({ text }: { text: string }) => ask.mutate({ path: { itemId, questionId }, body: { quote, text } })}
      >
        <TextField name="text" lines={3} required maxLength={5000} label={t('questions.write')} />
      </Form>
    </>
  )
}
