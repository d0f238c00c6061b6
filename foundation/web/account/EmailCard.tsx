import { useState, type ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { Form } from '../kit/Form.tsx'
import { Notice } from '../kit/Notice.tsx'
import { Stack } from '../kit/Stack.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useMe } from '../session/me.ts'

/** Changes the own e-mail: the password, then a link in the new mailbox. */
export function EmailCard({ hasPassword }: { hasPassword: boolean }): ReactNode {
  const t = useText('account')
  const email = useMe()?.account.email
  const [round, setRound] = useState(0)
  const ask = useAct('post', '/api/account/email', { onDone: () => setRound((before) => before + 1) })
  return (
    <Card title={t('email.title')} note={t('email.note')}>
      <Stack>
        <p>{email ? t('email.now', { email }) : t('email.none')}</p>
        {ask.isSuccess && (
          <div role="status">
            <Notice tone="good" title={t('email.sent')}>
              {t('email.sent-text')}
            </Notice>
          </div>
        )}
        <Form
          key={round}
          initial={{ email: '', password: '' }}
          submitLabel={t('email.submit')}
          pending={ask.isPending}
          problem={ask.error}
          onSubmit={(values) => ask.mutate({ body: { email: values.email.trim(), ...(hasPassword ? { password: values.password } : {}) } })}
        >
          <TextField name="email" type="email" label={t('email.new')} autoComplete="email" required maxLength={200} />
          {hasPassword && (
            <TextField name="password" type="password" label={t('gate.password')} autoComplete="current-password" required maxLength={256} />
          )}
        </Form>
      </Stack>
    </Card>
  )
}
