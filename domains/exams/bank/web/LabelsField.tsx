import type { ReactNode } from 'react'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import type { Point, Shape } from '../shared/question.ts'
import type { AskedProps } from './AskedField.tsx'
import { usePlainWords } from './Words.tsx'
import styles from './Asked.module.css'

/** Labels for the numbered places of a picture; each place has its chooser below, the same for finger, mouse and keyboard. */
export function LabelsField({ paper, label, answer, onChange, disabled }: AskedProps<'drag-into-picture'>): ReactNode {
  const t = useText('exams')
  const say = usePick()
  const plain = usePlainWords()
  const { src, width, height, alt } = paper.picture
  const zones = answer?.kind === 'drag-into-picture' ? answer.zones : {}
  const size = Math.max(width, height) / 40
  const nameOf = (one: (typeof paper.labels)[number]): string => plain(one.text) || t('asked.label', { number: paper.labels.indexOf(one) + 1 })
  const put = (zone: string, id: string): void => {
    const one = paper.labels.find((other) => other.id === id)
    // a label of which there is one leaves its old place
    const others = Object.entries(zones).filter(([at, before]) => at !== zone && (before !== id || one?.unlimited))
    onChange({ kind: 'drag-into-picture', zones: { ...Object.fromEntries(others), [zone]: id } })
  }
  return (
    <>
      {label}
      <svg className={styles['picture']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say(alt)}>
        <image href={src} width={width} height={height} />
        {paper.zones.map(({ id, shape }, index) => {
          const { x, y } = middle(shape)
          const chosen = paper.labels.find((one) => one.id === zones[id])
          return (
            <g key={id} className={styles['zone']} data-filled={chosen !== undefined}>
              <Outline shape={shape} />
              <text x={x} y={y} fontSize={size * 1.3} textAnchor="middle" dominantBaseline="central">
                {chosen ? `${index + 1}. ${nameOf(chosen)}` : index + 1}
              </text>
            </g>
          )
        })}
      </svg>
      {paper.labels.some((one) => one.picture) && (
        <ul className={styles['labels']}>
          {paper.labels.flatMap((one) =>
            one.picture ? (
              <li key={one.id}>
                <img src={one.picture} alt="" /> {nameOf(one)}
              </li>
            ) : (
              []
            ),
          )}
        </ul>
      )}
      <div className={styles['choosers']}>
        {paper.zones.map(({ id }, index) => (
          <SelectField
            key={id}
            label={t('asked.zone', { number: index + 1 })}
            placeholder={t('asked.choose')}
            options={paper.labels.map((one) => ({ value: one.id, label: nameOf(one) }))}
            value={zones[id] ?? ''}
            disabled={disabled}
            onChange={(next: string) => put(id, next)}
          />
        ))}
      </div>
    </>
  )
}

function Outline({ shape }: { shape: Shape }): ReactNode {
  if (shape.kind === 'circle') return <circle cx={shape.x} cy={shape.y} r={shape.r} />
  if (shape.kind === 'rect') return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} />
  return <polygon points={shape.points.map(({ x, y }) => `${x},${y}`).join(' ')} />
}

function middle(shape: Shape): Point {
  if (shape.kind === 'circle') return shape
  if (shape.kind === 'rect') return { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 }
  const mean = (of: (point: Point) => number): number => shape.points.reduce((sum, point) => sum + of(point), 0) / shape.points.length
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) }
}
