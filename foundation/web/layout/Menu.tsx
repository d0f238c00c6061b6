import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import styles from './Menu.module.css'

/** A button with a small panel under it; closed by Escape, by a click elsewhere, and when the focus leaves. */
export function Menu({
  button,
  label,
  children,
  className,
  align = 'end',
}: {
  button: ReactNode
  label: string
  children: (close: () => void) => ReactNode
  className?: string | undefined
  align?: 'start' | 'end'
}): ReactNode {
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return undefined
    const outside = (event: PointerEvent): void => {
      if (!place.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open) {
      setOpen(false)
      trigger.current?.focus()
      return
    }
    if (!open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    const items = [...(place.current?.querySelectorAll<HTMLElement>('[data-panel] :is(a, button):not(:disabled)') ?? [])]
    const index = items.indexOf(document.activeElement as HTMLElement)
    items[(index + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length]?.focus()
    event.preventDefault()
  }
  return (
    <div
      ref={place}
      className={styles['place']}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (event.relatedTarget && !place.current?.contains(event.relatedTarget as Node)) setOpen(false)
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-expanded={open}
        aria-controls={id}
        aria-label={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div id={id} data-panel className={styles['panel']} data-align={align}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  )
}
