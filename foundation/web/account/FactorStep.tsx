import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Form } from '../kit/Form.tsx'
import { TextField } from '../kit/TextField.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import type { SignInAnswer } from './types.ts'
import styles from './account.module.css'

/** The second factor of a sign-in: a code of the application, a backup code, or a passkey. */
export function FactorStep({ methods, onDone, onAgain }: { methods: ('code' | 'passkey')[]; onDone: () => void; onAgain: () => void }): ReactNode {
  const t = useText('account')
  const [backup, setBackup] = useState(false)
  const finish = useAct<SignInAnswer>('post', '/api/session/second-factor', { onDone })
  const name = backup ? 'backupCode' : 'code'
  return (
    <>
      {methods.includes('passkey') && <PasskeyButton onDone={onDone} />}
      {methods.includes('code') && (
        <Form
          key={name}
          initial={{ code: '' }}
          submitLabel={t('factor.submit')}
          pending={finish.isPending}
          problem={finish.error}
          check={({ code }) => (code.trim() ? [] : [{ path: 'code', message: t('field.needed') }])}
          onSubmit={({ code }) => finish.mutate({ body: { [name]: code } })}
          actions={
            <Button
              variant="subtle"
              onClick={() => {
                setBackup(!backup)
                finish.reset()
              }}
            >
              {t(backup ? 'factor.use-code' : 'factor.use-backup')}
            </Button>
          }
        >
          {backup ? (
            <TextField
              key="backup"
              name="code"
              label={t('factor.backup')}
              hint={t('factor.backup-hint')}
              autoComplete="off"
              maxLength={40}
              autoFocus
            />
          ) : (
            <TextField
              key="code"
              name="code"
              label={t('factor.code')}
              hint={t('factor.code-hint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              autoFocus
            />
          )}
        </Form>
      )}
      <p className={styles['links']}>
        <Button variant="transparent" px={0} onClick={onAgain}>
          {t('factor.again')}
        </Button>
      </p>
    </>
  )
}
