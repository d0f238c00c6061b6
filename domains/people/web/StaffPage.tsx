import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Pagination } from '../../../foundation/web/kit/Pagination.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import type { StaffView, StructureView } from '../contract.ts'
import { Contacts } from './Contacts.tsx'
import { useSettled } from '../../../foundation/web/api/use-settled.ts'

/** The staff directory, open to everybody (R3.6c). */
export default function StaffPage(): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const format = useFormat()
  const [q, setQ] = useQueryValue('q')
  const [unit, setUnit] = useQueryValue('unit')
  const [title, setTitle] = useQueryValue('title')
  const [degree, setDegree] = useQueryValue('degree')
  const [page, setPage] = useQueryValue('page')
  const structure = useApi<StructureView>('/api/structure')
  const staff = useApi<StaffView>('/api/staff', { query: { q: useSettled(q), unit, title, degree, page: page || 1 }, keepPrevious: true })
  const texts = (list: StaffView['titles'] | undefined) =>
    [...new Set((list ?? []).map((one) => pick(one)).filter(Boolean))].toSorted(format.compare).map((value) => ({ value, label: value }))
  const change = (set: (value: string) => void) => (value: string) => {
    set(value)
    setPage('')
  }
  return (
    <Page title={t('nav.staff')} lead={t('staff.lead')} savedAt={staff.savedAt}>
      <Stack>
        <TextField type="search" label={t('staff.search')} value={q} onChange={change(setQ)} />
        <FieldPair>
          <SelectField
            label={t('unit.title')}
            placeholder={t('staff.any-unit')}
            value={unit}
            onChange={change(setUnit)}
            options={(structure.data?.units ?? []).map((one) => ({ value: one.id, label: pick(one.name) }))}
          />
          <SelectField
            label={t('post.title')}
            placeholder={t('staff.any-title')}
            value={title}
            onChange={change(setTitle)}
            options={texts(staff.data?.titles)}
          />
        </FieldPair>
        <SelectField
          label={t('post.degree')}
          placeholder={t('staff.any-degree')}
          value={degree}
          onChange={change(setDegree)}
          options={texts(staff.data?.degrees)}
        />
        <Loaded from={staff} skeleton={<SkeletonTable />}>
          {(found) => (
            <>
              <DataTable
                caption={t('nav.staff')}
                rows={found.staff}
                rowKey={(one) => one.postId}
                empty={
                  <EmptyState icon="users" title={t('staff.none')}>
                    {t('staff.none-text')}
                  </EmptyState>
                }
                columns={[
                  { key: 'name', title: t('person.name'), phone: 'title', render: (one) => format.name(one) },
                  {
                    key: 'post',
                    title: t('post.title'),
                    render: (one) => (
                      <>
                        {pick(one.title)} {one.isHead && <StatusBadge tone="info">{t('post.head-badge')}</StatusBadge>}
                      </>
                    ),
                  },
                  { key: 'unit', title: t('unit.title'), render: (one) => pick(one.unitName) },
                  { key: 'degree', title: t('post.degree'), render: (one) => pick(one.degree) || '–' },
                  { key: 'contacts', title: t('contacts'), render: (one) => <Contacts email={one.publicEmail} phone={one.publicPhone} /> },
                ]}
              />
              <Pagination page={Number(page || 1)} pages={found.pages} total={found.total} onPage={(next) => setPage(next > 1 ? String(next) : '')} />
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}
