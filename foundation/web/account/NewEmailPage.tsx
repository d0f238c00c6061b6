import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ProblemNotice } from '../kit/Form.tsx'
import { Page } from '../kit/Page.tsx'
import { Stack } from '../kit/Stack.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { meAddress } from '../session/current-account.ts'

/**
 * The page of the link in the mail. The token stands behind `#`, so it reaches no server log; a press of the button is
 * needed, because mail programs open links by themselves.
 */
export default function NewEmailPage(): ReactNode {
  const t = useText('account')
  const [token] = useState(() => location.hash.slice(1))
  const confirm = useAct<{ email: string }>('post', '/api/account/email/confirm', {
    refreshes: [meAddress],
    onDone: () => history.replaceState(null, '', location.pathname),
  })
  return (
    <Page title={t(confirm.data ? 'email.done' : 'email.title-confirm')} lead={token && !confirm.data ? t('email.confirm-lead') : null} width="text">
      {confirm.data ? (
        <EmptyState
          icon="done"
          title={t('email.done-text', { email: confirm.data.email })}
          action={<AppLink to="/account">{t('nav.account')}</AppLink>}
        />
      ) : token ? (
        <Stack>
          {confirm.error && <ProblemNotice problem={confirm.error} />}
          <div>
            <Button loading={confirm.isPending} onClick={() => confirm.mutate({ body: { token } })}>
              {t('email.confirm')}
            </Button>
          </div>
        </Stack>
      ) : (
        <EmptyState icon="mail" title={t('email.no-token')} action={<AppLink to="/account">{t('nav.account')}</AppLink>} />
      )}
    </Page>
  )
}
