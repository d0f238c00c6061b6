import { memo, type ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { GradebookView } from '../contract.ts'
import styles from './Book.module.css'
import { CellInput, type CellEnd } from './CellInput.tsx'
import { cellKey } from './use-marks.ts'

export interface RowProps {
  items: GradebookView['items']
  student: GradebookView['students'][number]
  row: number
  /** Place of the active cell in this row, the total being 0; -1 when it is elsewhere. */
  active: number
  /** The cell of this row that is being written, and what it begins with. */
  writing: { column: number; text: string } | null
  pending: ReadonlyMap<string, number | null>
  refused: ReadonlySet<string>
  mayMark: boolean
  onPoint: (row: number, column: number, twice: boolean) => void
  onDone: CellEnd
}

export const cellId = (row: number, column: number): string => `cell-${row}-${column}`

/** One student's line of the book. Remembered: only rows that something happens to are drawn anew. */
export const GridRow = memo(function GridRow(props: RowProps): ReactNode {
  const { items, student, row, active, writing, pending, refused, mayMark, onPoint, onDone } = props
  const t = useText('grades-book')
  const format = useFormat()
  const say = usePick()
  const { line } = student
  const notes = new Map(student.comments.map(({ at, text }) => [at, text]))
  return (
    <tr aria-rowindex={row + 2}>
      <th scope="row">
        {format.name(student.person)}
        {student.group && <small>{student.group}</small>}
      </th>
      <td
        id={cellId(row, 0)}
        role="gridcell"
        aria-colindex={2}
        {...(active === 0 ? { 'data-active': true, 'aria-selected': true } : {})}
        onMouseDown={() => onPoint(row, 0, false)}
        onDoubleClick={() => onPoint(row, 0, true)}
      >
        {line ? `${format.number(line.percent)} · ${line.letter}` : '—'}
        {line?.final && <small>{t('final')}</small>}
      </td>
      {items.map((item, at) => {
        const key = cellKey(student.person.id, item.id)
        const waiting = pending.has(key)
        const points = waiting ? (pending.get(key) ?? null) : (student.points[at] ?? null)
        const chosen = active === at + 1
        const editing = writing?.column === at + 1
        const hand = item.kind !== 'column' && student.byHand.includes(at)
        return (
          <td
            key={item.id}
            id={cellId(row, at + 1)}
            role="gridcell"
            aria-colindex={at + 3}
            {...(chosen ? { 'data-active': true, 'aria-selected': true } : {})}
            {...(refused.has(key) ? { 'data-state': 'refused' } : waiting ? { 'data-state': 'pending' } : {})}
            {...(mayMark && line?.final ? { 'data-shut': true } : {})}
            {...(editing ? { 'data-editing': true } : {})}
            onMouseDown={editing ? undefined : () => onPoint(row, at + 1, false)}
            onDoubleClick={editing ? undefined : () => onPoint(row, at + 1, true)}
          >
            {editing ? (
              <CellInput label={`${format.name(student.person)}, ${say(item.title)}`} begin={writing.text} onDone={onDone} />
            ) : (
              <>
                {notes.has(at) && (
                  <span className={styles['sign']} title={notes.get(at)}>
                    <span aria-hidden>❝ </span>
                    <span className="unseen">{t('has-comment')} </span>
                  </span>
                )}
                {hand && (
                  <span className={styles['sign']} title={t('by-hand')}>
                    <span aria-hidden>* </span>
                    <span className="unseen">{t('by-hand')} </span>
                  </span>
                )}
                {points !== null ? format.number(points) : student.waits.includes(at) ? <span className={styles['waits']}>{t('waits')}</span> : '—'}
              </>
            )}
          </td>
        )
      })}
    </tr>
  )
})
