import { useEffect, useRef, useState, type ReactNode } from 'react'

/** How writing ended: the text, null when it is to be forgotten; and where to go, `left-by` when the focus went elsewhere. */
export type CellEnd = (text: string | null, then: 'stay' | 'down' | 'up' | 'left' | 'right' | 'left-by') => void

/** A cell while it is written: Enter and Tab keep it and go on, Escape leaves what was there. */
export function CellInput({ label, begin, onDone }: { label: string; begin: string; onDone: CellEnd }): ReactNode {
  const [text, setText] = useState(begin)
  const finished = useRef(false)
  const finish: CellEnd = (...end) => {
    if (finished.current) return
    finished.current = true
    onDone(...end)
  }
  const leave = useRef(() => {})
  leave.current = () => finish(text, 'left-by')
  // scrolled out of sight while it is written
  useEffect(() => () => leave.current(), [])
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      autoFocus
      onFocus={(event) => event.currentTarget.setSelectionRange(begin.length, begin.length)}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => finish(text, 'left-by')}
      onPaste={(event) => event.stopPropagation()}
      onCopy={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        const { key, shiftKey } = event
        if (key === 'Enter') finish(text, shiftKey ? 'up' : 'down')
        else if (key === 'Tab') finish(text, shiftKey ? 'left' : 'right')
        else if (key === 'ArrowDown') finish(text, 'down')
        else if (key === 'ArrowUp') finish(text, 'up')
        else if (key === 'Escape') finish(null, 'stay')
        else return
        event.preventDefault()
      }}
    />
  )
}
