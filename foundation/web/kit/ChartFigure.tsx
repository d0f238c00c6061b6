import { useId, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import type { ChartRow } from './chart-frame.ts'
import styles from './Charts.module.css'

/** A figure's heading, legend, drawing, and the same figures as a table for those who do not see the drawing. */
export function ChartFigure({
  title,
  series,
  rows,
  write,
  children,
}: {
  title: string
  series: readonly string[]
  rows: readonly ChartRow[]
  write: (value: number) => string
  children: ReactNode
}): ReactNode {
  const t = useText('foundation')
  const id = useId()
  return (
    <figure className={styles['figure']} aria-labelledby={id}>
      <figcaption id={id} className={styles['title']}>
        {title}
      </figcaption>
      {series.length > 1 && (
        <ul className={styles['legend']} aria-hidden="true">
          {series.map((name, index) => (
            <li key={name}>
              <span className={styles['swatch']} data-series={index % 6} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <div aria-hidden="true">{children}</div>
      <details className={styles['table']}>
        <summary>{t('chart.as-table')}</summary>
        <div className={styles['scroll']} tabIndex={0} role="region" aria-label={title}>
          <table>
            <caption className="unseen">{title}</caption>
            <thead>
              <tr>
                <td />
                {series.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ label, values }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {series.map((name, index) => (
                    <td key={name}>{values[index] == null ? '—' : write(values[index])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
