import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { useGo } from '../../../../foundation/web/navigation/use-go.ts'

/** For who has the paper in hand and no camera: the code is typed. */
export default function VerifyHomePage(): ReactNode {
  const t = useText('grades-papers')
  const go = useGo()
  return (
    <Page title={t('check')} lead={t('lead')} width="text">
      <Form
        initial={{ code: '' }}
        submitLabel={t('look-up')}
        check={({ code }) => (/[a-z0-9]/i.test(code) ? [] : [{ path: 'code', message: t('code-missing') }])}
        onSubmit={({ code }) => go(`/verify/${encodeURIComponent(code.trim())}`)}
      >
        <TextField name="code" label={t('code')} hint={t('code-hint')} required maxLength={40} />
      </Form>
    </Page>
  )
}
