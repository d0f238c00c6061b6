import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { CheckView } from '../contract.ts'
import { faultOfQuestion, limits, type CheckContent, type CheckQuestion } from '../shared/checks.ts'
import styles from './Check.module.css'
import { emptyQuestion, QuestionForm } from './QuestionForm.tsx'

interface Props {
  itemId: string
  /** Null: a new one. */
  view: CheckView | null
  onDone: (checkId: string) => void
}

/** Writes the questions of a self-check. */
export function CheckForm({ itemId, view, onDone }: Props): ReactNode {
  const t = useText('courses-checks')
  const [content, setContent] = useState<CheckContent>(() => view?.content ?? { questions: [emptyQuestion()], counts: false })
  const [looked, setLooked] = useState(false)
  const add = useAct<{ id: string }>('post', '/api/items/{itemId}/self-checks', { onDone: ({ id }) => onDone(id) })
  const change = useAct('put', '/api/self-checks/{checkId}', {
    refreshes: view ? [`/api/self-checks/${view.id}`] : [],
    onDone: () => onDone(view?.id ?? ''),
  })
  const { questions } = content
  const edit = (id: string, part: Partial<CheckQuestion>): void =>
    setContent({ ...content, questions: questions.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  const save = (): void => {
    setLooked(true)
    if (questions.some((one) => faultOfQuestion(one) !== null)) return
    const body = { ...content, questions: questions.map((one) => ({ ...one, accepted: one.accepted.map((text) => text.trim()).filter(Boolean) })) }
    if (view) change.mutate({ path: { checkId: view.id }, body: { version: view.version, content: body } })
    else add.mutate({ path: { itemId }, body })
  }
  const problem = add.error ?? change.error
  return (
    <Stack gap="l">
      <p className={styles['soft']}>{t('form.hint')}</p>
      <ol className={styles['questions']}>
        {questions.map((question, at) => (
          <li key={question.id} className={styles['question']}>
            <QuestionForm
              question={question}
              number={at + 1}
              fault={looked ? faultOfQuestion(question) : null}
              onChange={(part) => edit(question.id, part)}
              onRemove={questions.length > 1 ? () => setContent({ ...content, questions: questions.filter(({ id }) => id !== question.id) }) : null}
            />
          </li>
        ))}
      </ol>
      {questions.length < limits.questions && (
        <Row>
          <Button variant="default" onClick={() => setContent({ ...content, questions: [...questions, emptyQuestion()] })}>
            {t('form.add-question')}
          </Button>
        </Row>
      )}
      <CheckField
        label={t('form.counts')}
        hint={t('form.counts-hint')}
        value={content.counts}
        onChange={(counts) => setContent({ ...content, counts })}
      />
      {problem && <ProblemNotice problem={problem} />}
      {looked && questions.some((one) => faultOfQuestion(one) !== null) && (
        <Notice tone="bad" role="alert">
          {t('form.faults')}
        </Notice>
      )}
      <Row>
        <Button loading={add.isPending || change.isPending} onClick={save}>
          {t(view ? 'form.save' : 'form.insert')}
        </Button>
      </Row>
    </Stack>
  )
}
