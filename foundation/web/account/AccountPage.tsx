import type { ReactNode } from 'react'
import { useApi } from '../api/use-api.ts'
import { useText } from '../i18n/use-text.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Notice } from '../kit/Notice.tsx'
import { Page } from '../kit/Page.tsx'
import { Split, Stack } from '../kit/Stack.tsx'
import { ClauseTag } from '../kit/ClauseTag.tsx'
import { useMe } from '../session/me.ts'
import { EmailCard } from './EmailCard.tsx'
import { DevicesCard } from './DevicesCard.tsx'
import { InterfaceCard } from './InterfaceCard.tsx'
import { PasskeysCard } from './PasskeysCard.tsx'
import { PasswordCard } from './PasswordCard.tsx'
import { TotpCard } from './TotpCard.tsx'
import type { Security } from './types.ts'

/** The own account: how it is guarded, on which devices it is open, how the interface should behave. */
export default function AccountPage(): ReactNode {
  const t = useText('account')
  const me = useMe()
  const security = useApi<Security>('/api/account/security' as never)
  return (
    <Page title={t('nav.account')} lead={me ? t('account.lead', { login: me.account.login }) : null} savedAt={security.savedAt}>
      {me?.needsSecondFactor && (
        <Notice tone="warn" title={t('account.must')}>
          {t('account.must-text')} <ClauseTag clause="R5.2c" />
        </Notice>
      )}
      <Loaded from={security}>
        {(facts: Security) => (
          <Split
            aside={
              <>
                <DevicesCard />
                <InterfaceCard />
              </>
            }
          >
            <Stack gap="l">
              <TotpCard facts={facts} />
              <PasskeysCard facts={facts} />
              {!me?.needsSecondFactor && <EmailCard hasPassword={facts.hasPassword} />}
              {facts.hasPassword && <PasswordCard login={me?.account.login ?? ''} />}
            </Stack>
          </Split>
        )}
      </Loaded>
    </Page>
  )
}
