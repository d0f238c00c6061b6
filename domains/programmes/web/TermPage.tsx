import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { Tabs } from '../../../foundation/web/kit/Tabs.tsx'
import { usePathValues, useQueryValue } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { OfferingRow, TermView } from '../contract.ts'
import { Streams } from './Streams.tsx'
import { TermDialog } from './TermsPage.tsx'

interface Generated {
  made: number
  there: number
  enrolled: number
  skipped: { group: string; reason: string }[]
}

/** A term: its offerings with teachers and places, its streams. */
export default function TermPage(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const may = useMay()
  const { termId = '' } = usePathValues()
  const [open, setOpen] = useState<'edit' | 'generate' | null>(null)
  const terms = useApi<{ terms: TermView[] }>('/api/terms')
  const term = terms.data?.terms.find((one) => one.id === termId)
  return (
    <Page
      title={term ? pick(term.name) : t('term')}
      crumbs={[{ label: t('nav.terms'), to: '/terms' }]}
      lead={term && format.range(term.startsOn, term.endsOn)}
      savedAt={terms.savedAt}
      actions={
        <>
          {may('term.manage') && (
            <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => setOpen('edit')}>
              {t('change')}
            </Button>
          )}
          {may('offering.create') && (
            <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('generate')}>
              {t('terms.generate')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        label={t('term')}
        tabs={[
          { key: 'offerings', label: t('terms.offerings'), render: () => <Offerings termId={termId} /> },
          ...(may('group.read') ? [{ key: 'streams', label: t('streams.title'), render: () => <Streams termId={termId} /> }] : []),
        ]}
      />
      {open === 'edit' && term && <TermDialog term={term} onClose={() => setOpen(null)} />}
      {open === 'generate' && <GenerateDialog termId={termId} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function Offerings({ termId }: { termId: string }): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const [words, setWords] = useQueryValue('q')
  const offerings = useApi<{ offerings: OfferingRow[] }>('/api/terms/{termId}/offerings', { path: { termId } })
  const names = (one: OfferingRow) => one.teachers.map((teacher) => format.name(teacher, 'short')).join(', ')
  return (
    <Stack>
      <TextField type="search" label={t('terms.search')} value={words} onChange={setWords} />
      <Loaded from={offerings} skeleton={<SkeletonTable />}>
        {({ offerings: all }) => (
          <DataTable
            caption={t('terms.offerings')}
            rows={all.filter((one) =>
              `${pick(one.name)} ${one.code} ${names(one)} ${one.groups.map((group) => group.code).join(' ')}`
                .toLowerCase()
                .includes(words.toLowerCase()),
            )}
            rowKey={(one) => one.id}
            rowTo={(one) => `/offerings/${one.id}`}
            initialSort={{ key: 'name', descending: false }}
            empty={
              <EmptyState icon="books" title={t('terms.no-offerings')}>
                {t('terms.no-offerings-text')}
              </EmptyState>
            }
            columns={[
              { key: 'name', title: t('discipline'), phone: 'title', render: (one) => pick(one.name), sortBy: (one) => pick(one.name) },
              {
                key: 'groups',
                title: t('groups.groups'),
                render: (one) => one.groups.map((group) => group.code).join(', ') || '–',
                sortBy: (one) => one.groups[0]?.code,
              },
              {
                key: 'teachers',
                title: t('teachers'),
                render: (one) => (one.teachers.length > 0 ? names(one) : <StatusBadge tone="warn">{t('terms.no-teacher')}</StatusBadge>),
                sortBy: names,
              },
              { key: 'credits', title: t('credits'), align: 'end', render: (one) => format.number(one.credits), sortBy: (one) => one.credits },
              {
                key: 'students',
                title: t('students'),
                align: 'end',
                render: (one) =>
                  one.places === null ? format.number(one.students) : t('terms.of-places', { students: one.students, places: one.places }),
                sortBy: (one) => one.students,
              },
              {
                key: 'kind',
                title: t('kind'),
                render: (one) =>
                  one.elective ? <StatusBadge tone="info">{t('terms.elective', { pool: one.electivePool ?? '' })}</StatusBadge> : t('kinds.core'),
              },
            ]}
          />
        )}
      </Loaded>
    </Stack>
  )
}

function GenerateDialog({ termId, onClose }: { termId: string; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const make = useAct<Generated>('post', '/api/terms/{termId}/offerings', { refreshes: ['/api/terms', '/api/groups', '/api/my'] })
  const made = make.data
  return (
    <Dialog open onClose={onClose} title={t('terms.generate')} size="m" actions={made && <Button onClick={onClose}>{t('close')}</Button>}>
      {made ? (
        <Stack>
          <Notice tone="good" role="status" title={t('terms.made', { count: made.made })}>
            {t('terms.made-text', { there: made.there, enrolled: made.enrolled })}
          </Notice>
          {made.skipped.length > 0 && (
            <Card level={3} tone="warn" title={t('terms.skipped', { count: made.skipped.length })}>
              <ul>
                {made.skipped.map((one) => (
                  <li key={one.group}>
                    {one.group}: {one.reason}
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </Stack>
      ) : (
        <Form
          initial={{ electivePlaces: null as number | null }}
          problem={make.error}
          pending={make.isPending}
          submitLabel={t('terms.make')}
          onSubmit={(body) => make.mutate({ path: { termId }, body })}
        >
          <p>{t('terms.generate-text')}</p>
          <NumberField name="electivePlaces" label={t('terms.places')} hint={t('terms.places-hint')} decimals={0} min={1} max={10_000} />
        </Form>
      )}
    </Dialog>
  )
}
