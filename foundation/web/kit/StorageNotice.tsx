import type { ReactNode } from 'react'
import { useStorageRefused } from '../api/storage-state.ts'
import { useText } from '../i18n/use-text.ts'
import { Notice } from './Notice.tsx'

/** Tells that this browser keeps nothing on the device (a private window, no room): nothing breaks, but nothing waits either. */
export function StorageNotice(): ReactNode {
  const t = useText('foundation')
  if (!useStorageRefused()) return null
  return (
    <Notice tone="warn" role="status" title={t('storage.title')}>
      {t('storage.text')}
    </Notice>
  )
}
