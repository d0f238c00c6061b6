import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useQueryValue } from '../navigation/use-go.ts'
import styles from './Tabs.module.css'

export interface Tab {
  key: string
  label: string
  /** A figure beside the label. */
  count?: number
  render: () => ReactNode
}

/** Parts of a page of which one is seen; the chosen one stands in the address (`?tab=`), so a link leads to it. */
export function Tabs({ tabs, label, param = 'tab' }: { tabs: readonly Tab[]; label: string; param?: string }): ReactNode {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [asked, choose] = useQueryValue(param)
  const chosen = tabs.find(({ key }) => key === asked) ?? tabs[0]
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = tabs.findIndex(({ key }) => key === chosen?.key)
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const tab = tabs[(next + tabs.length) % tabs.length]
    if (!tab) return
    choose(tab.key)
    list.current?.querySelector<HTMLElement>(`[data-key="${tab.key}"]`)?.focus()
  }
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className={`${styles['list']} not-printed`} onKeyDown={onKeyDown}>
        {tabs.map(({ key, label: text, count }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${key}`}
            data-key={key}
            className={styles['tab']}
            aria-selected={key === chosen?.key}
            aria-controls={`${id}-panel`}
            tabIndex={key === chosen?.key ? 0 : -1}
            onClick={() => choose(key)}
          >
            {text}
            {count !== undefined && <span className={styles['count']}>{count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen?.key}`} className={styles['panel']}>
        {chosen?.render()}
      </div>
    </div>
  )
}
