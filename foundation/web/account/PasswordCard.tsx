import { useState, type ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { Form } from '../kit/Form.tsx'
import { notify } from '../kit/notify.ts'
import { TextField } from '../kit/TextField.tsx'
import { passwordFaults } from './NewPasswordStep.tsx'

/** Changes the own password. */
export function PasswordCard({ login }: { login: string }): ReactNode {
  const t = useText('account')
  const [round, setRound] = useState(0)
  const change = useAct('post', '/api/password', {
    refreshes: ['/api/sessions'],
    onDone: () => {
      notify(t('password.changed'), 'good')
      setRound((before) => before + 1)
    },
  })
  return (
    <Card title={t('password.title')} note={t('password.note')}>
      <Form
        key={round}
        initial={{ current: '', password: '', again: '' }}
        submitLabel={t('password.submit')}
        pending={change.isPending}
        problem={change.error}
        check={(values) => passwordFaults(values, t)}
        onSubmit={({ current, password }) => change.mutate({ body: { current, password } })}
      >
        <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
        <TextField name="current" type="password" label={t('field.current')} autoComplete="current-password" required maxLength={256} />
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
    </Card>
  )
}
