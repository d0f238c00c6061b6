import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { NamedView, SpecialityView } from '../contract.ts'
import { NameFields, gather, gatherOrNull, spread } from './NameFields.tsx'

/** A field of study. */
export function FieldDialog({ field, onClose }: { field?: NamedView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const save = useAct(field ? 'put' : 'post', field ? `/api/fields/${field.id}` : '/api/fields', {
    refreshes: ['/api/fields', '/api/programmes'],
    onDone: onClose,
  })
  return (
    <Dialog open onClose={onClose} title={t(field ? 'registry.edit-field' : 'registry.add-field')} size="m">
      <Form
        initial={{ code: field?.code ?? '', ...spread('name', field?.name) }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) => save.mutate({ body: { code: values.code, name: gather('name', values) } })}
      >
        <TextField name="code" label={t('code')} required maxLength={40} />
        <NameFields label={t('name')} />
      </Form>
    </Dialog>
  )
}

/** A speciality with its ban on online study. Programmes that run against a new ban are named (R4.2b). */
export function SpecialityDialog({ speciality, onClose }: { speciality?: SpecialityView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const fields = useApi<{ fields: NamedView[] }>('/api/fields').data?.fields ?? []
  const [forbidden, setForbidden] = useState(speciality?.onlineForbidden ?? false)
  const save = useAct<{ against: string[] }>(speciality ? 'put' : 'post', speciality ? `/api/specialities/${speciality.id}` : '/api/specialities', {
    refreshes: ['/api/specialities', '/api/programmes'],
    onDone: ({ against }) => {
      if (against.length > 0) notify(t('forbidden.against', { programmes: against.join(', ') }), 'bad')
      else notify(t('saved'), 'good')
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t(speciality ? 'registry.edit-speciality' : 'registry.add-speciality')} size="l">
      <Form
        initial={{
          code: speciality?.code ?? '',
          ...spread('name', speciality?.name),
          fieldId: speciality?.fieldId ?? '',
          level: speciality?.level ?? 'bachelor',
          ...spread('basis', speciality?.forbiddenBasis),
          forbiddenFrom: speciality?.forbiddenFrom ?? '',
          forbiddenTo: speciality?.forbiddenTo ?? '',
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) =>
          save.mutate({
            body: {
              code: values.code,
              name: gather('name', values),
              fieldId: values.fieldId,
              level: values.level,
              onlineForbidden: forbidden,
              forbiddenBasis: forbidden ? gatherOrNull('basis', values) : null,
              forbiddenFrom: (forbidden && values.forbiddenFrom) || null,
              forbiddenTo: (forbidden && values.forbiddenTo) || null,
            },
          })
        }
      >
        <NameFields label={t('name')} />
        <FieldPair>
          <TextField name="code" label={t('code')} required maxLength={40} />
          <SelectField
            name="fieldId"
            label={t('field')}
            required
            placeholder={t('choose')}
            options={fields.map((one) => ({ value: one.id, label: pick(one.name) }))}
          />
          <SelectField
            name="level"
            label={t('level')}
            options={['college', 'bachelor', 'master', 'phd'].map((value) => ({ value, label: t(`levels.${value}`) }))}
          />
        </FieldPair>
        <CheckField label={t('forbidden.title')} value={forbidden} onChange={setForbidden} />
        {forbidden && (
          <>
            <NameFields prefix="basis" label={t('forbidden.basis')} />
            <FieldPair>
              <DateField name="forbiddenFrom" label={t('forbidden.from-day')} required />
              <DateField name="forbiddenTo" label={t('forbidden.to-day')} hint={t('forbidden.to-hint')} />
            </FieldPair>
          </>
        )}
      </Form>
    </Dialog>
  )
}
