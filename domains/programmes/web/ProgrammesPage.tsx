import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonCards } from '../../../foundation/web/kit/Skeletons.tsx'
import { Boxes, Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { ProgrammeView } from '../contract.ts'
import { ProgrammeDialog } from './ProgrammeDialog.tsx'

const levels = ['college', 'bachelor', 'master', 'phd']
const forms = ['online', 'blended', 'campus']

/** What can be studied: level, form, language; open to everybody (R1.1). */
export default function ProgrammesPage(): ReactNode {
  const t = useText('programmes')
  const may = useMay()
  const programmes = useApi<{ programmes: ProgrammeView[] }>('/api/programmes')
  const [level, setLevel] = useQueryValue('level')
  const [form, setForm] = useQueryValue('form')
  const [field, setField] = useQueryValue('field')
  const [adding, setAdding] = useState(false)
  const pick = usePick()
  return (
    <Page
      title={t('nav.programmes')}
      lead={t('programmes.lead')}
      savedAt={programmes.savedAt}
      actions={
        may('programme.manage') && (
          <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t('programmes.add')}
          </Button>
        )
      }
    >
      <Loaded from={programmes} skeleton={<SkeletonCards cards={6} />}>
        {({ programmes: all }) => {
          const fields = [...new Map(all.map((one) => [one.field.code, one.field])).values()]
          const shown = all.filter(
            (one) => !one.closed && (!level || one.level === level) && (!form || one.form === form) && (!field || one.field.code === field),
          )
          return (
            <Stack gap="l">
              <FieldPair>
                <SelectField
                  label={t('level')}
                  value={level}
                  onChange={setLevel}
                  placeholder={t('any')}
                  options={levels.map((value) => ({ value, label: t(`levels.${value}`) }))}
                />
                <SelectField
                  label={t('field')}
                  value={field}
                  onChange={setField}
                  placeholder={t('any')}
                  options={fields.map((one) => ({ value: one.code, label: pick(one.name) }))}
                />
                <SelectField
                  label={t('form')}
                  value={form}
                  onChange={setForm}
                  placeholder={t('any')}
                  options={forms.map((value) => ({ value, label: t(`forms.${value}`) }))}
                />
              </FieldPair>
              <p role="status" className="unseen">
                {t('programmes.found', { count: shown.length })}
              </p>
              {shown.length === 0 && (
                <EmptyState icon="school" title={t('programmes.none')}>
                  {t('programmes.none-text')}
                </EmptyState>
              )}
              {levels
                .filter((one) => shown.some((programme) => programme.level === one))
                .map((one) => (
                  <Card key={one} tone="plain" title={t(`levels-many.${one}`)}>
                    <Boxes min="m">
                      {shown
                        .filter((programme) => programme.level === one)
                        .map((programme) => (
                          <ProgrammeBox key={programme.id} programme={programme} />
                        ))}
                    </Boxes>
                  </Card>
                ))}
            </Stack>
          )
        }}
      </Loaded>
      {adding && <ProgrammeDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

function ProgrammeBox({ programme }: { programme: ProgrammeView }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  return (
    <Card
      level={3}
      title={<AppLink to={`/programmes/${programme.id}`}>{pick(programme.name)}</AppLink>}
      note={`${programme.speciality.code} · ${pick(programme.department.name)}`}
    >
      <Row>
        <FormBadge form={programme.form} />
        <StatusBadge>{programme.languages.map((one) => t(`languages.${one}`)).join(', ')}</StatusBadge>
        {programme.standard && <StatusBadge>{t('semesters', { count: programme.standard.semesters })}</StatusBadge>}
      </Row>
    </Card>
  )
}

/** The form of study in a word. */
export function FormBadge({ form }: { form: string }): ReactNode {
  const t = useText('programmes')
  return <StatusBadge tone={form === 'online' ? 'good' : form === 'blended' ? 'info' : 'neutral'}>{t(`forms.${form}`)}</StatusBadge>
}
