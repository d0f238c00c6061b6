import type { ReactNode } from 'react'
import { useFormat } from '../i18n/use-text.ts'
import { ChartFigure } from './ChartFigure.tsx'
import styles from './Charts.module.css'

const radius = 40
const around = 2 * Math.PI * radius

/** Parts of a whole; few of them, else use bars. */
export function RingChart({
  title,
  parts,
  middle,
  write,
}: {
  title: string
  parts: readonly { label: string; value: number }[]
  /** Written inside the ring. */
  middle?: string
  write?: (value: number) => string
}): ReactNode {
  const format = useFormat()
  const say = write ?? ((value: number) => format.number(value))
  const whole = parts.reduce((sum, { value }) => sum + value, 0)
  let before = 0
  return (
    <ChartFigure title={title} series={[title]} rows={parts.map(({ label, value }) => ({ label, values: [value] }))} write={say}>
      <div className={styles['ring-row']}>
        <svg viewBox="0 0 100 100" className={styles['ring']}>
          {parts.map(({ label, value }, index) => {
            const share = whole > 0 ? value / whole : 0
            const turn = before * 360 - 90
            before += share
            return (
              <circle
                key={label}
                cx="50"
                cy="50"
                r={radius}
                data-series={index % 6}
                className={styles['arc']}
                strokeDasharray={`${Math.max(0, share * around - 1)} ${around}`}
                transform={`rotate(${turn} 50 50)`}
              />
            )
          })}
          {middle && (
            <text x="50" y="51" className={styles['middle']}>
              {middle}
            </text>
          )}
        </svg>
        <ul className={styles['ring-legend']}>
          {parts.map(({ label, value }, index) => (
            <li key={label}>
              <span className={styles['swatch']} data-series={index % 6} />
              <span>{label}</span>
              <span className="numbers">{say(value)}</span>
            </li>
          ))}
        </ul>
      </div>
    </ChartFigure>
  )
}
