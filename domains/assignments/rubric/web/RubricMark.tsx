import { type ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { FilledView, RubricView } from '../contract.ts'
import { mostPoints, type Criterion, type Filled } from '../shared/rubric.ts'
import styles from './Rubric.module.css'

/** Marking by a rubric: a tap (or the arrows) chooses a level, words may stand beside it. */
export function RubricMark({ rubric, filled, onChange }: { rubric: RubricView; filled: Filled; onChange: (next: Filled) => void }): ReactNode {
  const t = useText('assignments-rubric')
  const format = useFormat()
  const pick = usePick()
  return (
    <div className={styles['mark']}>
      {rubric.criteria.map((one) => (
        <fieldset key={one.id} className={styles['criterion']}>
          <legend>{pick(one.title)}</legend>
          <div className={styles['levels']}>
            {one.levels.map((level) => (
              <label key={level.id}>
                <input
                  type="radio"
                  name={one.id}
                  checked={filled.chosen[one.id] === level.id}
                  onChange={() => onChange({ ...filled, chosen: { ...filled.chosen, [one.id]: level.id } })}
                />
                <span>
                  <b>{format.number(level.points)}</b> {pick(level.title)}
                </span>
              </label>
            ))}
          </div>
          <TextField
            label={t('words')}
            value={filled.comments[one.id] ?? ''}
            onChange={(words) => onChange({ ...filled, comments: { ...filled.comments, [one.id]: words } })}
            maxLength={2000}
          />
        </fieldset>
      ))}
    </div>
  )
}

/** A rubric before the work is done: by what it will be marked. */
export function RubricShown({ rubric }: { rubric: RubricView }): ReactNode {
  const t = useText('assignments-rubric')
  const format = useFormat()
  return (
    <details>
      <summary>{t('by', { count: mostPoints(rubric), points: format.number(mostPoints(rubric)) })}</summary>
      <Criteria criteria={rubric.criteria} />
    </details>
  )
}

/** A rubric as it was filled: the chosen level of each criterion stands out. */
export function RubricResult({ filled }: { filled: FilledView }): ReactNode {
  return <Criteria criteria={filled.criteria} filled={filled} />
}

function Criteria({ criteria, filled }: { criteria: RubricView['criteria']; filled?: FilledView }): ReactNode {
  const t = useText('assignments-rubric')
  const format = useFormat()
  const pick = usePick()
  return (
    <ol className={styles['result']}>
      {criteria.map((one: Criterion) => (
        <li key={one.id}>
          <strong>{pick(one.title)}</strong>
          <ul>
            {one.levels.map((level) => {
              const chosen = filled?.chosen[one.id] === level.id
              return (
                <li key={level.id} className={chosen ? styles['chosen'] : undefined}>
                  <b>{format.number(level.points)}</b> {pick(level.title)}
                  {chosen && <span className="unseen"> ({t('chosen')})</span>}
                </li>
              )
            })}
          </ul>
          {filled?.comments[one.id] && <q className={styles['words']}>{filled.comments[one.id]}</q>}
        </li>
      ))}
    </ol>
  )
}
