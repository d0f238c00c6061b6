import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ApiProblem } from '../api/api-problem.ts'
import { refresh } from '../api/query-client.ts'
import { act, useAct } from '../api/use-act.ts'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Form } from '../kit/Form.tsx'
import { TextField } from '../kit/TextField.tsx'
import { deviceName } from './device-name.ts'
import { PasswordGate } from './PasswordGate.tsx'
import type { Security } from './types.ts'
import { knowsPasskeys, makePasskey } from './webauthn.ts'
import styles from './account.module.css'

const fresh = ['/api/account/security', '/api/me']

/** Passkeys: signing in with a finger, a face or the device's code. */
export function PasskeysCard({ facts }: { facts: Security }): ReactNode {
  const t = useText('account')
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<string | null>(null)
  const add = useMutation<void, ApiProblem, { name: string; password: string }>({
    mutationFn: async ({ name, password }) => {
      const options = await act<Record<string, unknown>>('post', '/api/account/passkeys/options', { body: facts.hasPassword ? { password } : {} })
      const response = await makePasskey(options)
      if (!response) return
      await act('post', '/api/account/passkeys', { body: { response, name } })
      await refresh(...fresh)
      setAdding(false)
    },
  })
  const remove = useAct('post', '/api/account/passkeys/{id}/remove', { refreshes: fresh, onDone: () => setRemoving(null) })
  return (
    <Card
      title={t('passkey.title')}
      note={t('passkey.note')}
      actions={
        knowsPasskeys() ? (
          <Button
            variant="default"
            onClick={() => {
              add.reset()
              setAdding(true)
            }}
          >
            {t('passkey.add')}
          </Button>
        ) : null
      }
    >
      {facts.passkeys.length === 0 ? (
        <p className={styles['facts']}>{t(knowsPasskeys() ? 'passkey.none' : 'passkey.unknown')}</p>
      ) : (
        <ul className={styles['rows']}>
          {facts.passkeys.map(({ id, name, createdAt }) => (
            <li key={id} className={styles['row']}>
              <span>
                {name}
                <br />
                <span className={styles['facts']}>{t('passkey.since', { date: format.date(createdAt) })}</span>
              </span>
              <Button
                variant="subtle"
                color="red"
                aria-label={t('passkey.remove-one', { name })}
                onClick={() => {
                  remove.reset()
                  setRemoving(id)
                }}
              >
                {t('passkey.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog open={adding} onClose={() => setAdding(false)} title={t('passkey.add')}>
        <Form
          initial={{ name: deviceName(navigator.userAgent) || t('passkey.title'), password: '' }}
          submitLabel={t('passkey.make')}
          pending={add.isPending}
          problem={add.error}
          check={({ name }) => (name.trim() ? [] : [{ path: 'name', message: t('field.needed') }])}
          onSubmit={(values) => add.mutate(values)}
        >
          <TextField name="name" label={t('passkey.name')} hint={t('passkey.name-hint')} maxLength={60} required />
          {facts.hasPassword && (
            <TextField name="password" type="password" label={t('gate.password')} autoComplete="current-password" required maxLength={256} />
          )}
        </Form>
      </Dialog>
      <PasswordGate
        open={removing !== null}
        act={remove}
        path={{ id: removing ?? '' }}
        hasPassword={facts.hasPassword}
        title={t('passkey.remove')}
        text={t('passkey.remove-text')}
        submitLabel={t('passkey.remove')}
        onClose={() => setRemoving(null)}
      />
    </Card>
  )
}
