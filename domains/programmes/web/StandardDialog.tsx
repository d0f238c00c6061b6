import { ActionIcon, Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useLocale, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { Row } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { SpecialityView, StandardView } from '../contract.ts'
import { NameFields, gather, spread } from './NameFields.tsx'

type Demand = StandardView['outcomes'][number]

/** A state standard: volumes, outcomes, blocks. One by which a plan was approved is refused by the server (R11.1). */
export function StandardDialog({ standard, onClose }: { standard?: StandardView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const specialities = useApi<{ specialities: SpecialityView[] }>('/api/specialities').data?.specialities ?? []
  const [demands, setDemands] = useState<Demand[]>(standard?.outcomes ?? [])
  const save = useAct(standard ? 'put' : 'post', standard ? `/api/standards/${standard.id}` : '/api/standards', {
    refreshes: ['/api/standards', '/api/programmes', '/api/curricula'],
    onDone: onClose,
  })
  const number = (name: string, key: string, min: number, max: number): ReactNode => (
    <NumberField name={name} label={t(key)} required decimals={0} min={min} max={max} />
  )
  return (
    <Dialog open onClose={onClose} title={t(standard ? 'registry.edit-standard' : 'registry.add-standard')} size="l">
      <Form
        initial={{
          specialityId: standard?.specialityId ?? '',
          code: standard?.code ?? '',
          ...spread('name', standard?.name),
          approvedOn: standard?.approvedOn ?? '',
          totalCredits: standard?.totalCredits ?? 240,
          semesters: standard?.semesters ?? 8,
          practiceCredits: standard?.practiceCredits ?? 0,
          attestationCredits: standard?.attestationCredits ?? 0,
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) =>
          save.mutate({
            body: {
              specialityId: values.specialityId,
              code: values.code,
              name: gather('name', values),
              approvedOn: values.approvedOn,
              totalCredits: values.totalCredits,
              semesters: values.semesters,
              practiceCredits: values.practiceCredits,
              attestationCredits: values.attestationCredits,
              outcomes: demands.map((one) => ({ ...one, minCredits: one.kind === 'block' ? (one.minCredits ?? 0) : null })),
            },
          })
        }
      >
        <NameFields label={t('name')} />
        <FieldPair>
          <TextField name="code" label={t('code')} required maxLength={40} />
          <SelectField
            name="specialityId"
            label={t('speciality')}
            required
            placeholder={t('choose')}
            options={specialities.map((one) => ({ value: one.id, label: `${one.code} ${pick(one.name)}` }))}
          />
          <DateField name="approvedOn" label={t('versions.approved')} required />
        </FieldPair>
        <FieldPair>
          {number('totalCredits', 'registry.total', 1, 600)}
          {number('semesters', 'registry.semesters', 1, 14)}
          {number('practiceCredits', 'registry.practice', 0, 300)}
          {number('attestationCredits', 'registry.attestation', 0, 300)}
        </FieldPair>
        <DemandRows demands={demands} onChange={setDemands} />
      </Form>
    </Dialog>
  )
}

function DemandRows({ demands, onChange }: { demands: Demand[]; onChange: (demands: Demand[]) => void }): ReactNode {
  const t = useText('programmes')
  const locale = useLocale()
  const change = (at: number, more: Partial<Demand>): void => onChange(demands.map((one, index) => (index === at ? { ...one, ...more } : one)))
  return (
    <fieldset>
      <legend>{t('registry.demands')}</legend>
      {demands.map((one, index) => (
        // Demands have no id before they are saved; the place is their identity here.
        <FieldPair key={`demand-${index + 1}`}>
          <TextField label={t('code')} value={one.code} onChange={(code) => change(index, { code })} />
          <SelectField
            label={t('kind')}
            value={one.kind}
            onChange={(kind) => change(index, { kind })}
            options={['outcome', 'block'].map((value) => ({ value, label: t(`demands.${value}`) }))}
          />
          <TextField label={t('name')} value={one.text[locale] ?? ''} onChange={(text) => change(index, { text: { ...one.text, [locale]: text } })} />
          {one.kind === 'block' && (
            <NumberField
              label={t('registry.least')}
              decimals={0}
              value={one.minCredits ?? 0}
              onChange={(minCredits) => change(index, { minCredits: minCredits ?? 0 })}
            />
          )}
          <Row>
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={t('registry.remove-demand', { code: one.code })}
              onClick={() => onChange(demands.filter((_one, at) => at !== index))}
            >
              <Icon name="trash" />
            </ActionIcon>
          </Row>
        </FieldPair>
      ))}
      <Button variant="default" size="sm" onClick={() => onChange([...demands, { code: '', kind: 'outcome', text: {}, minCredits: null }])}>
        {t('registry.add-demand')}
      </Button>
    </fieldset>
  )
}
