import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { OwnAnsweringView } from '../contract.ts'
import { shareInTime, type Answering } from '../shared/waiting.ts'
import styles from './Answering.module.css'

/** The days that were agreed, and who says so. */
export function Agreed({ agreed }: { agreed: OwnAnsweringView['agreed'] }): ReactNode {
  const t = useText('assignments-answering')
  const pick = usePick()
  return (
    <p className={styles['soft']}>
      {t('agreed-works', { count: agreed.workDays })} {t('agreed-questions', { count: agreed.questionDays })} {pick(agreed.basis)}.
    </p>
  )
}

/** Hours as people say them: days from two days on. */
export function useWaited(): (hours: number | null) => string {
  const t = useText('assignments-answering')
  const format = useFormat()
  return (hours) => {
    if (hours === null) return '—'
    if (hours < 48) return t('hours', { count: Math.round(hours) })
    const days = Math.round(hours / 2.4) / 10
    return t('days', { count: days, days: format.number(days) })
  }
}

/** The figures of one kind of asking, side by side. */
export function Figures({ title, figures }: { title: string; figures: Answering }): ReactNode {
  const t = useText('assignments-answering')
  const format = useFormat()
  const waited = useWaited()
  const share = shareInTime(figures)
  const cells = [
    [t('came'), format.number(figures.came)],
    [t('answered'), format.number(figures.answered)],
    [t('share'), share === null ? '—' : format.percent(share)],
    [t('median'), waited(figures.medianHours)],
    [t('waiting'), format.number(figures.waiting)],
    [t('overdue'), format.number(figures.overdue), figures.overdue > 0],
  ] as const
  return (
    <section className={styles['figures']}>
      <h2>{title}</h2>
      <dl>
        {cells.map(([label, value, bad]) => (
          <div key={label} className={bad ? styles['bad'] : undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
