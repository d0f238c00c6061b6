import type { KeyboardEvent } from 'react'
import type { Place } from '../shared/paste.ts'

/** Columns are counted with the total, which is the first. */
export interface GridKeys {
  active: Place
  rows: number
  columns: number
  page: number
  move: (to: Place) => void
  /** Opens a cell for writing: with what it has, or with what is typed. */
  edit: (typed: string | null) => void
  clear: () => void
  undo: () => void
  details: () => void
}

/** What keys do in the book while no cell is being written: as in a spreadsheet. Tab leaves it. */
export function pressed(event: KeyboardEvent, { active, rows, columns, page, move, edit, clear, undo, details }: GridKeys): void {
  const { key } = event
  const control = event.ctrlKey || event.metaKey
  const to = (row: number, column: number): Place => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  })
  const { row, column } = active
  const moves: Record<string, () => Place> = {
    ArrowUp: () => to(control ? 0 : row - 1, column),
    ArrowDown: () => to(control ? rows : row + 1, column),
    ArrowLeft: () => to(row, control ? 0 : column - 1),
    ArrowRight: () => to(row, control ? columns : column + 1),
    Home: () => to(control ? 0 : row, 0),
    End: () => to(control ? rows : row, columns),
    PageUp: () => to(row - page, column),
    PageDown: () => to(row + page, column),
  }
  const acts: Record<string, () => void> = { Enter: () => edit(null), Delete: clear, Backspace: clear }
  const found = moves[key]
  if (found) move(found())
  else if (key === 'F2') (event.shiftKey ? details : () => edit(null))()
  else if (control && !event.shiftKey && (key.toLowerCase() === 'z' || event.code === 'KeyZ')) undo()
  else if (!control && acts[key]) acts[key]()
  else if (!control && !event.altKey && key.length === 1 && key !== ' ') edit(key)
  else return
  event.preventDefault()
}
