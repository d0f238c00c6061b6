import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ClipboardEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import type { GradebookView } from '../contract.ts'
import { layBlock, readBlock, readMark, type Place } from '../shared/paste.ts'
import styles from './Book.module.css'
import { cellId, GridRow, type RowProps } from './GridRow.tsx'
import { pressed } from './use-cell-keys.ts'
import { cellKey, type MarkChange, type Marks, type Refused } from './use-marks.ts'

const rowHeight = 40
/** Rows drawn beyond the edge of sight. */
const beyond = 8
const widths = { name: 240, total: 104, item: 136 }

interface Props {
  view: GradebookView
  marks: Marks
  why: string
  active: Place
  setActive: (place: Place) => void
  onExplain: (personId: string) => void
  onDetails: (place: Place) => void
  headOf: (item: GradebookView['items'][number]) => ReactNode
}

/** Students by columns, as in a spreadsheet: arrows, typing, Enter, Tab, pasting a block, undo. Only the rows in sight are drawn. */
export function GradeGrid({ view, marks, why, active, setActive, onExplain, onDetails, headOf }: Props): ReactNode {
  const t = useText('grades-book')
  const format = useFormat()
  const say = usePick()
  const frame = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const [draft, setDraft] = useState<{ place: Place; text: string; was: number | null } | null>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(800)
  const [whole, setWhole] = useState(false)
  const { students, items } = view
  const refused = useMemo(() => new Set(marks.refused.map((one) => cellKey(one.personId, one.columnId))), [marks.refused])

  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const watch = new ResizeObserver(() => setHeight(element.clientHeight))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    // paper has no edge of sight
    const print = (on: boolean) => () => flushSync(() => setWhole(on))
    const [before, after] = [print(true), print(false)]
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])

  const first = whole ? 0 : Math.max(0, Math.floor(top / rowHeight) - beyond)
  const last = whole ? students.length : Math.min(students.length, first + Math.ceil(height / rowHeight) + 2 * beyond)

  const pointsAt = (place: Place): number | null => {
    const [student, item] = [students[place.row], items[place.column - 1]]
    if (!student || !item) return null
    const key = cellKey(student.person.id, item.id)
    return marks.pending.has(key) ? (marks.pending.get(key) ?? null) : (student.points[place.column - 1] ?? null)
  }
  const asText = (points: number | null): string => (points === null ? '' : format.number(points))
  const changeAt = (place: Place, points: number | null, was = pointsAt(place)): MarkChange | null => {
    const [student, item] = [students[place.row], items[place.column - 1]]
    if (!student || !item || was === points) return null
    return { personId: student.person.id, columnId: item.id, was, points, wasByHand: student.byHand.includes(place.column - 1) }
  }
  const refusal = (place: Place, reason: string, text: string): Refused => ({
    personId: students[place.row]?.person.id ?? '',
    columnId: items[place.column - 1]?.id ?? '',
    reason,
    now: pointsAt(place),
    text,
  })
  const show = (place: Place): void => {
    const element = frame.current
    if (!element) return
    const head = table.current?.tHead?.offsetHeight ?? rowHeight
    const y = place.row * rowHeight
    if (y < element.scrollTop) element.scrollTop = y
    else if (y + rowHeight + head > element.scrollTop + element.clientHeight) element.scrollTop = y + rowHeight + head - element.clientHeight
    const x = place.column === 0 ? 0 : widths.total + (place.column - 1) * widths.item
    const room = element.clientWidth - widths.name
    const width = place.column === 0 ? widths.total : widths.item
    if (x < element.scrollLeft) element.scrollLeft = x
    else if (x + width > element.scrollLeft + room) element.scrollLeft = x + width - room
  }
  const move = (to: Place): void => {
    setActive(to)
    show(to)
  }
  const edit = (typed: string | null): void => {
    const student = students[active.row]
    if (!student) return
    if (active.column === 0) {
      if (typed === null && student.line) onExplain(student.person.id)
      return
    }
    if (!view.mayMark) {
      if (typed === null) onDetails(active)
      return
    }
    if (student.line?.final) return marks.send([], why, [refusal(active, 'final', typed ?? '')])
    const was = pointsAt(active)
    show(active)
    setDraft({ place: active, text: typed ?? asText(was), was })
  }
  const finish: RowProps['onDone'] = (text, then) => {
    if (!draft) return
    const { place, was } = draft
    setDraft(null)
    if (text !== null && text !== asText(was)) write(place, text, was)
    if (then === 'left-by') return
    table.current?.focus({ preventScroll: true })
    const [down, right] = { stay: [0, 0], down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] }[then] as [number, number]
    move({
      row: Math.max(0, Math.min(students.length - 1, place.row + down)),
      column: Math.max(0, Math.min(items.length, place.column + right)),
    })
  }
  const write = (place: Place, text: string, was: number | null): void => {
    const points = readMark(text)
    if (points === undefined) return marks.send([], why, [refusal(place, 'not-number', text)])
    const one = changeAt(place, points, was)
    if (one) marks.send([one], why)
  }
  const clear = (): void => {
    if (!view.mayMark || active.column === 0) return
    const one = changeAt(active, null)
    if (one) marks.send([one], why)
  }
  const paste = (event: ClipboardEvent): void => {
    if (!view.mayMark || draft) return
    event.preventDefault()
    const from = { row: active.row, column: Math.max(1, active.column) }
    const laid = layBlock(readBlock(event.clipboardData.getData('text/plain')), from, { rows: students.length, columns: items.length + 1 })
    const changes = laid.marks.flatMap((one) => changeAt(one, one.points) ?? [])
    marks.send(
      changes,
      why,
      laid.refused.map((one) => refusal(one, one.reason, one.text)),
    )
  }
  const copy = (event: ClipboardEvent): void => {
    if (draft || active.column === 0) return
    const points = pointsAt(active)
    event.clipboardData.setData('text/plain', asText(points))
    event.preventDefault()
  }

  // rows are remembered, so what they are given keeps its identity and finds the newest through this
  const newest = useRef({ finish, edit })
  newest.current = { finish, edit }
  const onDone = useCallback<RowProps['onDone']>((...end) => newest.current.finish(...end), [])
  const onPoint = useCallback<RowProps['onPoint']>(
    (row, column, twice) => (twice ? newest.current.edit(null) : setActive({ row, column })),
    [setActive],
  )
  const writing = useMemo(() => draft && { row: draft.place.row, column: draft.place.column, text: draft.text }, [draft])
  const inSight = active.row >= first && active.row < last
  return (
    <div ref={frame} className={styles['frame']} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
      <table
        ref={table}
        role="grid"
        className={styles['book']}
        style={{ width: widths.name + widths.total + widths.item * items.length }}
        aria-label={t('title')}
        aria-rowcount={students.length + 1}
        aria-colcount={items.length + 2}
        aria-readonly={!view.mayMark}
        {...(inSight ? { 'aria-activedescendant': cellId(active.row, active.column) } : {})}
        tabIndex={0}
        onPaste={paste}
        onCopy={copy}
        onKeyDown={(event) => {
          if (draft) return
          pressed(event, {
            active,
            rows: students.length,
            columns: items.length + 1,
            page: Math.max(1, Math.floor(height / rowHeight) - 2),
            move,
            edit,
            clear,
            undo: marks.undo,
            details: () => active.column > 0 && onDetails(active),
          })
        }}
      >
        <colgroup>
          <col style={{ width: widths.name }} />
          <col style={{ width: widths.total }} />
          {items.map((one) => (
            <col key={one.id} style={{ width: widths.item }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('student')}</th>
            <th scope="col">{t('total')}</th>
            {items.map((one) => (
              <th key={one.id} scope="col">
                {headOf(one) ?? say(one.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap rows={first} columns={items.length + 2} />}
          {students.slice(first, last).map((student, at) => (
            <GridRow
              key={student.person.id}
              items={items}
              student={student}
              row={first + at}
              active={active.row === first + at ? active.column : -1}
              writing={writing?.row === first + at ? writing : null}
              pending={marks.pending}
              refused={refused}
              mayMark={view.mayMark}
              onPoint={onPoint}
              onDone={onDone}
            />
          ))}
          {last < students.length && <Gap rows={students.length - last} columns={items.length + 2} />}
        </tbody>
      </table>
    </div>
  )
}

/** The room of rows that are out of sight. */
function Gap({ rows, columns }: { rows: number; columns: number }): ReactNode {
  return (
    <tr className={styles['gap']} aria-hidden>
      <td colSpan={columns} style={{ height: rows * rowHeight }} />
    </tr>
  )
}
