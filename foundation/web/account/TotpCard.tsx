import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Row, Stack } from '../kit/Stack.tsx'
import { StatusBadge } from '../kit/StatusBadge.tsx'
import { BackupCodes } from './BackupCodes.tsx'
import { PasswordGate } from './PasswordGate.tsx'
import { TotpSetUp, type TotpOffer } from './TotpSetUp.tsx'
import type { Security } from './types.ts'

const fresh = ['/api/account/security', '/api/me']
type Open = null | { name: 'begin' | 'remove' | 'renew' } | { name: 'set-up'; offer: TotpOffer } | { name: 'codes'; codes: string[] }

/** The application that gives codes, and the backup codes beside it. */
export function TotpCard({ facts }: { facts: Security }): ReactNode {
  const t = useText('account')
  const [open, setOpen] = useState<Open>(null)
  const begin = useAct<TotpOffer>('post', '/api/account/totp', { onDone: (offer) => setOpen({ name: 'set-up', offer }) })
  const remove = useAct('post', '/api/account/totp/remove', { refreshes: fresh, onDone: () => setOpen(null) })
  const renew = useAct<{ backupCodes: string[] }>('post', '/api/account/backup-codes', {
    refreshes: fresh,
    onDone: ({ backupCodes }) => setOpen({ name: 'codes', codes: backupCodes }),
  })
  const close = (): void => setOpen(null)
  const start = (): void => (facts.hasPassword ? setOpen({ name: 'begin' }) : begin.mutate({ body: {} }))
  return (
    <Card
      title={t('totp.title')}
      note={t('totp.note')}
      tone={facts.totp || !facts.mandatory || facts.passkeys.length > 0 ? 'framed' : 'accent'}
      actions={<StatusBadge tone={facts.totp ? 'good' : 'neutral'}>{t(facts.totp ? 'totp.on' : 'totp.off')}</StatusBadge>}
    >
      {facts.totp ? (
        <Stack>
          <p>{t('totp.codes-left', { count: facts.backupCodesLeft })}</p>
          <Row>
            <Button variant="default" onClick={() => setOpen({ name: 'renew' })}>
              {t('totp.renew')}
            </Button>
            <Button variant="subtle" color="red" onClick={() => setOpen({ name: 'remove' })}>
              {t('totp.remove')}
            </Button>
          </Row>
        </Stack>
      ) : (
        <Row>
          <Button loading={begin.isPending} onClick={start}>
            {t('totp.begin')}
          </Button>
        </Row>
      )}
      <PasswordGate open={open?.name === 'begin'} act={begin} title={t('totp.begin')} submitLabel={t('gate.go-on')} onClose={close} />
      <PasswordGate
        open={open?.name === 'renew'}
        act={renew}
        title={t('totp.renew')}
        text={t('totp.renew-text')}
        submitLabel={t('totp.renew')}
        hasPassword={facts.hasPassword}
        onClose={close}
      />
      <PasswordGate
        open={open?.name === 'remove'}
        act={remove}
        title={t('totp.remove')}
        text={t('totp.remove-text')}
        submitLabel={t('totp.remove')}
        hasPassword={facts.hasPassword}
        onClose={close}
      />
      <Dialog
        open={open?.name === 'set-up' || open?.name === 'codes'}
        onClose={close}
        title={t(open?.name === 'codes' ? 'backup.title' : 'totp.begin')}
        size="m"
      >
        {open?.name === 'set-up' && <TotpSetUp offer={open.offer} onDone={(codes) => setOpen({ name: 'codes', codes })} />}
        {open?.name === 'codes' && <BackupCodes codes={open.codes} onDone={close} />}
      </Dialog>
    </Card>
  )
}
