import { useState, type ReactNode } from 'react'
import { act } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Page } from '../kit/Page.tsx'
import { Notice } from '../kit/Notice.tsx'
import { enter } from '../session/enter.ts'
import { usePortal } from '../session/portal-facts.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { useQueryValue } from '../navigation/use-go.ts'
import { DemonstrationAccounts } from './DemonstrationAccounts.tsx'
import { FactorStep } from './FactorStep.tsx'
import { NewPasswordStep } from './NewPasswordStep.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import type { SignInAnswer } from './types.ts'
import styles from './account.module.css'

type Step = { name: 'password' } | { name: 'second-factor'; methods: ('code' | 'passkey')[] } | { name: 'set-password'; login: string }

/** Signing in, step by step: password, then the second factor or a new password where they are due. */
export default function SignInPage(): ReactNode {
  const t = useText('account')
  const portal = usePortal()
  const [next] = useQueryValue('next')
  const [asked] = useQueryValue('step')
  const [refused] = useQueryValue('refused')
  const [step, setStep] = useState<Step>(asked === 'second-factor' ? { name: 'second-factor', methods: ['code', 'passkey'] } : { name: 'password' })

  const goOn = (answer: SignInAnswer, login: string): void => {
    if (answer.next === 'done') enter(next)
    else if (answer.next === 'second-factor') setStep({ name: 'second-factor', methods: answer.methods ?? ['code'] })
    else setStep({ name: 'set-password', login })
  }
  const again = (): void => setStep({ name: 'password' })

  if (step.name === 'second-factor') {
    return (
      <Page title={t('factor.title')} lead={t('factor.lead')} width="text">
        <div className={styles['narrow']}>
          <FactorStep methods={step.methods} onDone={() => enter(next)} onAgain={again} />
        </div>
      </Page>
    )
  }
  if (step.name === 'set-password') {
    const signIn = async (password: string): Promise<void> => {
      const answer = await act<SignInAnswer>('post', '/api/session', { body: { login: step.login, password } }).catch(() => null)
      if (answer) goOn(answer, step.login)
      else again()
    }
    return (
      <Page title={t('new-password.title')} lead={t('new-password.first')} width="text">
        <div className={styles['narrow']}>
          <NewPasswordStep onDone={(password) => void signIn(password)} />
        </div>
      </Page>
    )
  }
  return (
    <Page title={t('sign-in.title')} width="text">
      <div className={styles['narrow']}>
        {refused && (
          <Notice tone="bad" title={t('sign-in.provider-refused')} role="status">
            {t('sign-in.provider-refused-text')}
          </Notice>
        )}
        <PasswordStep provider={portal?.signIn?.oidc ?? null} onAnswer={goOn} />
      </div>
      {portal?.demonstration && <DemonstrationAccounts onDone={() => enter(next)} />}
      <p className={styles['links']}>
        {portal?.demonstration && <AppLink to="/mail">{t('mail.link')}</AppLink>}
        <AppLink to="/api/docs">{t('sign-in.api')}</AppLink>
      </p>
    </Page>
  )
}
