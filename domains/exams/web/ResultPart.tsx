import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AskedField } from '../bank/web/AskedField.tsx'
import { Words } from '../bank/web/Words.tsx'
import asked from '../bank/web/Asked.module.css'
import type { ResultView } from '../contract.ts'
import { QuestionText } from './QuestionField.tsx'
import styles from './Test.module.css'

/** What an attempt brought, with the right answers where the test's policy shows them. */
export function ResultPart({ attemptId }: { attemptId: string }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const locale = useLocale()
  const result = useApi<ResultView>('/api/attempts/{attemptId}/result', { path: { attemptId } })
  return (
    <Loaded from={result}>
      {(one: ResultView) => (
        <>
          {one.points === null ? <WaitsPart result={one} /> : <PointsPart result={one} points={one.points} />}
          <p>
            <a href={`/api/attempts/${attemptId}/protocol?language=${locale === 'ru' ? 'ru' : 'ky'}`}>{t('result.protocol')}</a>
          </p>
          {one.questions === null ? (
            <Notice>{one.shownFrom ? t('result.shown-from', { when: format.dateTime(one.shownFrom) }) : t('result.not-shown')}</Notice>
          ) : (
            <ol className={styles['questions']}>
              {one.questions.map((question, index) => (
                <li key={question.id} className={styles['question']}>
                  <p className={styles['number']}>
                    {t('paper.question', { number: index + 1 })}{' '}
                    <small>
                      {question.earned === null
                        ? t('result.question-waits', { count: question.points, max: format.number(question.points) })
                        : t('result.points', {
                            count: question.points,
                            points: format.number(question.earned),
                            max: format.number(question.points),
                          })}
                    </small>
                  </p>
                  {question.paper?.kind !== 'cloze' && <QuestionText text={question.prompt} html={question.html} />}
                  {question.paper && <AskedResult question={question} />}
                  <ul className="plain-list">
                    {question.choices.map((choice) => {
                      const right = question.right.includes(choice.id)
                      const given = question.given?.choices?.includes(choice.id) ?? false
                      return (
                        <li key={choice.id} className={styles['choice']}>
                          <QuestionText text={choice.text} html={question.html} />
                          <span className={right ? styles['right'] : given ? styles['wrong'] : undefined}>
                            {(right || given) && <Icon name={right ? 'check' : 'close'} size={16} />} {right ? t('result.right') : ''}
                            {right && given ? ', ' : ''}
                            {given ? t('result.yours') : ''}
                          </span>
                        </li>
                      )
                    })}
                  </ul>
                  {!question.paper && question.kind === 'numeric' && (
                    <p>
                      {t('result.given', { value: question.given?.number?.trim() || '—' })}
                      {question.answer !== null && (
                        <>
                          {' '}
                          ·{' '}
                          <span className={styles['right']}>
                            {t('result.answer', { value: format.number(question.answer, { maxDigits: 6 }), unit: question.unit ?? '' })}
                          </span>
                        </>
                      )}
                    </p>
                  )}
                  {question.comment && (
                    <Notice title={t('result.comment')}>
                      <span className={styles['text']}>{question.comment}</span>
                    </Notice>
                  )}
                  {question.feedback && (
                    <Notice>
                      <QuestionText text={question.feedback} html={question.html} />
                    </Notice>
                  )}
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </Loaded>
  )
}

/** Points at once, and whether they are enough. */
function PointsPart({ result, points }: { result: ResultView; points: number }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const { maxPoints, passPercent } = result
  const passed = passPercent !== null && (points / maxPoints) * 100 >= passPercent
  return (
    <p className={styles['big']} role="status">
      {t('result.points', { count: maxPoints, points: format.number(points), max: format.number(maxPoints) })}{' '}
      {passPercent !== null && maxPoints > 0 && (
        <StatusBadge tone={passed ? 'good' : 'warn'}>{t(passed ? 'result.passed' : 'result.not-passed')}</StatusBadge>
      )}
    </p>
  )
}

/** What is said while a person has not marked all: no result, only what is sure. */
function WaitsPart({ result }: { result: ResultView }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  return (
    <Notice title={t('result.waits')} role="status">
      {t('result.waits-text', { count: result.waiting })}{' '}
      {result.soFar > 0 && t('result.so-far', { points: format.number(result.soFar), max: format.number(result.maxPoints) })}
    </Notice>
  )
}

/** The answer as it was given, the right one to unfold beneath, and what the author says to it. */
function AskedResult({ question }: { question: NonNullable<ResultView['questions']>[number] }): ReactNode {
  const t = useText('exams')
  const { paper, rightAnswer, remarks } = question
  const given = question.given?.answer ?? null
  if (!paper) return null
  const whole = question.points > 0 && question.earned !== null && question.earned >= question.points
  const shown = { paper, disabled: true, onChange: () => undefined }
  return (
    <>
      {given ? (
        <AskedField {...shown} label={<span className="unseen">{t('result.yours')}</span>} answer={given} />
      ) : (
        <p className={styles['wrong']}>{t('result.no-answer')}</p>
      )}
      {rightAnswer && !whole && (
        <details className={asked['review']}>
          <summary>{t('result.right-answer')}</summary>
          <AskedField {...shown} label={<span className="unseen">{t('result.right')}</span>} answer={rightAnswer} />
        </details>
      )}
      {remarks.map((text, index) => (
        // remarks of one answer never change their order
        <Notice key={index}>
          <Words text={text} />
        </Notice>
      ))}
    </>
  )
}
