import type { ReactNode } from 'react'
import { useFormat } from '../i18n/use-text.ts'
import { ChartFigure } from './ChartFigure.tsx'
import type { ChartRow } from './chart-frame.ts'
import styles from './Charts.module.css'

export interface BarChartProps {
  title: string
  series: readonly string[]
  rows: readonly ChartRow[]
  /** Series one after another in one bar: shares of a whole. */
  stacked?: boolean
  /** The end of the scale, when it is not the greatest value (100 for points). */
  most?: number
  write?: (value: number) => string
}

/** Lying bars: labels of any length stay readable, on a phone too. */
export function BarChart({ title, series, rows, stacked = false, most, write }: BarChartProps): ReactNode {
  const format = useFormat()
  const say = write ?? ((value: number) => format.number(value))
  const sizes = rows.map(({ values }) =>
    stacked ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0) : Math.max(0, ...values.map((value) => value ?? 0)),
  )
  const top = most ?? Math.max(1e-9, ...sizes)
  const share = (value: number): number => Math.max(0, Math.min(100, (value / top) * 100))
  return (
    <ChartFigure title={title} series={series} rows={rows} write={say}>
      <div className={styles['bars']}>
        {rows.map(({ label, values }) => (
          <div key={label} className={styles['bar-row']}>
            <span className={styles['bar-label']}>{label}</span>
            {stacked ? (
              <svg className={styles['stack']} width="100%" height="18" preserveAspectRatio="none">
                {values.map((value, index) => {
                  const before = values.slice(0, index).reduce<number>((sum, one) => sum + (one ?? 0), 0)
                  return <rect key={series[index]} data-series={index % 6} x={`${share(before)}%`} width={`${share(value ?? 0)}%`} height="18" />
                })}
              </svg>
            ) : (
              <span className={styles['bar-lines']}>
                {values.map((value, index) => (
                  <span key={series[index]} className={styles['bar-line']}>
                    <svg width="100%" height="12">
                      <rect className={styles['bar-ground']} width="100%" height="12" rx="3" />
                      <rect data-series={index % 6} width={`${share(value ?? 0)}%`} height="12" rx="3" />
                    </svg>
                    <span className={styles['bar-value']}>{value == null ? '—' : say(value)}</span>
                  </span>
                ))}
              </span>
            )}
          </div>
        ))}
      </div>
    </ChartFigure>
  )
}
