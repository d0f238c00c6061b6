import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Form } from '../kit/Form.tsx'
import { TextField } from '../kit/TextField.tsx'
import type { Temporary } from './TemporaryPassword.tsx'

/** Makes the account of a person who has none. */
export function AccountForm({
  personId,
  email,
  address,
  onGiven,
}: {
  personId: string
  email: string
  address: string
  onGiven: (given: Temporary) => void
}): ReactNode {
  const t = useText('account')
  const make = useAct<Temporary>('post', '/api/accounts', { refreshes: [address], onDone: onGiven })
  return (
    <Form
      initial={{ login: '', email }}
      submitLabel={t('keep.make')}
      pending={make.isPending}
      problem={make.error}
      check={({ login }) => (/^[a-zA-Z0-9][a-zA-Z0-9.-]{2,59}$/.test(login.trim()) ? [] : [{ path: 'login', message: t('keep.login-hint') }])}
      onSubmit={({ login, email: to }) => make.mutate({ body: { personId, login: login.trim(), email: to.trim() || null } })}
    >
      <TextField name="login" label={t('keep.login')} hint={t('keep.login-hint')} autoComplete="off" required maxLength={60} />
      <TextField name="email" type="email" label={t('keep.email')} hint={t('keep.email-hint')} autoComplete="off" maxLength={200} />
    </Form>
  )
}
