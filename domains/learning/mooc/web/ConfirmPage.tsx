import { useState, type ReactNode } from 'react'
import { act, useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'

/** The page of the letter's link: a password, and one is in the course. The token stands behind `#`, so it reaches no server log. */
export default function ConfirmPage(): ReactNode {
  const t = useText('learning-mooc')
  const [token] = useState(() => location.hash.slice(1))
  const confirm = useAct<{ login: string; offeringId: string }>('post', '/api/open-courses/confirm', {
    onDone: ({ login, offeringId }, { body }) => {
      const { password } = body as { password: string }
      history.replaceState(null, '', location.pathname)
      // signed in at once, with a page loaded anew: everything of the former visitor is gone
      void act('post', '/api/session', { body: { login, password } }).then(
        () => location.assign(`/courses/${offeringId}`),
        () => location.assign('/sign-in'),
      )
    },
  })
  if (!token)
    return (
      <Page title={t('confirm.title')} width="text">
        <EmptyState icon="key" title={t('confirm.no-token')} action={<AppLink to="/open-courses">{t('list.title')}</AppLink>} />
      </Page>
    )
  return (
    <Page title={t('confirm.title')} lead={t('confirm.lead')} width="text">
      <Form
        initial={{ password: '' } as Record<string, unknown>}
        problem={confirm.error}
        pending={confirm.isPending || confirm.isSuccess}
        submitLabel={t('confirm.submit')}
        onSubmit={({ password }) => confirm.mutate({ body: { token, password } })}
      >
        <TextField name="password" type="password" label={t('confirm.password')} hint={t('confirm.hint')} required autoComplete="new-password" />
      </Form>
    </Page>
  )
}
