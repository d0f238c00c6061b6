import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Toasts } from '../kit/Toasts.tsx'
import type { PageDefinition } from '../page-definition.ts'
import { Header } from './Header.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import styles from './Shell.module.css'
import { SkipLink } from './SkipLink.tsx'

/** Around public pages that are read, signed in or not: the directory, verification. */
export function OpenLayout({ pages }: { pages: readonly PageDefinition[] }): ReactNode {
  return (
    <>
      <SkipLink />
      <Header pages={pages} />
      <OfflineBanner />
      <main id="main" className={`${styles['main']} ${styles['open']}`} tabIndex={-1}>
        <Outlet />
      </main>
      <Toasts />
    </>
  )
}
