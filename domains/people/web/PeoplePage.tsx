import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Pagination } from '../../../foundation/web/kit/Pagination.tsx'
import { PersonName } from '../../../foundation/web/kit/PersonName.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useGo, useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { PeopleView, StructureView } from '../contract.ts'
import { roleNames } from '../shared/roles.ts'
import { PersonDialog } from './PersonDialog.tsx'
import { useSettled } from '../../../foundation/web/api/use-settled.ts'

/** Persons whom the reader may find; a row leads to the card, and opening that is traced. */
export default function PeoplePage(): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const format = useFormat()
  const may = useMay()
  const go = useGo()
  const [q, setQ] = useQueryValue('q')
  const [unit, setUnit] = useQueryValue('unit')
  const [role, setRole] = useQueryValue('role')
  const [page, setPage] = useQueryValue('page')
  const [adding, setAdding] = useState(false)
  const structure = useApi<StructureView>('/api/structure')
  const people = useApi<PeopleView>('/api/people', { query: { q: useSettled(q), unit, role, page: page || 1 }, keepPrevious: true })
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setPage('')
  }
  return (
    <Page
      title={t('nav.people')}
      lead={t('people.lead')}
      savedAt={people.savedAt}
      actions={
        <>
          {may('person.import') && (
            <Button variant="default" leftSection={<Icon name="import" />} onClick={() => go('/people/import')}>
              {t('import.open')}
            </Button>
          )}
          {may('person.create') && (
            <Button leftSection={<Icon name="user-plus" />} onClick={() => setAdding(true)}>
              {t('people.add')}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <TextField type="search" label={t('people.search')} hint={t('people.search-hint')} value={q} onChange={change(setQ)} />
        <FieldPair>
          <SelectField
            label={t('unit.title')}
            placeholder={t('staff.any-unit')}
            value={unit}
            onChange={change(setUnit)}
            options={(structure.data?.units ?? []).map((one) => ({ value: one.id, label: pick(one.name) }))}
          />
          <SelectField
            label={t('roles.role')}
            placeholder={t('roles.any')}
            value={role}
            onChange={change(setRole)}
            options={roleNames.map((value) => ({ value, label: t(`foundation:roles.${value}`) }))}
          />
        </FieldPair>
        <Loaded from={people} skeleton={<SkeletonTable />}>
          {(found) => (
            <>
              <DataTable
                caption={t('nav.people')}
                rows={found.people}
                rowKey={(one) => one.personId}
                rowTo={(one) => `/people/${one.personId}`}
                empty={
                  <EmptyState icon="users" title={t('people.none')}>
                    {t('people.none-text')}
                  </EmptyState>
                }
                columns={[
                  {
                    key: 'name',
                    title: t('person.name'),
                    phone: 'title',
                    render: (one) => <PersonName person={one} avatar photoUrl={one.photoUrl} />,
                  },
                  {
                    key: 'place',
                    title: t('people.place'),
                    render: (one) => [...one.groups, ...one.posts.map((post) => `${pick(post.title)}, ${pick(post.unitName)}`)].join('; ') || '–',
                  },
                  {
                    key: 'roles',
                    title: t('person.roles'),
                    render: (one) =>
                      one.roles
                        .map((name) => t(`foundation:roles.${name}`))
                        .toSorted(format.compare)
                        .join(', ') || '–',
                  },
                ]}
              />
              <Pagination page={Number(page || 1)} pages={found.pages} total={found.total} onPage={(next) => setPage(next > 1 ? String(next) : '')} />
            </>
          )}
        </Loaded>
      </Stack>
      {adding && <PersonDialog onClose={() => setAdding(false)} onDone={(id) => go(`/people/${id}`)} />}
    </Page>
  )
}
