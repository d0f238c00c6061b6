import { useEffect, useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import type { LessonBlockProps } from '../../web/lesson-blocks.ts'
import type { AnswerInput, CheckView } from '../contract.ts'
import styles from './Check.module.css'
import { CheckResults } from './CheckResults.tsx'
import { Question } from './Question.tsx'
import { waitingAnswers } from './waiting.ts'

/** A self-check inside a lesson's text: it is answered and judged on the page, with or without a line. */
export default function CheckBlock({ id }: LessonBlockProps): ReactNode {
  const found = useApi<CheckView>('/api/self-checks/{checkId}', { path: { checkId: id ?? '' }, enabled: id !== null })
  return <Loaded from={found}>{(view: CheckView) => <Check key={`${view.id} ${view.version}`} view={view} />}</Loaded>
}

function Check({ view }: { view: CheckView }): ReactNode {
  const t = useText('courses-checks')
  const [waiting, setWaiting] = useState<AnswerInput[] | null>(null)
  useEffect(() => void waitingAnswers(view.id).then(setWaiting, () => setWaiting([])), [view.id])
  if (!waiting) return <SkeletonLines />
  const { questions } = view.content
  return (
    <section className={styles['check']} aria-label={t('title')}>
      <p className={styles['title']}>{t('title')}</p>
      <ol className={styles['questions']}>
        {questions.map((question, at) => {
          const known = view.own.find(({ questionId }) => questionId === question.id)?.last.answer ?? null
          const kept = waiting.findLast(({ questionId }) => questionId === question.id)?.answer
          return (
            <li key={question.id}>
              <Question
                view={view}
                question={question}
                number={questions.length > 1 ? at + 1 : null}
                before={kept ?? known}
                waits={kept !== undefined}
              />
            </li>
          )
        })}
      </ol>
      {view.mayAnswer && view.content.counts && <p className={styles['soft']}>{t('counts')}</p>}
      {view.maySeeResults && <CheckResults view={view} />}
    </section>
  )
}
