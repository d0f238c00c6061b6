import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/api-problem.ts'
import { act } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { ProblemNotice } from '../kit/Form.tsx'
import { Icon } from '../kit/Icon.tsx'
import { knowsPasskeys, usePasskeyOf } from './webauthn.ts'

/** Signs in with a passkey: the device asks for a finger, a face or its code. */
export function PasskeyButton({ onDone }: { onDone: () => void }): ReactNode {
  const t = useText('account')
  const signIn = useMutation<boolean, ApiProblem>({
    mutationFn: async () => {
      const options = await act<Record<string, unknown>>('post', '/api/session/passkey/options')
      const response = await usePasskeyOf(options)
      if (!response) return false
      await act('post', '/api/session/passkey', { body: { response } })
      return true
    },
    onSuccess: (done) => {
      if (done) onDone()
    },
  })
  if (!knowsPasskeys()) return null
  return (
    <>
      <Button variant="default" loading={signIn.isPending} leftSection={<Icon name="key" />} onClick={() => signIn.mutate()}>
        {t('sign-in.passkey')}
      </Button>
      {signIn.error && <ProblemNotice problem={signIn.error} />}
    </>
  )
}
