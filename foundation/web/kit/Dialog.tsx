import { ActionIcon } from '@mantine/core'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Icon } from './Icon.tsx'
import styles from './Dialog.module.css'

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode
  size?: 's' | 'm' | 'l'
}

/** A dialog above the page: the browser's own one, which keeps the focus inside and gives it back. */
export function Dialog({ open, onClose, title, children, actions, size = 's' }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const t = useText('foundation')
  useEffect(() => {
    const element = dialog.current
    if (!element) return undefined
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
    return undefined
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={dialog}
      className={`${styles['dialog']} ${styles[size]}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div className={styles['inside']}>
        <header className={styles['top']}>
          <h2 id={id}>{title}</h2>
          <ActionIcon variant="subtle" size="lg" color="gray" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </ActionIcon>
        </header>
        <div className={styles['body']}>{children}</div>
        {actions && <footer className={styles['foot']}>{actions}</footer>}
      </div>
    </dialog>
  )
}
