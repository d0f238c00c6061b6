import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { sortKey } from '../../i18n/format.ts'
import { useApi } from '../api/use-api.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { Icon } from '../kit/Icon.tsx'
import { useGo } from '../navigation/use-go.ts'
import type { PageDefinition } from '../page-definition.ts'
import { useMay } from '../session/me.ts'
import { fullKey, visiblePages } from './nav-tree.ts'
import { useSearchActions } from './search-actions.ts'
import { wordsHold } from './search-words.ts'
import { SignOutDialog } from './SignOutDialog.tsx'
import styles from './SearchDialog.module.css'

/** GET /api/search?q=…: what was found, by kind. */
export interface SearchAnswer {
  groups: { kind: string; items: { id: string; title: string; note?: string | null; to: string }[] }[]
}

interface Found {
  title: string
  note?: string | null | undefined
  /** The page it opens, or what it does at once. */
  to: string | (() => void)
  icon: string
}

const iconOf: Record<string, string> = {
  people: 'user',
  courses: 'book',
  materials: 'file-text',
  settings: 'settings',
  programmes: 'school',
  groups: 'group',
  units: 'structure',
}

/** The one search: pages and settings of the portal at once, people, disciplines and materials from the server. */
export default function SearchDialog({ open, onClose, pages }: { open: boolean; onClose: () => void; pages: readonly PageDefinition[] }): ReactNode {
  const t = useText('foundation')
  const locale = useLocale()
  const may = useMay()
  const go = useGo()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [at, setAt] = useState(0)
  const [leaving, setLeaving] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 180)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    const element = dialog.current
    if (open && element && !element.open) element.showModal()
    if (!open && element?.open) element.close()
  }, [open])
  const answer = useApi<SearchAnswer>('/api/search', { query: { q: asked }, enabled: open && asked.length >= 2, keepPrevious: true })

  const wanted = sortKey(typed.trim(), locale)
  const ownPages: Found[] = visiblePages(pages, may)
    .map((page) => ({
      title: t(fullKey(page, page.nav.labelKey)),
      words: page.nav.wordsKey ? t(fullKey(page, page.nav.wordsKey)) : '',
      note: t(`tasks.${page.nav.task}`),
      to: page.path,
      icon: page.nav.icon,
    }))
    .filter(({ title, words }) => sortKey(title, locale).includes(wanted) || wordsHold(words, typed))
    .slice(0, typed ? 6 : 8)
  const actions: Found[] = useSearchActions(typed, () => setLeaving(true)).map(({ title, icon, run }) => ({ title, icon, to: run }))
  const groups: { title: string; items: Found[] }[] = [
    { title: t('search.pages'), items: ownPages },
    { title: t('search.kinds.settings'), items: actions },
    ...(asked.length >= 2 ? (answer.data?.groups ?? []) : []).map(({ kind, items }) => ({
      title: t(`search.kinds.${kind}`),
      items: items.map((item) => ({ ...item, icon: iconOf[kind] ?? 'file' })),
    })),
  ].filter(({ items }) => items.length > 0)
  const flat = groups.flatMap(({ items }) => items)
  const chosen = flat[Math.min(at, flat.length - 1)]
  const leave = (found: Found): void => {
    onClose()
    setTyped('')
    if (typeof found.to === 'string') go(found.to)
    else found.to()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && flat.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, flat.length - 1) + step + flat.length) % flat.length)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      leave(chosen)
    }
  }
  return (
    <>
      <dialog
        ref={dialog}
        className={styles['search']}
        aria-label={t('search.open')}
        onClose={onClose}
        onClick={(event) => {
          if (event.target === dialog.current) onClose()
        }}
      >
        <div className={styles['line']}>
          <Icon name="search" />
          <input
            type="search"
            role="combobox"
            aria-expanded={flat.length > 0}
            aria-controls={id}
            aria-activedescendant={chosen ? `${id}-${flat.indexOf(chosen)}` : undefined}
            aria-label={t('search.hint')}
            placeholder={t('search.hint')}
            autoFocus
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
          <button type="button" className={styles['close']} aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div id={id} role="listbox" aria-label={t('search.found')} className={styles['found']}>
          {groups.map((group) => (
            <div key={group.title} role="group" aria-label={group.title}>
              <p className={styles['kind']} aria-hidden="true">
                {group.title}
              </p>
              {group.items.map((item) => {
                const index = flat.indexOf(item)
                return (
                  <div
                    key={typeof item.to === 'string' ? `${item.to} ${item.title}` : item.title}
                    id={`${id}-${index}`}
                    role="option"
                    aria-selected={item === chosen}
                    className={styles['item']}
                    ref={(element) => {
                      if (item === chosen) element?.scrollIntoView({ block: 'nearest' })
                    }}
                    onPointerMove={() => setAt(index)}
                    onClick={() => leave(item)}
                  >
                    <Icon name={item.icon} />
                    <span>{item.title}</span>
                    {item.note && <span className={styles['note']}>{item.note}</span>}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <p className={styles['state']} role="status">
          {answer.isFetching
            ? t('search.searching')
            : answer.isError && asked.length >= 2
              ? t('search.failed')
              : flat.length === 0
                ? t('search.nothing', { text: typed.trim() })
                : t('search.keys')}
        </p>
      </dialog>
      {leaving && <SignOutDialog onClose={() => setLeaving(false)} />}
    </>
  )
}
