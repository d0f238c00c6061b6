import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { useGo } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { CurriculumHead, ProgrammeView } from '../contract.ts'

/** The state of a version in a word. */
export function VersionState({ state }: { state: string }): ReactNode {
  const t = useText('programmes')
  return <StatusBadge tone={state === 'approved' ? 'good' : state === 'draft' ? 'info' : 'neutral'}>{t(`states.${state}`)}</StatusBadge>
}

/** Versions of a programme's curriculum; new ones by hand, as a copy, or from a file. */
export function VersionsCard({ programme, onOpen }: { programme: ProgrammeView; onOpen: (curriculumId: string) => void }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const may = useMay()
  const go = useGo()
  const [adding, setAdding] = useState(false)
  const versions = useApi<{ curricula: CurriculumHead[] }>('/api/programmes/{programmeId}/curricula', { path: { programmeId: programme.id } })
  const edits = may('curriculum.edit', { unitIds: [programme.department.id] })
  return (
    <Card
      title={t('versions.title')}
      actions={
        edits && (
          <>
            <Button variant="default" size="sm" leftSection={<Icon name="import" />} onClick={() => go(`/programmes/${programme.id}/import`)}>
              {t('versions.import')}
            </Button>
            <Button size="sm" leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
              {t('versions.add')}
            </Button>
          </>
        )
      }
    >
      <Loaded from={versions}>
        {({ curricula }) => (
          <DataTable
            caption={t('versions.title')}
            rows={curricula}
            rowKey={(one) => one.id}
            rowTo={(one) => `/curricula/${one.id}`}
            empty={
              <EmptyState icon="table" title={t('versions.none')}>
                {edits && t('versions.none-text')}
              </EmptyState>
            }
            columns={[
              {
                key: 'version',
                title: t('versions.version'),
                phone: 'title',
                render: (one) => t('versions.n', { version: one.version, year: one.intakeYear }),
                sortBy: (one) => one.version,
              },
              { key: 'state', title: t('state'), render: (one) => <VersionState state={one.state} /> },
              {
                key: 'approved',
                title: t('versions.approved'),
                nowrap: true,
                render: (one) => (one.approvedAt ? `${format.date(one.approvedAt)}${one.approvedBy ? ` · ${one.approvedBy}` : ''}` : '–'),
              },
              { key: 'changed', title: t('versions.changed'), nowrap: true, phone: 'hide', render: (one) => format.dateTime(one.changedAt) },
            ]}
          />
        )}
      </Loaded>
      {adding && <NewVersion programmeId={programme.id} versions={versions.data?.curricula ?? []} onClose={() => setAdding(false)} onMade={onOpen} />}
    </Card>
  )
}

function NewVersion({
  programmeId,
  versions,
  onClose,
  onMade,
}: {
  programmeId: string
  versions: CurriculumHead[]
  onClose: () => void
  onMade: (id: string) => void
}): ReactNode {
  const t = useText('programmes')
  const create = useAct<{ id: string }>('post', '/api/programmes/{programmeId}/curricula', {
    refreshes: [`/api/programmes/${programmeId}`],
    onDone: ({ id }) => onMade(id),
  })
  return (
    <Dialog open onClose={onClose} title={t('versions.add')}>
      <Form
        initial={
          { intakeYear: (versions[0]?.intakeYear ?? new Date().getFullYear() - 1) + 1, copyOf: versions[0]?.id ?? '' } as {
            intakeYear: number | null
            copyOf: string
          }
        }
        problem={create.error}
        pending={create.isPending}
        submitLabel={t('versions.make')}
        onSubmit={(values) => create.mutate({ path: { programmeId }, body: { intakeYear: values.intakeYear, copyOf: values.copyOf || null } })}
      >
        <NumberField name="intakeYear" label={t('intake-year')} required decimals={0} min={1990} max={2100} />
        <SelectField
          name="copyOf"
          label={t('versions.copy-of')}
          placeholder={t('versions.empty')}
          options={versions.map((one) => ({ value: one.id, label: t('versions.n', { version: one.version, year: one.intakeYear }) }))}
        />
      </Form>
    </Dialog>
  )
}
