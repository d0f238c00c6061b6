import type { ReactNode } from 'react'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import styles from './SavedState.module.css'

/** 'saved' only after the server acknowledged it. */
export type Saving = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed' | 'offline'

/** Tells whether what was written is safe. */
export function SavedState({ state, at }: { state: Saving; at?: number | null }): ReactNode {
  const t = useText('foundation')
  const format = useFormat()
  if (state === 'idle') return null
  const icon = { waiting: 'edit', saving: 'upload', saved: 'check', failed: 'alert', offline: 'offline' }[state]
  return (
    <span className={styles['saving']} data-state={state} role="status">
      <Icon name={icon} size={16} />
      {t(`saving.${state}`)}
      {state === 'saved' && at ? `, ${format.time(at)}` : ''}
    </span>
  )
}
