import type { ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { PersonView } from '../contract.ts'
import { sexes } from '../shared/choices.ts'

/** Enters a person or corrects one. */
export function PersonDialog({ person, onClose, onDone }: { person?: PersonView; onClose: () => void; onDone?: (id: string) => void }): ReactNode {
  const t = useText('people')
  const save = useAct<{ id: string }>(person ? 'put' : 'post', person ? `/api/people/${person.personId}` : '/api/people', {
    refreshes: ['/api/people', '/api/staff', '/api/search'],
    onDone: ({ id }) => {
      onClose()
      onDone?.(id)
    },
  })
  return (
    <Dialog open onClose={onClose} title={t(person ? 'person.edit' : 'people.add')} size="m">
      <Form
        initial={{
          surname: person?.surname ?? '',
          givenName: person?.givenName ?? '',
          patronymic: person?.patronymic ?? '',
          personalNumber: person?.personalNumber ?? '',
          birthDate: person?.birthDate ?? '',
          sex: person?.sex ?? '',
          citizenship: person?.citizenship ?? '',
          email: person?.email ?? '',
          phone: person?.phone ?? '',
          universityNumber: person?.universityNumber ?? '',
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) => save.mutate({ body: values })}
      >
        <FieldPair>
          <TextField name="surname" label={t('person.surname')} hint={t('person.surname-hint')} required maxLength={100} />
          <TextField name="givenName" label={t('person.given-name')} required maxLength={100} />
        </FieldPair>
        <TextField name="patronymic" label={t('person.patronymic')} hint={t('person.patronymic-hint')} maxLength={100} />
        <FieldPair>
          <TextField name="personalNumber" inputMode="numeric" label={t('person.personal-number')} hint={t('person.personal-number-hint')} />
          <TextField name="universityNumber" label={t('person.university-number')} />
        </FieldPair>
        <FieldPair>
          <DateField name="birthDate" label={t('person.birth-date')} />
          <SelectField
            name="sex"
            label={t('person.sex')}
            placeholder={t('person.not-told')}
            options={sexes.map((value) => ({ value, label: t(`sex.${value}`) }))}
          />
        </FieldPair>
        <TextField name="citizenship" label={t('person.citizenship')} />
        <FieldPair>
          <TextField name="email" type="email" label={t('person.email')} />
          <TextField name="phone" type="tel" label={t('person.phone')} hint={t('person.phone-hint')} />
        </FieldPair>
      </Form>
    </Dialog>
  )
}
