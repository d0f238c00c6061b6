import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/api-problem.ts'
import type { ActInput } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Form } from '../kit/Form.tsx'
import { TextField } from '../kit/TextField.tsx'

export interface PasswordGateProps<Answer> {
  open: boolean
  title: string
  text?: string
  submitLabel: string
  act: UseMutationResult<Answer, ApiProblem, ActInput>
  path?: Record<string, string>
  /** An account of the national sign-in has no password to ask for. */
  hasPassword?: boolean
  onClose: () => void
}

/** Asks for the password again before something about the account's guards is changed. */
export function PasswordGate<Answer>({
  open,
  title,
  text,
  submitLabel,
  act,
  path,
  hasPassword = true,
  onClose,
}: PasswordGateProps<Answer>): ReactNode {
  const t = useText('account')
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <Form
        initial={{ password: '' }}
        submitLabel={submitLabel}
        pending={act.isPending}
        problem={act.error}
        onSubmit={({ password }) => act.mutate({ ...(path ? { path } : {}), body: hasPassword ? { password } : {} })}
      >
        {text && <p>{text}</p>}
        {hasPassword && (
          <TextField name="password" type="password" label={t('gate.password')} autoComplete="current-password" required maxLength={256} autoFocus />
        )}
      </Form>
    </Dialog>
  )
}
