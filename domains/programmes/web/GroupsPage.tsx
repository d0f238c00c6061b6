import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useGo, useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { CurriculumHead, GroupView, ProgrammeView } from '../contract.ts'

/** The groups that the reader may see. */
export default function GroupsPage(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const may = useMay()
  const go = useGo()
  const [words, setWords] = useQueryValue('q')
  const [adding, setAdding] = useState(false)
  const groups = useApi<{ groups: GroupView[] }>('/api/groups')
  return (
    <Page
      title={t('nav.groups')}
      savedAt={groups.savedAt}
      actions={
        may('group.manage') && (
          <>
            <Button variant="default" leftSection={<Icon name="import" />} onClick={() => go('/groups/import')}>
              {t('groups-import.open')}
            </Button>
            <Button variant="default" leftSection={<Icon name="download" />} component="a" href="/api/groups/export" download>
              {t('groups-import.export')}
            </Button>
            <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
              {t('groups.add')}
            </Button>
          </>
        )
      }
    >
      <TextField type="search" label={t('groups.search')} value={words} onChange={setWords} />
      <Loaded from={groups} skeleton={<SkeletonTable />}>
        {({ groups: all }) => (
          <DataTable
            caption={t('nav.groups')}
            rows={all.filter((one) => `${one.code} ${pick(one.programmeName)}`.toLowerCase().includes(words.toLowerCase()))}
            rowKey={(one) => one.id}
            rowTo={(one) => `/groups/${one.id}`}
            initialSort={{ key: 'code', descending: false }}
            empty={
              <EmptyState icon="group" title={t('groups.none')}>
                {t('groups.none-text')}
              </EmptyState>
            }
            columns={[
              { key: 'code', title: t('group'), phone: 'title', nowrap: true, render: (one) => one.code, sortBy: (one) => one.code },
              { key: 'programme', title: t('programme'), render: (one) => pick(one.programmeName), sortBy: (one) => pick(one.programmeName) },
              { key: 'year', title: t('intake-year'), render: (one) => one.intakeYear, sortBy: (one) => one.intakeYear },
              { key: 'language', title: t('language'), render: (one) => t(`languages.${one.language}`), sortBy: (one) => one.language },
              { key: 'students', title: t('students'), align: 'end', render: (one) => format.number(one.students), sortBy: (one) => one.students },
              { key: 'curator', title: t('curator'), render: (one) => (one.curator ? format.name(one.curator, 'short') : '–') },
            ]}
          />
        )}
      </Loaded>
      {adding && <GroupDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

/** Makes a group, or changes one; it takes an approved curriculum of its programme. */
export function GroupDialog({ group, onClose }: { group?: GroupView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const go = useGo()
  const [programmeId, setProgrammeId] = useState(group?.programmeId ?? '')
  const programmes = useApi<{ programmes: ProgrammeView[] }>('/api/programmes').data?.programmes ?? []
  const plans =
    useApi<{ curricula: CurriculumHead[] }>('/api/programmes/{programmeId}/curricula', { path: { programmeId }, enabled: programmeId !== '' }).data
      ?.curricula ?? []
  const save = useAct<{ id: string }>(group ? 'put' : 'post', group ? `/api/groups/${group.id}` : '/api/groups', {
    refreshes: ['/api/groups'],
    onDone: ({ id }) => {
      onClose()
      go(`/groups/${id}`)
    },
  })
  return (
    <Dialog open onClose={onClose} title={t(group ? 'groups.edit' : 'groups.add')} size="m">
      <Form
        initial={{
          code: group?.code ?? '',
          curriculumId: group?.curriculumId ?? '',
          intakeYear: (group?.intakeYear ?? new Date().getFullYear()) as number | null,
          language: group?.language ?? 'ky',
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) => save.mutate({ body: { ...values, programmeId, curriculumId: values.curriculumId || null } })}
      >
        <FieldPair>
          <TextField name="code" label={t('group')} required maxLength={40} />
          <NumberField name="intakeYear" label={t('intake-year')} required decimals={0} min={1990} max={2100} />
        </FieldPair>
        <SelectField
          name="programmeId"
          label={t('programme')}
          required
          placeholder={t('choose')}
          value={programmeId}
          onChange={setProgrammeId}
          options={programmes.filter((one) => !one.closed).map((one) => ({ value: one.id, label: `${one.speciality.code} ${pick(one.name)}` }))}
        />
        <FieldPair>
          <SelectField
            name="curriculumId"
            label={t('curriculum.title')}
            placeholder={t('choose')}
            options={plans
              .filter((one) => one.state !== 'draft')
              .map((one) => ({ value: one.id, label: t('versions.n', { version: one.version, year: one.intakeYear }) }))}
          />
          <SelectField
            name="language"
            label={t('language')}
            options={['ky', 'ru', 'en'].map((value) => ({ value, label: t(`languages.${value}`) }))}
          />
        </FieldPair>
      </Form>
    </Dialog>
  )
}
