import type { ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { StructureView, UnitView } from '../contract.ts'
import { unitKinds } from '../shared/choices.ts'
import { flatText, LocalizedFields, readFlatText } from './LocalizedFields.tsx'

/** Makes a unit or changes one. */
export function UnitDialog({ unit, onClose }: { unit?: UnitView; onClose: () => void }): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const structure = useApi<StructureView>('/api/structure')
  const save = useAct(unit ? 'put' : 'post', unit ? `/api/units/${unit.id}` : '/api/units', {
    refreshes: ['/api/structure', '/api/units', '/api/staff'],
    onDone: onClose,
  })
  const parents = (structure.data?.units ?? []).filter((one) => one.id !== unit?.id)
  return (
    <Dialog open onClose={onClose} title={t(unit ? 'structure.edit' : 'structure.add')} size="m">
      <Form<Record<string, unknown>>
        initial={{
          kind: unit?.kind ?? 'department',
          code: unit?.code ?? '',
          parentId: unit?.parentId ?? '',
          phone: unit?.phone ?? '',
          email: unit?.email ?? '',
          room: unit?.room ?? '',
          ...flatText('name', unit?.name),
          ...flatText('purpose', unit?.purpose),
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) =>
          save.mutate({
            body: {
              kind: values['kind'],
              code: values['code'],
              parentId: values['parentId'] || null,
              phone: values['phone'],
              email: values['email'],
              room: values['room'],
              position: unit?.position ?? '900',
              name: readFlatText('name', values),
              purpose: readFlatText('purpose', values),
            },
          })
        }
      >
        <LocalizedFields prefix="name" label={t('unit.name')} required />
        <FieldPair>
          <SelectField name="kind" label={t('unit.kind')} options={unitKinds.map((value) => ({ value, label: t(`unit-kinds.${value}`) }))} />
          <TextField name="code" label={t('unit.code')} hint={t('unit.code-hint')} required maxLength={30} />
        </FieldPair>
        <SelectField
          name="parentId"
          label={t('unit.above')}
          placeholder={t('unit.top')}
          options={parents.map((one) => ({ value: one.id, label: pick(one.name) }))}
        />
        <FieldPair>
          <TextField name="email" type="email" label={t('person.email')} />
          <TextField name="phone" type="tel" label={t('person.phone')} />
        </FieldPair>
        <TextField name="room" label={t('unit.room')} />
        <LocalizedFields prefix="purpose" label={t('unit.purpose')} lines={2} />
      </Form>
    </Dialog>
  )
}
