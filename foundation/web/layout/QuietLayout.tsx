import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { pick } from '../../i18n/localized.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { Toasts } from '../kit/Toasts.tsx'
import { usePortal } from '../session/portal-facts.ts'
import { LanguageMenu } from './LanguageMenu.tsx'
import { Mark } from './Mark.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import { Ornament } from './Ornament.tsx'
import { SkipLink } from './SkipLink.tsx'
import styles from './QuietLayout.module.css'

/** Around the sign-in and what belongs to it: the university's face at one side, the page at the other. */
export function QuietLayout(): ReactNode {
  const t = useText('foundation')
  const locale = useLocale()
  const portal = usePortal()
  return (
    <div className={styles['quiet']}>
      <SkipLink />
      <header className={styles['face']}>
        <Ornament className={styles['ornament']} />
        <div className={styles['words']}>
          <Mark size={56} />
          <p className={styles['name']}>Univer Plus</p>
          <p className={styles['university']}>{pick(portal?.name, locale)}</p>
          <p className={styles['motto']}>{t('head.motto')}</p>
        </div>
      </header>
      <div className={styles['side']}>
        <OfflineBanner />
        <div className={styles['tools']}>
          <LanguageMenu className={styles['language']} />
        </div>
        <main id="main" className={styles['main']} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Toasts />
    </div>
  )
}
