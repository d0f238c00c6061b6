import { useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Icon } from '../kit/Icon.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { barPages, byTask, currentNavPage, fullKey, type NavPage } from './nav-tree.ts'
import styles from './Navigation.module.css'

function Entry({ page, current, onGo }: { page: NavPage; current: boolean; onGo?: () => void }): ReactNode {
  const t = useText('foundation')
  return (
    <AppLink to={page.path} className={styles['entry']} aria-current={current ? 'page' : undefined} {...(onGo ? { onClick: onGo } : {})}>
      <Icon name={page.nav.icon} size={20} />
      <span>{t(fullKey(page, page.nav.labelKey))}</span>
    </AppLink>
  )
}

function Groups({ pages, onGo }: { pages: readonly NavPage[]; onGo?: () => void }): ReactNode {
  const t = useText('foundation')
  const current = currentNavPage(pages, useLocation().pathname)
  const groups = byTask(pages)
  return groups.map((group) => (
    <div key={group.task} className={styles['group']}>
      {groups.length > 1 && <p className={styles['task']}>{t(`tasks.${group.task}`)}</p>}
      <ul className="plain-list">
        {group.pages.map((page) => (
          <li key={page.path}>
            <Entry page={page} current={page === current} {...(onGo ? { onGo } : {})} />
          </li>
        ))}
      </ul>
    </div>
  ))
}

/** The navigation by task: a column on wide screens. */
export function SideNavigation({ pages }: { pages: readonly NavPage[] }): ReactNode {
  const t = useText('foundation')
  return (
    <nav className={styles['side']} aria-label={t('nav.label')}>
      <Groups pages={pages} />
    </nav>
  )
}

/** The bottom bar of a phone: the nearest pages, and all others behind «more». */
export function BottomBar({ pages }: { pages: readonly NavPage[] }): ReactNode {
  const t = useText('foundation')
  const [all, setAll] = useState(false)
  const current = currentNavPage(pages, useLocation().pathname)
  const near = barPages(pages, pages.length > 5 ? 4 : 5)
  return (
    <nav className={styles['bar']} aria-label={t('nav.label')}>
      {near.map((page) => (
        <Entry key={page.path} page={page} current={page === current} />
      ))}
      {pages.length > near.length && (
        <button type="button" className={styles['entry']} aria-haspopup="dialog" onClick={() => setAll(true)}>
          <Icon name="menu" size={20} />
          <span>{t('nav.more')}</span>
        </button>
      )}
      <Dialog open={all} onClose={() => setAll(false)} title={t('nav.all')}>
        <div className={styles['sheet']}>
          <Groups pages={pages} onGo={() => setAll(false)} />
        </div>
      </Dialog>
    </nav>
  )
}
