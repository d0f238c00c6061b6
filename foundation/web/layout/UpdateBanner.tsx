import { useSyncExternalStore, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import styles from './Shell.module.css'
import { updateOffer } from './update-offer.ts'

/** A newer version waits; the reader takes it when it suits. */
export function UpdateBanner(): ReactNode {
  const t = useText('foundation')
  const take = useSyncExternalStore(updateOffer.subscribe, updateOffer.get)
  if (!take) return null
  return (
    <div role="status" className={`${styles['strip']} not-printed`} data-kind="update">
      {t('update.waiting')}
      <button type="button" onClick={take}>
        {t('update.take')}
      </button>
    </div>
  )
}
