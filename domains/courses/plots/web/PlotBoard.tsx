import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { Values } from '../shared/expression.ts'
import { formulasOf, type Plot } from '../shared/plot.ts'
import { drawBoard, hues, type Drawn } from './draw-board.ts'
import styles from './Plot.module.css'

const steps = 8
const startOf = (plot: Plot): Values => Object.fromEntries(plot.sliders.map(({ name, value }) => [name, value]))

/** A plot that is moved by mouse, finger and keyboard; its values stand in a table beside it for those who would rather read. */
export function PlotBoard({ plot, onWork }: { plot: Plot; onWork?: () => void }): ReactNode {
  const t = useText('courses-plots')
  const format = useFormat()
  const room = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn | null>(null)
  const [values, setValues] = useState<Values>(() => startOf(plot))
  const [places, setPlaces] = useState<{ name: string; x: number; y: number }[]>([])
  const [again, setAgain] = useState(0)
  const scheme = useScheme()
  const latest = useRef(onWork)
  latest.current = onWork
  const start = useMemo(() => startOf(plot), [plot])
  useEffect(() => {
    if (!room.current) return undefined
    const tell = (): void => setPlaces(drawn.current?.places() ?? [])
    setValues(start)
    drawn.current = drawBoard(room.current, plot, start, tell, () => latest.current?.())
    tell()
    return () => {
      drawn.current?.end()
      drawn.current = null
    }
  }, [plot, start, again, scheme])
  const move = (name: string, value: number): void => {
    const next = { ...values, [name]: value }
    setValues(next)
    drawn.current?.show(next)
    onWork?.()
  }
  const figure = (value: number): string => (Number.isFinite(value) ? format.number(Math.round(value * 1000) / 1000) : '—')
  const moved = plot.points.filter(({ moves }) => moves !== 'fixed').map(({ name }) => name)
  const seen = places.filter(({ name }) => moved.includes(name))
  return (
    <figure className={styles['figure']} aria-label={`${plot.title}. ${plot.alt}`}>
      <Stack gap="s">
        <div ref={room} className={styles['board']} />
        {plot.functions.length > 0 && (
          <ul className={styles['legend']}>
            {plot.functions.map((text, at) => (
              <li key={at}>
                <i style={{ background: `var(${hues[at % hues.length]})` }} />y = {text}
              </li>
            ))}
          </ul>
        )}
        {plot.sliders.length > 0 && (
          <div className={styles['sliders']}>
            {plot.sliders.map(({ name, min, max }) => (
              <label key={name}>
                <span>
                  {name} = {figure(values[name] ?? 0)}
                </span>
                <input
                  type="range"
                  min={min}
                  max={max}
                  step={(max - min) / 100}
                  value={values[name] ?? min}
                  onChange={(event) => move(name, Number(event.currentTarget.value))}
                />
              </label>
            ))}
          </div>
        )}
        {seen.length > 0 && (
          <p className={styles['soft']} aria-live="polite">
            {seen.map(({ name, x, y }) => `${name} (${figure(x)}; ${figure(y)})`).join('   ')}
          </p>
        )}
        {(plot.sliders.length > 0 || moved.length > 0) && (
          <div>
            <Button variant="default" size="compact-md" onClick={() => setAgain((times) => times + 1)}>
              {t('reset')}
            </Button>
          </div>
        )}
        {plot.functions.length > 0 && <Table plot={plot} values={values} figure={figure} />}
        <p className={styles['soft']}>{plot.alt}</p>
      </Stack>
    </figure>
  )
}

function Table({ plot, values, figure }: { plot: Plot; values: Values; figure: (value: number) => string }): ReactNode {
  const t = useText('courses-plots')
  const [left, , right] = plot.box
  const formulas = useMemo(() => formulasOf(plot), [plot])
  const places = Array.from({ length: steps + 1 }, (_none, at) => left + ((right - left) * at) / steps)
  return (
    <details>
      <summary>{t('table')}</summary>
      <div className={styles['values']} role="region" aria-label={t('table')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">x</th>
              {plot.functions.map((text, at) => (
                <th key={at} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map((x) => (
              <tr key={x}>
                <th scope="row">{figure(x)}</th>
                {formulas.map((of, at) => (
                  <td key={at}>{figure(of(x, values))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** Light or dark; the board's colours are read once, so a change of theme draws it anew. */
function useScheme(): string {
  const read = (): string => `${document.documentElement.dataset['mantineColorScheme'] ?? ''} ${matchMedia('(prefers-color-scheme: dark)').matches}`
  const [scheme, setScheme] = useState(read)
  useEffect(() => {
    const look = (): void => setScheme(read())
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', look)
    const observer = new MutationObserver(look)
    observer.observe(document.documentElement, { attributes: true })
    return () => {
      dark.removeEventListener('change', look)
      observer.disconnect()
    }
  }, [])
  return scheme
}
