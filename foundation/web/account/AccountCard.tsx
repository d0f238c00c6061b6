import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useApi } from '../api/use-api.ts'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { CheckField } from '../kit/CheckField.tsx'
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { SkeletonLines } from '../kit/Skeletons.tsx'
import { Row, Stack } from '../kit/Stack.tsx'
import { StatusBadge } from '../kit/StatusBadge.tsx'
import { May } from '../session/May.tsx'
import { AccountEmailDialog } from './AccountEmailDialog.tsx'
import { AccountForm } from './AccountForm.tsx'
import { TemporaryPassword, type Temporary } from './TemporaryPassword.tsx'
import styles from './account.module.css'

interface AccountView {
  login: string
  email: string | null
  disabled: boolean
  secondFactor: boolean
  hasPassword: boolean
  temporaryUntil: string | null
  lastSeenAt: string | null
}

/**
 * The account of a person, for the registrar: make it, give a temporary password to print, disable it. A page that
 * shows it names the texts `account` among its namespaces, and asks `account.read` before.
 */
export function AccountCard({ personId, name, email }: { personId: string; name: string; email?: string | null }): ReactNode {
  const t = useText('account')
  const found = useApi<AccountView>('/api/accounts/{personId}' as never, { path: { personId } })
  const [given, setGiven] = useState<Temporary | null>(null)
  const none = found.error?.status === 404
  return (
    <Card title={t('keep.title')}>
      {found.data && <AccountFacts personId={personId} account={found.data} address={found.address} onGiven={setGiven} />}
      {!found.data && none && (
        <Stack>
          <p>{t('keep.none')}</p>
          <May I="account.create">
            <AccountForm personId={personId} email={email ?? ''} address={found.address} onGiven={setGiven} />
          </May>
        </Stack>
      )}
      {!found.data && !none && (found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <SkeletonLines />)}
      <TemporaryPassword given={given} name={name} onClose={() => setGiven(null)} />
    </Card>
  )
}

function AccountFacts({
  personId,
  account,
  address,
  onGiven,
}: {
  personId: string
  account: AccountView
  address: string
  onGiven: (given: Temporary) => void
}): ReactNode {
  const t = useText('account')
  const format = useFormat()
  const [asking, setAsking] = useState<null | 'reset' | 'disable' | 'email'>(null)
  const [secondFactor, setSecondFactor] = useState(false)
  const close = (): void => setAsking(null)
  const reset = useAct<Temporary>('post', '/api/accounts/{personId}/reset', {
    refreshes: [address],
    onDone: (answer) => {
      close()
      onGiven(answer)
    },
  })
  const enable = useAct('put', '/api/accounts/{personId}/enabled', { refreshes: [address], onDone: close })
  return (
    <Stack>
      <p>
        <strong>{account.login}</strong>
        {account.email && <> · {account.email}</>}
        <br />
        <span className={styles['facts']}>
          {account.lastSeenAt ? t('keep.seen', { when: format.relativeTime(account.lastSeenAt) }) : t('keep.never')}
        </span>
      </p>
      <Row>
        <StatusBadge tone={account.disabled ? 'bad' : 'good'}>{t(account.disabled ? 'keep.disabled' : 'keep.enabled')}</StatusBadge>
        {account.secondFactor && <StatusBadge tone="info">{t('keep.second-factor')}</StatusBadge>}
        {account.temporaryUntil && <StatusBadge tone="warn">{t('keep.temporary', { date: format.date(account.temporaryUntil) })}</StatusBadge>}
        {!account.hasPassword && <StatusBadge tone="warn">{t('keep.no-password')}</StatusBadge>}
      </Row>
      <Row>
        <May I="account.reset">
          <Button
            variant="default"
            onClick={() => {
              reset.reset()
              setAsking('reset')
            }}
          >
            {t('keep.reset')}
          </Button>
        </May>
        <May I="account.reset">
          <Button variant="default" onClick={() => setAsking('email')}>
            {t('email.change')}
          </Button>
        </May>
        <May I="account.disable">
          {account.disabled ? (
            <Button variant="default" loading={enable.isPending} onClick={() => enable.mutate({ path: { personId }, body: { enabled: true } })}>
              {t('keep.enable')}
            </Button>
          ) : (
            <Button
              variant="subtle"
              color="red"
              onClick={() => {
                enable.reset()
                setAsking('disable')
              }}
            >
              {t('keep.disable')}
            </Button>
          )}
        </May>
      </Row>
      {asking === 'email' && <AccountEmailDialog personId={personId} email={account.email} address={address} onClose={close} />}
      <ConfirmDialog
        open={asking === 'reset'}
        title={t('keep.reset')}
        confirmLabel={t('keep.reset')}
        pending={reset.isPending}
        problem={reset.error}
        onConfirm={() => reset.mutate({ path: { personId }, body: { secondFactor } })}
        onClose={close}
      >
        <p>{t('keep.reset-text')}</p>
        {account.secondFactor && <CheckField label={t('keep.strip')} hint={t('keep.strip-hint')} value={secondFactor} onChange={setSecondFactor} />}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'disable'}
        danger
        title={t('keep.disable')}
        confirmLabel={t('keep.disable')}
        pending={enable.isPending}
        problem={enable.error}
        onConfirm={() => enable.mutate({ path: { personId }, body: { enabled: false } })}
        onClose={close}
      >
        <p>{t('keep.disable-text')}</p>
      </ConfirmDialog>
    </Stack>
  )
}
