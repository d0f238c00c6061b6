import { ActionIcon, Button } from '@mantine/core'
import { useRef, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import styles from './Syllabus.module.css'

/** A list that is written: add, remove, move up and down by button (so by keyboard as well). */
export function ListEditor<Entry extends { id: string }>({
  entries,
  onChange,
  make,
  addLabel,
  name,
  children,
}: {
  entries: readonly Entry[]
  onChange: (next: Entry[]) => void
  make: () => Entry
  addLabel: string
  /** What one is called in the names of buttons: «Тема 3». */
  name: (at: number) => string
  children: (entry: Entry, change: (part: Partial<Entry>) => void) => ReactNode
}): ReactNode {
  const t = useText('courses-syllabus')
  const list = useRef<HTMLOListElement>(null)
  const move = (from: number, to: number): void => {
    const next = [...entries]
    const [taken] = next.splice(from, 1)
    if (taken) next.splice(to, 0, taken)
    onChange(next)
  }
  const add = (): void => {
    onChange([...entries, make()])
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector<HTMLElement>('input, textarea, select')?.focus())
  }
  return (
    <>
      <ol ref={list} className={styles['list']}>
        {entries.map((entry, at) => (
          <li key={entry.id} className={styles['entry']}>
            <div className={styles['entry-head']}>
              <strong>{name(at + 1)}</strong>
              <span className={styles['entry-acts']}>
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  disabled={at === 0}
                  aria-label={t('move-up', { name: name(at + 1) })}
                  onClick={() => move(at, at - 1)}
                >
                  <Icon name="up" />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  disabled={at === entries.length - 1}
                  aria-label={t('move-down', { name: name(at + 1) })}
                  onClick={() => move(at, at + 1)}
                >
                  <Icon name="down" />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  size="lg"
                  color="red"
                  aria-label={t('remove', { name: name(at + 1) })}
                  onClick={() => onChange(entries.filter((one) => one !== entry))}
                >
                  <Icon name="close" />
                </ActionIcon>
              </span>
            </div>
            {children(entry, (part) => onChange(entries.map((one) => (one === entry ? { ...one, ...part } : one))))}
          </li>
        ))}
      </ol>
      <div>
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
          {addLabel}
        </Button>
      </div>
    </>
  )
}
