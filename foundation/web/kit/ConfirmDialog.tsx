import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/api-problem.ts'
import { useText } from '../i18n/use-text.ts'
import { Dialog } from './Dialog.tsx'
import { ProblemNotice } from './Form.tsx'

export interface ConfirmDialogProps {
  open: boolean
  title: string
  children?: ReactNode
  /** The act in a verb: «Удалить группу», not «Да». */
  confirmLabel: string
  /** What cannot be undone is red. */
  danger?: boolean
  pending?: boolean
  problem?: ApiProblem | null
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something is done that is hard to undo. */
export function ConfirmDialog({ open, title, children, confirmLabel, danger, pending, problem, onConfirm, onClose }: ConfirmDialogProps): ReactNode {
  const t = useText('foundation')
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button {...(danger ? { color: 'red' } : {})} loading={pending ?? false} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {problem && <ProblemNotice problem={problem} />}
    </Dialog>
  )
}
