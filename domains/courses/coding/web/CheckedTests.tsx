import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import type { CodingTest, Outcome } from '../shared/coding.ts'
import type { Checked } from './check-program.ts'
import styles from './Coding.module.css'
import { EndNotice, FaultNotice } from './Fault.tsx'

export const toneOf: Record<Outcome, 'good' | 'bad' | 'warn' | 'neutral'> = {
  passed: 'good',
  failed: 'bad',
  error: 'bad',
  timeout: 'warn',
  skipped: 'neutral',
}

interface Props {
  tests: readonly CodingTest[]
  /** Null before a check. */
  checked: readonly Checked[] | null
  seconds: number
  /** Whether what is in hidden tests is shown (their author). */
  open: boolean
  onGoTo?: (line: number) => void
}

/** The tests of a task with how they went; of a hidden one a student sees its name and its outcome. */
export function CheckedTests({ tests, checked, seconds, open, onGoTo }: Props): ReactNode {
  const t = useText('courses-coding')
  const format = useFormat()
  return (
    <ul className={styles['tests']}>
      {tests.map((test, at) => {
        const one = checked?.[at]
        return (
          <li key={test.id} className={styles['test']}>
            <div>
              <span className={styles['name']}>{test.name}</span>
              <span className={styles['soft']}>{t('points', { count: test.points, points: format.number(test.points) })}</span>
              {test.hidden && <StatusBadge>{t('test.hidden')}</StatusBadge>}
              {one && <StatusBadge tone={toneOf[one.outcome]}>{t(`outcome.${one.outcome}`)}</StatusBadge>}
            </div>
            {(open || !test.hidden) && <Inside test={test} checked={one} seconds={seconds} onGoTo={onGoTo} />}
          </li>
        )
      })}
    </ul>
  )
}

function Inside({
  test,
  checked,
  seconds,
  onGoTo,
}: {
  test: CodingTest
  checked: Checked | undefined
  seconds: number
  onGoTo: ((line: number) => void) | undefined
}): ReactNode {
  const t = useText('courses-coding')
  const end = checked?.end
  const fault = end?.fault
  const wrong = fault?.type === 'WrongOutput'
  if (checked?.outcome === 'passed') return null
  return (
    <>
      {test.kind === 'io' ? (
        <div className={styles['compare']}>
          {test.input && <Piece label={t('test.input')} text={test.input} />}
          <Piece label={t('test.expected')} text={test.expected} />
          {wrong && <Piece label={t('test.got')} text={fault.message || t('test.nothing')} />}
        </div>
      ) : (
        checked && (
          <div className={styles['compare']}>
            <Piece label={t('test.code')} text={test.code} />
          </div>
        )
      )}
      {fault && !wrong && <FaultNotice fault={fault} onGoTo={onGoTo} />}
      {end && <EndNotice ended={end.ended} seconds={seconds} />}
    </>
  )
}

function Piece({ label, text }: { label: string; text: string }): ReactNode {
  return (
    <div>
      <span className={styles['soft']}>{label}</span>
      <pre tabIndex={0}>{text}</pre>
    </div>
  )
}
