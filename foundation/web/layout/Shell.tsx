import { Outlet } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { Toasts } from '../kit/Toasts.tsx'
import type { PageDefinition } from '../page-definition.ts'
import { useMay, useMe } from '../session/me.ts'
import { useAccountTheme } from '../theme/colour-scheme.ts'
import { Header } from './Header.tsx'
import { visiblePages } from './nav-tree.ts'
import { BottomBar, SideNavigation } from './Navigation.tsx'
import { PrintHead } from './PrintHead.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import { SkipLink } from './SkipLink.tsx'
import { UpdateBanner } from './UpdateBanner.tsx'
import styles from './Shell.module.css'

/** The frame around every page of a signed-in person. */
export function Shell({ pages }: { pages: readonly PageDefinition[] }): ReactNode {
  const may = useMay()
  const me = useMe()
  // the session has ended: on another device, or by its age
  useEffect(() => {
    if (me === null) location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
  }, [me])
  useAccountTheme(me)
  const visible = visiblePages(pages, may)
  return (
    <>
      <SkipLink />
      <Header pages={pages} />
      <OfflineBanner />
      <UpdateBanner />
      <div className={styles['body']}>
        <SideNavigation pages={visible} />
        <main id="main" className={styles['main']} tabIndex={-1}>
          <PrintHead />
          <Outlet />
        </main>
      </div>
      <BottomBar pages={visible} />
      <Toasts />
    </>
  )
}
