import { useSyncExternalStore, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import { dismiss, toastStore } from './notify.ts'
import styles from './Toasts.module.css'

/** The place of passing messages; the shell has it once. */
export function Toasts(): ReactNode {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get)
  const t = useText('foundation')
  return (
    <div className={`${styles['place']} not-printed`} role="status" aria-live="polite">
      {toasts.map(({ id, tone, text, action }) => (
        <div key={id} className={styles['toast']} data-tone={tone}>
          <Icon name={tone === 'good' ? 'done' : tone === 'bad' ? 'alert' : 'info'} />
          <span>{text}</span>
          {action && (
            <button
              type="button"
              className={styles['act']}
              onClick={() => {
                action.run()
                dismiss(id)
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" className={styles['close']} aria-label={t('action.close')} onClick={() => dismiss(id)}>
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  )
}
