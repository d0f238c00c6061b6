import { ActionIcon } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { civilDate } from '../../i18n/format.ts'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import styles from './DateField.module.css'

const dayMs = 86_400_000
const plus = (date: string, days: number): string => new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** The same day of another month, or that month's last one. */
function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

const steps: Record<string, (date: string) => string> = {
  ArrowLeft: (date) => plus(date, -1),
  ArrowRight: (date) => plus(date, 1),
  ArrowUp: (date) => plus(date, -7),
  ArrowDown: (date) => plus(date, 7),
  PageUp: (date) => plusMonths(date, -1),
  PageDown: (date) => plusMonths(date, 1),
}

/** A month, from Monday, by keyboard too (arrows, Page Up and Down). */
export function Calendar({ value, min, max, onPick }: { value: string; min?: string; max?: string; onPick: (date: string) => void }): ReactNode {
  const t = useText('foundation')
  const format = useFormat()
  const today = civilDate(Date.now())
  const [at, setAt] = useState(value || today)
  const grid = useRef<HTMLTableElement>(null)
  useEffect(() => grid.current?.querySelector<HTMLElement>(`[data-date="${at}"]`)?.focus(), [at])
  const first = `${at.slice(0, 7)}-01`
  const start = plus(first, -((new Date(first).getUTCDay() + 6) % 7))
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    setAt(step(at))
  }
  return (
    <>
      <div className={styles['head']}>
        <ActionIcon variant="subtle" size="lg" aria-label={t('calendar.previous')} onClick={() => setAt(plusMonths(at, -1))}>
          <Icon name="back" />
        </ActionIcon>
        <span aria-live="polite">{format.monthYear(first)}</span>
        <ActionIcon variant="subtle" size="lg" aria-label={t('calendar.next')} onClick={() => setAt(plusMonths(at, 1))}>
          <Icon name="right" />
        </ActionIcon>
      </div>
      <table ref={grid} className={styles['grid']} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {format.weekdays('tiny').map((day, index) => (
              <th key={day} scope="col" abbr={format.weekdays()[index]}>
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0, 1, 2, 3, 4, 5].map((week) => (
            <tr key={week}>
              {[0, 1, 2, 3, 4, 5, 6].map((day) => {
                const date = plus(start, week * 7 + day)
                return (
                  <td key={date}>
                    <button
                      type="button"
                      className={styles['day']}
                      data-date={date}
                      data-other={date.slice(0, 7) !== at.slice(0, 7)}
                      tabIndex={date === at ? 0 : -1}
                      aria-label={format.longDate(date)}
                      aria-pressed={date === value}
                      aria-current={date === today ? 'date' : undefined}
                      disabled={Boolean((min && date < min) || (max && date > max))}
                      onClick={() => onPick(date)}
                    >
                      {Number(date.slice(8))}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
