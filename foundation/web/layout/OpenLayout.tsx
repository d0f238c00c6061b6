import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Toasts } from '../kit/Toasts.tsx'
import type { PageDefinition } from '../page-definition.ts'
import { Header } from './Header.tsx'
import { useMe } from '../session/me.ts'
import { OfflineBanner } from './OfflineBanner.tsx'
import { Shell } from './Shell.tsx'
import styles from './Shell.module.css'
import { SkipLink } from './SkipLink.tsx'

/** Around public pages that are read, signed in or not: the directory, verification. Who is signed in keeps the shell. */
export function OpenLayout({ pages }: { pages: readonly PageDefinition[] }): ReactNode {
  const me = useMe()
  if (me) return <Shell pages={pages} />
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
