import type { ReactNode } from 'react'
import { useAct } from '../api/use-act.ts'
import { useText } from '../i18n/use-text.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Form } from '../kit/Form.tsx'
import { notify } from '../kit/notify.ts'
import { TextField } from '../kit/TextField.tsx'

/** The registrar changes the e-mail of another's account; the person gets letters about it. */
export function AccountEmailDialog(props: { personId: string; email: string | null; address: string; onClose: () => void }): ReactNode {
  const { personId, email, address, onClose } = props
  const t = useText('account')
  const save = useAct('put', '/api/accounts/{personId}/email', {
    refreshes: [address],
    onDone: () => {
      notify(t('email.changed'), 'good')
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('email.change')}>
      <Form
        initial={{ email: email ?? '' }}
        submitLabel={t('email.change')}
        pending={save.isPending}
        problem={save.error}
        onSubmit={(values) => save.mutate({ path: { personId }, body: { email: values.email.trim() || null } })}
      >
        <p>{t('email.change-text')}</p>
        <TextField name="email" type="email" label={t('keep.email')} hint={t('keep.email-hint')} autoComplete="off" maxLength={200} />
      </Form>
    </Dialog>
  )
}
