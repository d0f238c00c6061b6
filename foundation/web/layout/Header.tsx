import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { pick } from '../../i18n/localized.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { Icon } from '../kit/Icon.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import type { PageDefinition } from '../page-definition.ts'
import { usePortal } from '../session/portal-facts.ts'
import { useMe } from '../session/me.ts'
import { LanguageMenu } from './LanguageMenu.tsx'
import { Mark } from './Mark.tsx'
import { UserMenu } from './UserMenu.tsx'
import styles from './Header.module.css'

const SearchDialog = lazy(() => import('./SearchDialog.tsx'))

/** The head of the portal: whose it is, the one search, the language, and who is here. */
export function Header({ pages }: { pages: readonly PageDefinition[] }): ReactNode {
  const t = useText('foundation')
  const locale = useLocale()
  const me = useMe()
  const portal = usePortal()
  const [searching, setSearching] = useState(false)
  const [asked, setAsked] = useState(false)
  const search = (): void => {
    setAsked(true)
    setSearching(true)
  }
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyK') {
        event.preventDefault()
        setAsked(true)
        setSearching((before) => !before)
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  const name = pick(portal?.name, locale)
  return (
    <header className={`${styles['head']} not-printed`}>
      <AppLink to="/" className={styles['brand']} aria-label={t('head.home', { name: name || 'Univer Plus' })}>
        <Mark />
        <span className={styles['names']}>
          <span className={styles['portal']}>Univer Plus</span>
          {name && <span className={styles['university']}>{name}</span>}
        </span>
      </AppLink>
      {me && (
        <div role="search" className={styles['search']}>
          <button type="button" onClick={search} aria-keyshortcuts="Control+K" aria-label={t('search.open')}>
            <Icon name="search" size={18} />
            <span className={styles['hint']}>{t('search.hint')}</span>
            <kbd aria-hidden="true">Ctrl K</kbd>
          </button>
        </div>
      )}
      <div className={styles['tools']}>
        <LanguageMenu className={styles['tool']} />
        {me ? (
          <UserMenu me={me} className={styles['user']} />
        ) : (
          <AppLink to="/sign-in" className={styles['enter']}>
            {t('head.sign-in')}
          </AppLink>
        )}
      </div>
      {asked && (
        <Suspense fallback={null}>
          <SearchDialog open={searching} onClose={() => setSearching(false)} pages={pages} />
        </Suspense>
      )}
    </header>
  )
}
