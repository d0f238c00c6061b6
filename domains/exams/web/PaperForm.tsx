import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { asProblem, type ApiProblem } from '../../../foundation/web/api/api-problem.ts'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { act } from '../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { announce } from '../../../foundation/web/navigation/arrival.ts'
import { isGiven } from '../bank/shared/is-given.ts'
import type { PaperView } from '../contract.ts'
import { QuestionField } from './QuestionField.tsx'
import { useAnswers } from './use-answers.ts'
import styles from './Test.module.css'

/** Seconds that are left by the server's clock; null without a limit. */
function useTimeLeft(paper: PaperView): number | null {
  const shift = useRef(Date.parse(paper.now) - Date.now())
  const left = () => (paper.endsAt ? Math.max(0, Math.ceil((Date.parse(paper.endsAt) - Date.now() - shift.current) / 1000)) : null)
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    if (!paper.endsAt) return undefined
    const timer = setInterval(() => setSeconds(left()), 500)
    return () => clearInterval(timer)
  })
  return seconds
}

/** The paper of a running attempt. */
export function PaperForm({ paper, onDone }: { paper: PaperView; onDone: () => void }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const { answers, change, pending, flush } = useAnswers(paper, onDone)
  const left = useTimeLeft(paper)
  const given = paper.questions.filter((one) => {
    const value = answers.get(one.id)?.value
    return (value?.choices?.length ?? 0) > 0 || (value?.number ?? '').trim() !== '' || (value?.answer ? isGiven(value.answer) : false)
  }).length

  const submit = async (): Promise<void> => {
    setSending(true)
    setProblem(null)
    try {
      // nothing is handed in before every answer is on the server
      if (!(await flush())) {
        setAsking(false)
        return
      }
      await act('post', '/api/attempts/{attemptId}/submit', { path: { attemptId: paper.attemptId } })
      await refresh(`/api/offerings/${paper.offeringId}`, '/api/my')
      onDone()
    } catch (failure) {
      setProblem(asProblem(failure))
    } finally {
      setSending(false)
      setAsking(false)
    }
  }
  const ended = left === 0
  useEffect(() => {
    if (ended) void submit()
    // once, when the time ends
  }, [ended])
  useEffect(() => {
    if (left === 300 || left === 60) announce(t('paper.left', { time: format.duration(left, 'long') }))
  }, [left])

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setAsking(true)
      }}
    >
      <ol className={styles['questions']}>
        {paper.questions.map((question, index) => (
          <QuestionField
            key={question.id}
            number={index + 1}
            question={question}
            answer={answers.get(question.id)}
            disabled={ended || sending}
            onChange={(value) => change(question.id, value)}
          />
        ))}
      </ol>
      {problem && <ProblemNotice problem={problem} />}
      <div className={styles['bar']}>
        <span>{t('paper.answered', { given, of: paper.questions.length })}</span>
        {pending > 0 && <span role="status">{t('paper.pending', { count: pending })}</span>}
        {left !== null && (
          <span className={styles['time']} data-soon={left <= 60} role="timer">
            {format.duration(left, 'clock')}
          </span>
        )}
        <Button type="submit" loading={sending}>
          {t('paper.submit')}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        title={t('paper.submit-title')}
        confirmLabel={t('paper.submit')}
        pending={sending}
        onConfirm={() => void submit()}
        onClose={() => setAsking(false)}
      >
        {given < paper.questions.length ? (
          <Notice tone="warn">{t('paper.unanswered', { count: paper.questions.length - given })}</Notice>
        ) : (
          <p>{t('paper.submit-text')}</p>
        )}
        {pending > 0 && <Notice tone="warn">{t('paper.pending', { count: pending })}</Notice>}
      </ConfirmDialog>
    </form>
  )
}
