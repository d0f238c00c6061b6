import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { BarChart } from '../../../foundation/web/kit/BarChart.tsx'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import type { TestResultsView } from '../contract.ts'
import type { Verdict } from '../shared/statistics.ts'
import { QuestionText } from './QuestionField.tsx'
import styles from './Test.module.css'

type QuestionLine = TestResultsView['questions'][number]

const tones: Record<Verdict, 'good' | 'warn' | 'bad' | 'neutral'> = {
  few: 'neutral',
  'check-key': 'bad',
  'too-hard': 'warn',
  'too-easy': 'warn',
  weak: 'warn',
  good: 'good',
}

/** The test as a whole, in words and in a chart: how students did, and how far its questions agree. */
export function WholePart({ view }: { view: TestResultsView }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const { students, mean, median, passed, histogram, alpha, differentPapers } = view.whole
  if (students === 0) return null
  const agreement = alpha === null ? (differentPapers ? 'papers' : 'few') : alpha >= 0.8 ? 'good' : alpha >= 0.6 ? 'fair' : 'poor'
  return (
    <Card title={t('whole.title')} note={t('whole.note', { count: students })} tone="plain">
      <Stack>
        <dl className={styles['figures']}>
          {mean !== null && <Figure name={t('whole.mean')} value={format.percent(mean)} />}
          {median !== null && <Figure name={t('whole.median')} value={format.percent(median)} />}
          {passed !== null && (
            <Figure name={t('whole.passed')} value={t('whole.passed-of', { passed: format.number(passed), of: format.number(students) })} />
          )}
          <Figure
            name={t('whole.alpha')}
            value={alpha === null ? '—' : format.number(alpha, { maxDigits: 2 })}
            note={t(`whole.alpha-${agreement}`)}
          />
        </dl>
        <BarChart
          title={t('whole.histogram')}
          series={[t('whole.students')]}
          rows={histogram.map((count, index) => ({ label: `${index * 10}–${(index + 1) * 10} %`, values: [count] }))}
        />
      </Stack>
    </Card>
  )
}

function Figure({ name, value, note }: { name: string; value: string; note?: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {note && <dd className={styles['hint']}>{note}</dd>}
    </div>
  )
}

/** Each question with what its figures mean, and who chose which option: a wrong key shows at once. */
export function QuestionsPart({ questions }: { questions: QuestionLine[] }): ReactNode {
  const t = useText('exams')
  if (questions.length === 0) return null
  return (
    <Card title={t('results.questions')} note={t('results.questions-note')} tone="plain">
      <ol className={styles['questions']}>
        {questions.map((one) => (
          <li key={one.id} className={styles['question']}>
            <QuestionFigures one={one} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function QuestionFigures({ one }: { one: QuestionLine }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const facts = [
    t('results.asked', { count: one.asked }),
    one.ease === null ? null : `${t('results.ease')}: ${format.percent(one.ease)}`,
    one.discrimination === null ? null : `${t('results.discrimination')}: ${format.number(one.discrimination, { maxDigits: 2 })}`,
    one.unanswered > 0 ? t('results.unanswered', { count: one.unanswered }) : null,
    one.fromBank ? t('results.from-bank') : null,
  ]
  return (
    <>
      <QuestionText text={one.prompt} html={one.html} />
      <p className={styles['hint']}>{facts.filter(Boolean).join(' · ')}</p>
      <p>
        <StatusBadge tone={tones[one.verdict]}>{t(`verdict.${one.verdict}`)}</StatusBadge>{' '}
        <span className={styles['hint']}>{t(`verdict.${one.verdict}-text`)}</span>
      </p>
      {one.options.length > 0 && one.asked > 0 && (
        <details>
          <summary>{t('results.options')}</summary>
          <table className={styles['options']}>
            <caption className="unseen">{t('results.options')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('results.option')}</th>
                <th scope="col">{t('results.chosen')}</th>
                {one.groupSize > 0 && <th scope="col">{t('results.strong')}</th>}
                {one.groupSize > 0 && <th scope="col">{t('results.weak')}</th>}
              </tr>
            </thead>
            <tbody>
              {one.options.map((option, index) => (
                // options of one question never change their order
                <tr key={index} data-right={option.right}>
                  <th scope="row">
                    {option.text ? <QuestionText text={option.text} html={one.html} /> : t(`asked.${String(option.truth)}`)}
                    {option.right && <span className={styles['right']}> {t('result.right')}</span>}
                  </th>
                  <td>{format.percent(one.asked > 0 ? option.chosen / one.asked : 0)}</td>
                  {one.groupSize > 0 && <td>{format.percent(option.strong / one.groupSize)}</td>}
                  {one.groupSize > 0 && <td>{format.percent(option.weak / one.groupSize)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  )
}
