import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { Form, ProblemNotice } from '../kit/Form.tsx'
import { Icon } from '../kit/Icon.tsx'
import { TextField } from '../kit/TextField.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import type { SignInAnswer } from './types.ts'
import { knowsPasskeys } from './webauthn.ts'
import styles from './account.module.css'

interface Provider {
  id: string
  name: string | null
}

/** Login and password, and the other ways in. */
export function PasswordStep({
  provider,
  onAnswer,
}: {
  provider: Provider | null
  onAnswer: (answer: SignInAnswer, login: string) => void
}): ReactNode {
  const t = useText('account')
  const signIn = useAct<SignInAnswer>('post', '/api/session', {
    onDone: (answer, { body }) => onAnswer(answer, (body as { login: string }).login),
  })
  const leave = useAct<{ url: string }>('post', '/api/session/provider', { onDone: ({ url }) => location.assign(url) })
  return (
    <>
      <Form
        initial={{ login: '', password: '' }}
        submitLabel={t('sign-in.submit')}
        pending={signIn.isPending}
        problem={signIn.error}
        check={({ login, password }) => [
          ...(login.trim() ? [] : [{ path: 'login', message: t('field.needed') }]),
          ...(password ? [] : [{ path: 'password', message: t('field.needed') }]),
        ]}
        onSubmit={(body) => signIn.mutate({ body })}
      >
        <TextField name="login" label={t('field.login')} autoComplete="username webauthn" required maxLength={200} />
        <TextField name="password" type="password" label={t('field.password')} autoComplete="current-password" required maxLength={256} />
      </Form>
      <p className={styles['links']}>
        <AppLink to="/recovery">{t('sign-in.forgot')}</AppLink>
      </p>
      {(provider || knowsPasskeys()) && (
        <div className={styles['other']}>
          <p className={styles['or']}>{t('sign-in.or')}</p>
          {provider && (
            <Button
              variant="default"
              loading={leave.isPending}
              leftSection={<Icon name="id" />}
              onClick={() => leave.mutate({ body: { provider: provider.id } })}
            >
              {provider.id === 'esi' ? t('sign-in.esi') : t('sign-in.provider', { name: provider.name ?? provider.id })}
            </Button>
          )}
          <PasskeyButton onDone={() => onAnswer({ next: 'done' }, '')} />
          {leave.error && <ProblemNotice problem={leave.error} />}
        </div>
      )}
    </>
  )
}
