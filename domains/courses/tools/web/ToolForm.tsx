import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { ToolView } from '../contract.ts'
import { openings } from '../shared/tool.ts'

type Values = Record<string, unknown>

/** A tool's registration: its addresses and keys, what it is told, what it may. */
export function ToolForm({ tool, onClose }: { tool: ToolView | null; onClose: () => void }): ReactNode {
  const t = useText('courses-tools')
  const options = { refreshes: ['/api/tools'], onDone: onClose }
  const add = useAct('post', '/api/tools', options)
  const change = useAct('patch', '/api/tools/{toolId}', options)
  const submit = (values: Values): void => {
    const body = read(values)
    if (tool) change.mutate({ path: { toolId: tool.id }, body })
    else add.mutate({ body })
  }
  const initial: Values = {
    name: tool?.name ?? '',
    keeper: tool?.keeper ?? '',
    loginUrl: tool?.loginUrl ?? '',
    launchUrl: tool?.launchUrl ?? '',
    redirectUris: tool?.redirectUris.join('\n') ?? '',
    jwksUrl: tool?.jwksUrl ?? '',
    jwks: tool?.jwks ?? '',
    choiceUrl: tool?.choiceUrl ?? '',
    custom: Object.entries(tool?.custom ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    sendName: tool?.sendName ?? false,
    sendEmail: tool?.sendEmail ?? false,
    mayRoster: tool?.mayRoster ?? false,
    mayGrade: tool?.mayGrade ?? true,
    opens: tool?.opens ?? 'frame',
  }
  return (
    <Dialog open onClose={onClose} title={tool ? tool.name : t('admin.add')} size="l">
      <Form
        initial={initial}
        problem={add.error ?? change.error}
        pending={add.isPending || change.isPending}
        submitLabel={t('admin.save')}
        onSubmit={submit}
      >
        <TextField name="name" label={t('form.name')} required />
        <TextField name="keeper" label={t('form.keeper')} hint={t('form.keeper-hint')} required />
        <TextField name="loginUrl" type="url" label={t('form.login-url')} placeholder="https://" required />
        <TextField name="launchUrl" type="url" label={t('form.launch-url')} placeholder="https://" required />
        <TextField name="redirectUris" lines={2} label={t('form.redirect-uris')} hint={t('form.redirect-hint')} />
        <TextField name="jwksUrl" type="url" label={t('form.jwks-url')} placeholder="https://" />
        <TextField name="jwks" lines={2} label={t('form.jwks')} hint={t('form.jwks-hint')} />
        <TextField name="choiceUrl" type="url" label={t('form.choice-url')} hint={t('form.choice-hint')} placeholder="https://" />
        <TextField name="custom" lines={2} label={t('form.custom')} hint={t('form.custom-hint')} />
        <SelectField name="opens" label={t('form.opens')} options={openings.map((value) => ({ value, label: t(`form.opens-${value}`) }))} />
        <CheckField name="sendName" label={t('form.send-name')} hint={t('form.send-hint')} />
        <CheckField name="sendEmail" label={t('form.send-email')} />
        <CheckField name="mayRoster" label={t('form.may-roster')} hint={t('form.roster-hint')} />
        <CheckField name="mayGrade" label={t('form.may-grade')} />
      </Form>
    </Dialog>
  )
}

/** The form's words as the server takes them: lines become lists, empty fields nothing. */
function read(values: Values): Values {
  const lines = (name: string): string[] =>
    String(values[name])
      .split(/\s*\n\s*/)
      .map((line) => line.trim())
      .filter(Boolean)
  const orNull = (name: string): string | null => String(values[name]).trim() || null
  const redirects = lines('redirectUris')
  return {
    ...values,
    redirectUris: redirects.length > 0 ? redirects : [values['launchUrl']],
    jwksUrl: orNull('jwksUrl'),
    jwks: orNull('jwks'),
    choiceUrl: orNull('choiceUrl'),
    custom: Object.fromEntries(lines('custom').map((line) => [line.split('=')[0]?.trim() ?? '', line.split('=').slice(1).join('=').trim()])),
  }
}
