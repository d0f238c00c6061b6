import { Button } from '@mantine/core'
import { useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import { useText } from '../../i18n/use-text.ts'
import { Card } from '../Card.tsx'
import { CheckField } from '../CheckField.tsx'
import { ChoiceField, ManyField } from '../ChoiceField.tsx'
import { DateField } from '../DateField.tsx'
import { FieldPair } from '../FieldPair.tsx'
import { FileDrop } from '../FileDrop.tsx'
import { Form } from '../Form.tsx'
import { notify } from '../notify.ts'
import { NumberField } from '../NumberField.tsx'
import { SearchField } from '../SearchField.tsx'
import { SelectField } from '../SelectField.tsx'
import { Boxes, Stack } from '../Stack.tsx'
import { TextField } from '../TextField.tsx'

/** Fields and forms; the second form is refused like a server refuses. */
export function KitFields() {
  const t = useText('kit')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const options = ['one', 'two', 'three'].map((one) => ({ value: one, label: t(`steps.${one}`) }))
  const refuse = () =>
    setProblem(
      new ApiProblem(
        { title: t('form.refused'), detail: t('form.detail'), clause: 'R5.2c', fields: [{ path: 'email', message: t('form.bad-email') }] },
        422,
      ),
    )
  return (
    <Boxes min="l">
      <Card title={t('form.title')}>
        <Form
          initial={{ name: '', email: '', born: '2004-05-20', role: '', points: 42_500.5, agree: false }}
          submitLabel={t('button.main')}
          problem={problem}
          onSubmit={refuse}
          actions={<Button variant="default">{t('button.other')}</Button>}
        >
          <TextField name="name" label={t('form.name')} required hint={t('form.hint')} />
          <TextField name="email" label={t('form.email')} type="email" required />
          <FieldPair>
            <DateField name="born" label={t('form.born')} max="2025-01-01" />
            <NumberField name="points" label={t('form.amount')} unit="сом" min={0} />
          </FieldPair>
          <SelectField name="role" label={t('form.select')} options={options} placeholder="—" />
          <SearchField name="found" label={t('form.search')} options={options} />
          <TextField name="password" label={t('form.password')} type="password" autoComplete="new-password" />
          <TextField name="comment" label={t('form.comment')} lines={3} />
          <CheckField name="agree" label={t('form.agree')} hint={t('form.hint')} />
        </Form>
      </Card>
      <Stack gap="l">
        <Card title={t('form.choices')}>
          <ChoiceField label={t('form.one')} options={options.map((option) => ({ ...option, note: t('card.note') }))} />
          <ManyField label={t('form.many')} options={options} />
        </Card>
        <Card title={t('form.files')}>
          <FileDrop
            label={t('form.file')}
            maxBytes={20_000_000}
            accept=".pdf,.docx,.zip"
            onFiles={(files) => notify(files.map(({ name }) => name).join(', '))}
          />
        </Card>
      </Stack>
    </Boxes>
  )
}
