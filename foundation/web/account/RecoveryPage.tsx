import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Form } from '../kit/Form.tsx'
import { Notice } from '../kit/Notice.tsx'
import { Page } from '../kit/Page.tsx'
import { TextField } from '../kit/TextField.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { usePortal } from '../session/portal-facts.ts'
import styles from './account.module.css'

/** Asks for a link to a new password. The answer is the same whether or not there is such an account. */
export default function RecoveryPage(): ReactNode {
  const t = useText('account')
  const portal = usePortal()
  const ask = useAct('post', '/api/recovery')
  return (
    <Page title={t('recovery.title')} lead={t('recovery.lead')} width="text">
      <div className={styles['narrow']}>
        {ask.isSuccess ? (
          <Notice tone="good" title={t('recovery.sent')} role="status">
            {t('recovery.sent-text')}
          </Notice>
        ) : (
          <Form
            initial={{ login: '' }}
            submitLabel={t('recovery.submit')}
            pending={ask.isPending}
            problem={ask.error}
            check={({ login }) => (login.trim() ? [] : [{ path: 'login', message: t('field.needed') }])}
            onSubmit={(body) => ask.mutate({ body })}
          >
            <TextField name="login" label={t('field.login')} autoComplete="username" required maxLength={200} />
          </Form>
        )}
        <Notice title={t('recovery.no-mail')}>{t('recovery.no-mail-text')}</Notice>
        <p className={styles['links']}>
          <AppLink to="/sign-in">{t('recovery.back')}</AppLink>
          {portal?.demonstration && <AppLink to="/mail">{t('mail.link')}</AppLink>}
        </p>
      </div>
    </Page>
  )
}
