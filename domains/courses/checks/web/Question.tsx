import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import type { CheckView } from '../contract.ts'
import { isRight, mixed, readAnswerNumber, type CheckQuestion } from '../shared/checks.ts'
import { AnswerField } from './AnswerField.tsx'
import styles from './Check.module.css'
import { MathWords } from './MathWords.tsx'
import { keepAnswer, waitingAnswers, type Sending } from './waiting.ts'

interface Props {
  view: CheckView
  question: CheckQuestion
  number: number | null
  /** The reader's last answer, from the server or from the device. */
  before: string[] | null
  waits: boolean
}

/** One question: answered, judged and explained on the page; tried again as often as one likes. */
export function Question({ view, question, number, before, waits }: Props): ReactNode {
  const t = useText('courses-checks')
  const empty = question.kind === 'order' ? mixed(question).map(({ id }) => id) : []
  const [answer, setAnswer] = useState<string[]>(before ?? empty)
  const [checked, setChecked] = useState(before !== null)
  const [shown, setShown] = useState(false)
  const [sending, setSending] = useState<Sending | null>(waits ? 'waits' : null)
  // what the device remembered stands first; what the server knows better takes its place, unless the reader is already at work
  const touched = useRef(false)
  const told = before === null ? null : JSON.stringify(before)
  useEffect(() => {
    if (touched.current || told === null) return
    setAnswer(JSON.parse(told) as string[])
    setChecked(true)
  }, [told])
  // what waited goes out by itself, and the check is then asked for again
  useEffect(() => {
    if (sending !== 'waits') return
    void waitingAnswers(view.id).then((left) => {
      if (!left.some(({ questionId }) => questionId === question.id)) setSending('sent')
    })
  }, [sending, view, question.id])
  const began = useRef(Date.now())
  const right = checked && isRight(question, answer)
  const answered = question.kind === 'numeric' ? readAnswerNumber(answer[0] ?? '') !== null : (answer[0] ?? '').trim() !== ''

  const check = (): void => {
    touched.current = true
    setChecked(true)
    if (!view.mayAnswer) return
    const now = Date.now()
    const seconds = Math.min(86_400, Math.round((now - began.current) / 1000))
    began.current = now
    const body = { id: crypto.randomUUID(), questionId: question.id, answer, seconds, answeredAt: new Date(now).toISOString() }
    void keepAnswer({ checkId: view.id, offeringId: view.offeringId, body }).then(setSending)
  }
  const again = (): void => {
    touched.current = true
    setChecked(false)
    setShown(false)
    setAnswer(empty)
    began.current = Date.now()
  }
  const change = (next: string[]): void => {
    touched.current = true
    setAnswer(next)
  }
  const notes = question.choices.filter(({ id, note }) => note && answer.includes(id))
  const label = (
    <>
      {number !== null && `${number}. `}
      <MathWords text={question.prompt} />
    </>
  )
  return (
    <form
      className={styles['question']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!checked && answered) check()
      }}
    >
      <AnswerField question={question} label={label} answer={answer} locked={checked} onChange={change} />
      {checked ? (
        <Notice tone={right ? 'good' : 'warn'} role="status" title={t(right ? 'right' : 'wrong')}>
          {question.kind !== 'order' && notes.length > 0 && (
            <ul className={styles['notes']}>
              {notes.map((choice) => (
                <li key={choice.id}>
                  <b>
                    <MathWords text={choice.text} />
                  </b>
                  {' — '}
                  <MathWords text={choice.note} />
                </li>
              ))}
            </ul>
          )}
          {question.explanation && (right || shown) && (
            <p>
              <MathWords text={question.explanation} />
            </p>
          )}
          {!right && shown && <RightAnswer question={question} />}
        </Notice>
      ) : null}
      <Row>
        {checked ? (
          <>
            <Button variant="default" onClick={again}>
              {t('again')}
            </Button>
            {!right && !shown && (
              <Button variant="subtle" onClick={() => setShown(true)}>
                {t('show')}
              </Button>
            )}
          </>
        ) : (
          <Button type="submit" disabled={!answered}>
            {t('check')}
          </Button>
        )}
      </Row>
      {sending === 'waits' && <p className={styles['soft']}>{t('waits')}</p>}
      {sending === 'refused' && <Notice tone="warn">{t('refused')}</Notice>}
    </form>
  )
}

function RightAnswer({ question }: { question: CheckQuestion }): ReactNode {
  const t = useText('courses-checks')
  const { kind, choices } = question
  const words =
    kind === 'boolean'
      ? [t(question.truth ? 'true' : 'false')]
      : kind === 'numeric'
        ? [String(question.number).replace('.', ',')]
        : kind === 'text'
          ? question.accepted.slice(0, 1)
          : choices.filter(({ right }) => kind === 'order' || right).map(({ text }) => text)
  return (
    <div>
      <p>{t('right-answer')}</p>
      <ol>
        {words.map((text, at) => (
          <li key={at}>
            <MathWords text={text} />
          </li>
        ))}
      </ol>
    </div>
  )
}
