import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Form } from '../kit/Form.tsx'
import { Stack } from '../kit/Stack.tsx'
import { TextField } from '../kit/TextField.tsx'
import styles from './account.module.css'

export interface TotpOffer {
  secret: string
  uri: string
  picture: string
}

/** Shows the secret as a picture, a link and text, and takes the first code. */
export function TotpSetUp({ offer, onDone }: { offer: TotpOffer; onDone: (backupCodes: string[]) => void }): ReactNode {
  const t = useText('account')
  const confirm = useAct<{ backupCodes: string[] }>('post', '/api/account/totp/confirm', {
    refreshes: ['/api/account/security', '/api/me', '/api/sessions'],
    onDone: ({ backupCodes }) => onDone(backupCodes),
  })
  return (
    <Stack>
      <p>{t('totp.scan')}</p>
      <img
        className={styles['picture']}
        src={`data:image/svg+xml,${encodeURIComponent(offer.picture)}`}
        alt={t('totp.picture')}
        width={208}
        height={208}
      />
      <p>
        <a href={offer.uri}>{t('totp.here')}</a>
      </p>
      <p>{t('totp.by-hand')}</p>
      <p className={styles['secret']} translate="no">
        {offer.secret.match(/.{1,4}/g)?.join(' ')}
      </p>
      <Form
        initial={{ code: '' }}
        submitLabel={t('totp.confirm')}
        pending={confirm.isPending}
        problem={confirm.error}
        check={({ code }) => (/^\s*\d{3}\s?\d{3}\s*$/.test(code) ? [] : [{ path: 'code', message: t('totp.six') }])}
        onSubmit={(body) => confirm.mutate({ body })}
      >
        <TextField name="code" label={t('factor.code')} inputMode="numeric" autoComplete="one-time-code" maxLength={10} required />
      </Form>
    </Stack>
  )
}
