import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Form } from '../kit/Form.tsx'
import { TextField } from '../kit/TextField.tsx'

/** Chooses a new password, with the link's token or (without one) after a temporary password. */
export function NewPasswordStep({ token, onDone }: { token?: string; onDone: (password: string, login: string) => void }): ReactNode {
  const t = useText('account')
  const finish = useAct<{ login: string }>('post', '/api/recovery/finish', {
    onDone: ({ login }, { body }) => onDone((body as { password: string }).password, login),
  })
  return (
    <Form
      initial={{ password: '', again: '' }}
      submitLabel={t('new-password.submit')}
      pending={finish.isPending}
      problem={finish.error}
      check={(values) => passwordFaults(values, t)}
      onSubmit={({ password }) => finish.mutate({ body: { password, ...(token ? { token } : {}) } })}
    >
      <TextField
        name="password"
        type="password"
        label={t('field.new-password')}
        hint={t('new-password.hint')}
        autoComplete="new-password"
        required
        maxLength={128}
      />
      <TextField name="again" type="password" label={t('field.again')} autoComplete="new-password" required maxLength={128} />
    </Form>
  )
}

/** What the page itself can tell about a new password. */
export function passwordFaults(
  { password, again }: { password: string; again: string },
  t: (key: string) => string,
): { path: string; message: string }[] {
  if ([...password].length < 12) return [{ path: 'password', message: t('new-password.short') }]
  return password === again ? [] : [{ path: 'again', message: t('new-password.differs') }]
}
