import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { GradebookView } from '../contract.ts'
import type { Place } from '../shared/paste.ts'
import styles from './Book.module.css'
import { cellKey, type Marks } from './use-marks.ts'

/** The book on a phone: a fold for each student, a line for each column that opens the cell. */
export function PhoneBook({
  view,
  marks,
  onExplain,
  onDetails,
}: {
  view: GradebookView
  marks: Marks
  onExplain: (personId: string) => void
  onDetails: (place: Place) => void
}): ReactNode {
  return (
    <div className={styles['phone']}>
      {view.students.map((student, row) => (
        <Fold key={student.person.id} view={view} student={student} row={row} marks={marks} onExplain={onExplain} onDetails={onDetails} />
      ))}
    </div>
  )
}

function Fold({
  view,
  student,
  row,
  marks,
  onExplain,
  onDetails,
}: {
  view: GradebookView
  student: GradebookView['students'][number]
  row: number
  marks: Marks
  onExplain: (personId: string) => void
  onDetails: (place: Place) => void
}): ReactNode {
  const t = useText('grades-book')
  const format = useFormat()
  const say = usePick()
  const [open, setOpen] = useState(false)
  const shown = (at: number): string => {
    const key = cellKey(student.person.id, view.items[at]?.id ?? '')
    const points = marks.pending.has(key) ? (marks.pending.get(key) ?? null) : (student.points[at] ?? null)
    return points !== null ? format.number(points) : student.waits.includes(at) ? t('waits') : '—'
  }
  const total = student.line ? `${format.number(student.line.percent)} · ${student.line.letter}` : '—'
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{format.name(student.person)}</span>
        <span>{total}</span>
      </summary>
      {open && (
        <ul className="plain-list">
          {student.line && (
            <li>
              <span>{t('total')}</span>
              <Button
                size="compact-md"
                variant="subtle"
                aria-label={t('explain-of', { name: format.name(student.person) })}
                onClick={() => onExplain(student.person.id)}
              >
                {total}
              </Button>
            </li>
          )}
          {view.items.map((item, at) => (
            <li key={item.id}>
              <span>{say(item.title)}</span>
              <Button
                size="compact-md"
                variant="subtle"
                aria-label={t('cell-of', { column: say(item.title), points: shown(at), max: format.number(item.maxPoints) })}
                onClick={() => onDetails({ row, column: at + 1 })}
              >
                {shown(at)} / {format.number(item.maxPoints)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
