import { useSyncExternalStore, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Icon } from '../kit/Icon.tsx'
import styles from './Shell.module.css'

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Is there a line at all, as far as the device knows? */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine)
}

/** Tells that there is no line, and what still works. */
export function OfflineBanner(): ReactNode {
  const t = useText('foundation')
  const online = useOnline()
  return (
    <div role="status" className="not-printed">
      {!online && (
        <div className={styles['strip']}>
          <Icon name="offline" size={18} />
          {t('offline.banner')}
        </div>
      )}
    </div>
  )
}
