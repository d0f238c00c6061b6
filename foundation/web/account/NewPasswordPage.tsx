import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Page } from '../kit/Page.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { NewPasswordStep } from './NewPasswordStep.tsx'
import styles from './account.module.css'

/** The page of the link in the mail. The token stands behind `#`, so it reaches no server log. */
export default function NewPasswordPage(): ReactNode {
  const t = useText('account')
  const [token] = useState(() => location.hash.slice(1))
  const [login, setLogin] = useState<string | null>(null)
  if (login !== null) {
    return (
      <Page title={t('new-password.done')} width="text">
        <EmptyState icon="done" title={t('new-password.done-text', { login })} action={<AppLink to="/sign-in">{t('sign-in.title')}</AppLink>} />
      </Page>
    )
  }
  if (!token) {
    return (
      <Page title={t('new-password.title')} width="text">
        <EmptyState icon="key" title={t('new-password.no-token')} action={<AppLink to="/recovery">{t('recovery.title')}</AppLink>} />
      </Page>
    )
  }
  return (
    <Page title={t('new-password.title')} lead={t('new-password.lead')} width="text">
      <div className={styles['narrow']}>
        <NewPasswordStep
          token={token}
          onDone={(_password, name) => {
            history.replaceState(null, '', location.pathname)
            setLogin(name)
          }}
        />
      </div>
    </Page>
  )
}
