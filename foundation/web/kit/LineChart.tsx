import type { ReactNode } from 'react'
import { useFormat } from '../i18n/use-text.ts'
import { ChartFigure } from './ChartFigure.tsx'
import { niceScale, type ChartRow } from './chart-frame.ts'
import styles from './Charts.module.css'

const [width, height, left, right, top, bottom] = [640, 240, 44, 12, 12, 26]

/** How values went over time. */
export function LineChart({
  title,
  series,
  rows,
  most,
  write,
}: {
  title: string
  series: readonly string[]
  rows: readonly ChartRow[]
  most?: number
  write?: (value: number) => string
}): ReactNode {
  const format = useFormat()
  const say = write ?? ((value: number) => format.number(value))
  const scale = niceScale(most ?? Math.max(0, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0))))
  const x = (index: number): number => left + (rows.length < 2 ? 0.5 : index / (rows.length - 1)) * (width - left - right)
  const y = (value: number): number => height - bottom - (value / scale.top) * (height - top - bottom)
  const every = Math.max(1, Math.ceil(rows.length / 7))
  const path = (of: number): string => {
    let drawing = false
    let d = ''
    rows.forEach(({ values }, index) => {
      const value = values[of]
      if (value == null) drawing = false
      else {
        d += `${drawing ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
        drawing = true
      }
    })
    return d
  }
  return (
    <ChartFigure title={title} series={series} rows={rows} write={say}>
      <svg viewBox={`0 0 ${width} ${height}`} className={styles['lines']}>
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className={styles['grid']} />
            <text x={left - 8} y={y(tick)} className={styles['tick']} textAnchor="end" dominantBaseline="middle">
              {say(tick)}
            </text>
          </g>
        ))}
        {rows.map(({ label }, index) =>
          index % every === 0 ? (
            <text key={label} x={x(index)} y={height - 8} className={styles['tick']} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
        {series.map((name, index) => (
          <path key={name} d={path(index)} data-series={index % 6} className={styles['line']} />
        ))}
        {series.map(
          (name, of) =>
            rows.length <= 24 &&
            rows.map(({ label, values }, index) => {
              const value = values[of]
              return value == null ? null : (
                <circle key={`${name} ${label}`} cx={x(index)} cy={y(value)} r="3.5" data-series={of % 6} className={styles['dot']}>
                  <title>{`${label}: ${say(value)}`}</title>
                </circle>
              )
            }),
        )}
      </svg>
    </ChartFigure>
  )
}
