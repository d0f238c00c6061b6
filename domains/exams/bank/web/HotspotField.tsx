import { Button } from '@mantine/core'
import { useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Row } from '../../../../foundation/web/kit/Stack.tsx'
import { announce } from '../../../../foundation/web/navigation/arrival.ts'
import type { Point } from '../shared/question.ts'
import type { AskedProps } from './AskedField.tsx'
import styles from './Asked.module.css'

const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Points on a picture: by a touch, or by the arrow keys and Enter. */
export function HotspotField({ paper, label, answer, onChange, disabled }: AskedProps<'hotspot'>): ReactNode {
  const t = useText('exams')
  const say = usePick()
  const { src, width, height, alt } = paper.picture
  const drawing = useRef<SVGSVGElement>(null)
  const [cursor, setCursor] = useState<Point | null>(null)
  const points = answer?.kind === 'hotspot' ? answer.points : []
  const give = (next: Point[]): void => onChange({ kind: 'hotspot', points: next })
  const add = (point: Point): void => {
    if (disabled) return
    const next = { x: Math.round(Math.min(width, Math.max(0, point.x))), y: Math.round(Math.min(height, Math.max(0, point.y))) }
    // as many points as there are places; with one place the new point takes the old one's
    if (paper.clicks === 1) give([next])
    else if (points.length < paper.clicks) give([...points, next])
    else return announce(t('asked.points-all'))
    announce(t('asked.point-set', { ...next }))
  }
  const onClick = (event: MouseEvent): void => {
    const matrix = drawing.current?.getScreenCTM()
    if (!matrix) return
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
    add({ x, y })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    const at = cursor ?? { x: width / 2, y: height / 2 }
    if (step) {
      const by = (event.shiftKey ? 0.005 : 0.03) * Math.max(width, height)
      setCursor({ x: Math.min(width, Math.max(0, at.x + step[0] * by)), y: Math.min(height, Math.max(0, at.y + step[1] * by)) })
    } else if (event.key === 'Enter' || event.key === ' ') add(at)
    else return
    event.preventDefault()
  }
  const size = Math.max(width, height) / 40
  return (
    <>
      {label}
      {!disabled && <p className={styles['soft']}>{t('asked.hotspot-hint', { count: paper.clicks })}</p>}
      <svg
        ref={drawing}
        className={styles['picture']}
        viewBox={`0 0 ${width} ${height}`}
        role="application"
        aria-label={`${say(alt)}. ${t('asked.hotspot-keys')}`}
        tabIndex={disabled ? -1 : 0}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={() => setCursor((before) => before ?? { x: width / 2, y: height / 2 })}
        onBlur={() => setCursor(null)}
      >
        <image href={src} width={width} height={height} />
        {points.map(({ x, y }, index) => (
          <g key={`${x} ${y} ${index}`} className={styles['point']}>
            <circle cx={x} cy={y} r={size} />
            <text x={x} y={y} fontSize={size * 1.2} textAnchor="middle" dominantBaseline="central">
              {index + 1}
            </text>
          </g>
        ))}
        {cursor && !disabled && (
          <path
            className={styles['cursor']}
            d={`M${cursor.x - size} ${cursor.y}h${2 * size}M${cursor.x} ${cursor.y - size}v${2 * size}`}
            strokeWidth={size / 5}
          />
        )}
      </svg>
      {points.length > 0 && !disabled && (
        <Row>
          {points.map(({ x, y }, index) => (
            <Button
              key={`${x} ${y} ${index}`}
              variant="default"
              size="compact-md"
              rightSection={<Icon name="close" size={14} />}
              onClick={() => give(points.toSpliced(index, 1))}
            >
              {t('asked.point-remove', { number: index + 1 })}
            </Button>
          ))}
        </Row>
      )}
    </>
  )
}
