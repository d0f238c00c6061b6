import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/api-problem.ts'
import { act } from '../api/use-act.ts'
import { useApi } from '../api/use-api.ts'
import { fetchAnswer } from '../api/fetch-answer.ts'
import { useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { ProblemNotice } from '../kit/Form.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import type { DemonstrationAccount, SignInAnswer } from './types.ts'
import styles from './account.module.css'

const address = '/api/demonstration/accounts'

/** The demonstration's accounts, one a role: one tap signs in, the second factor included. */
export function DemonstrationAccounts({ onDone }: { onDone: () => void }): ReactNode {
  const t = useText('account')
  const listed = useApi<DemonstrationAccount[]>(address as never)
  const signIn = useMutation<void, ApiProblem, string>({
    mutationFn: async (login) => {
      // asked anew, because a code lives for half a minute only
      const accounts = (await fetchAnswer(address)) as DemonstrationAccount[]
      const chosen = accounts.find((one) => one.login === login)
      if (!chosen) return
      const { next } = await act<SignInAnswer>('post', '/api/session', { body: { login, password: chosen.password } })
      if (next === 'second-factor') await act('post', '/api/session/second-factor', { body: { code: chosen.code ?? '0' } })
    },
    onSuccess: onDone,
  })
  return (
    <Card title={t('demonstration.title')} note={t('demonstration.note')}>
      <Loaded from={listed}>
        {(accounts: DemonstrationAccount[]) => (
          <div className={styles['choices']}>
            {accounts.map(({ login, role }) => (
              <button key={login} type="button" className={styles['choice']} disabled={signIn.isPending} onClick={() => signIn.mutate(login)}>
                <span>{t(`foundation:roles.${role}`)}</span>
                <span className={styles['login']}>{login}</span>
              </button>
            ))}
          </div>
        )}
      </Loaded>
      {signIn.error && <ProblemNotice problem={signIn.error} />}
    </Card>
  )
}
