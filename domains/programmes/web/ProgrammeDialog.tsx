import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { ClauseTag } from '../../../foundation/web/kit/ClauseTag.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useGo } from '../../../foundation/web/navigation/use-go.ts'
import type { NamedView, ProgrammeView, SpecialityView, StandardView } from '../contract.ts'
import { NameFields, gather, gatherOrNull, spread } from './NameFields.tsx'

/** Makes a programme, or changes one; a forbidden form is refused by the server with the clause (R4.2b). */
export function ProgrammeDialog({ programme, onClose }: { programme?: ProgrammeView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const go = useGo()
  const specialities = useApi<{ specialities: SpecialityView[] }>('/api/specialities').data?.specialities ?? []
  const standards = useApi<{ standards: StandardView[] }>('/api/standards').data?.standards ?? []
  const departments = useApi<{ departments: NamedView[] }>('/api/programmes/departments').data?.departments ?? []
  const [specialityId, setSpecialityId] = useState(programme?.speciality.id ?? '')
  const save = useAct<{ id: string }>(programme ? 'put' : 'post', programme ? '/api/programmes/{id}' : '/api/programmes', {
    refreshes: ['/api/programmes'],
    onDone: ({ id }) => {
      notify(t('saved'), 'good')
      onClose()
      if (!programme) go(`/programmes/${id}`)
    },
  })
  const chosen = specialities.find((one) => one.id === specialityId)
  return (
    <Dialog open onClose={onClose} title={t(programme ? 'programmes.edit' : 'programmes.add')} size="l">
      <Form
        initial={{
          code: programme?.code ?? '',
          ...spread('name', programme?.name),
          ...spread('qualification', programme?.qualification),
          standardId: programme?.standard?.id ?? '',
          departmentId: programme?.department.id ?? '',
          form: programme?.form ?? 'blended',
          ky: programme?.languages.includes('ky') ?? true,
          ru: programme?.languages.includes('ru') ?? true,
          en: programme?.languages.includes('en') ?? false,
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) =>
          save.mutate({
            ...(programme ? { path: { id: programme.id } } : {}),
            body: {
              code: values.code,
              name: gather('name', values),
              qualification: gatherOrNull('qualification', values),
              specialityId,
              standardId: values.standardId || null,
              departmentId: values.departmentId,
              form: values.form,
              languages: (['ky', 'ru', 'en'] as const).filter((one) => values[one]),
            },
          })
        }
      >
        <NameFields label={t('name')} />
        <FieldPair>
          <TextField name="code" label={t('code')} required maxLength={40} />
          <SelectField
            name="departmentId"
            label={t('department')}
            required
            placeholder={t('choose')}
            options={departments.map((one) => ({ value: one.id, label: pick(one.name) }))}
          />
        </FieldPair>
        <FieldPair>
          <SelectField
            name="specialityId"
            label={t('speciality')}
            required
            placeholder={t('choose')}
            value={specialityId}
            onChange={setSpecialityId}
            options={specialities.map((one) => ({ value: one.id, label: `${one.code} ${pick(one.name)}` }))}
          />
          <SelectField
            name="standardId"
            label={t('standard')}
            placeholder={t('choose')}
            options={standards.filter((one) => one.specialityId === specialityId).map((one) => ({ value: one.id, label: one.code }))}
          />
        </FieldPair>
        {chosen?.onlineForbidden && (
          <Notice tone="warn" title={t('forbidden.title')}>
            {pick(chosen.forbiddenBasis)} <ClauseTag clause="R4.2b" />
          </Notice>
        )}
        <SelectField
          name="form"
          label={t('form')}
          required
          options={['online', 'blended', 'campus'].map((value) => ({ value, label: t(`forms.${value}`) }))}
        />
        <NameFields prefix="qualification" label={t('qualification')} />
        <fieldset className="plain-list">
          <legend>{t('languages-of-study')}</legend>
          {(['ky', 'ru', 'en'] as const).map((one) => (
            <CheckField key={one} name={one} label={t(`languages.${one}`)} />
          ))}
        </fieldset>
      </Form>
    </Dialog>
  )
}
