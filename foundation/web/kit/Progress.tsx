import { useId, type ReactNode } from 'react'
import { useFormat } from '../i18n/use-text.ts'
import styles from './Progress.module.css'

export interface ProgressProps {
  /** 0 … 1; null when nobody knows how long */
  value: number | null
  label: string
  labelHidden?: boolean
  /** Instead of «45 %»: «9 / 20». */
  note?: string
}

/** How far something has gone, as a bar. */
export function ProgressBar({ value, label, labelHidden = false, note }: ProgressProps): ReactNode {
  const id = useId()
  const format = useFormat()
  return (
    <div className={styles['progress']}>
      <div className={labelHidden ? 'unseen' : styles['words']}>
        <span id={id}>{label}</span>
        <span className="numbers">{note ?? (value === null ? '' : format.percent(value))}</span>
      </div>
      <progress className={styles['bar']} aria-labelledby={id} max={1} {...(value === null ? {} : { value: Math.min(1, Math.max(0, value)) })} />
    </div>
  )
}

/** How far something has gone, as a ring with the figure inside. */
export function ProgressRing({ value, label, note, size = 72 }: { value: number; label: string; note?: string; size?: number }): ReactNode {
  const format = useFormat()
  const text = note ?? format.percent(value)
  const length = 2 * Math.PI * 42
  return (
    <svg className={styles['ring']} width={size} height={size} viewBox="0 0 100 100" role="img" aria-label={`${label}: ${text}`}>
      <circle cx="50" cy="50" r="42" className={styles['track']} />
      <circle
        cx="50"
        cy="50"
        r="42"
        className={styles['arc']}
        strokeDasharray={`${Math.min(1, Math.max(0, value)) * length} ${length}`}
        transform="rotate(-90 50 50)"
      />
      <text x="50" y="51" className={styles['figure']}>
        {text}
      </text>
    </svg>
  )
}
