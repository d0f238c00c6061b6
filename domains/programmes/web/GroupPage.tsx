import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { GroupPageView } from '../contract.ts'
import { CuratorDialog } from './CuratorDialog.tsx'
import { GroupDialog } from './GroupsPage.tsx'
import { PersonField } from './PersonField.tsx'

type Member = GroupPageView['roll'][number]

/** A group: who studies in it, and what. */
export default function GroupPage(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const may = useMay()
  const go = useGo()
  const { groupId = '' } = usePathValues()
  const [open, setOpen] = useState<'edit' | 'add' | 'curator' | Member | null>(null)
  const group = useApi<GroupPageView>('/api/groups/{groupId}', { path: { groupId } })
  const own = group.data
  const manages = may('group.manage')
  return (
    <Page
      title={own ? t('groups.title', { code: own.code }) : t('group')}
      crumbs={[{ label: t('nav.groups'), to: '/groups' }]}
      lead={own && pick(own.programmeName)}
      savedAt={group.savedAt}
      facts={
        own && (
          <Row>
            <StatusBadge>{t('groups.intake', { year: own.intakeYear })}</StatusBadge>
            <StatusBadge>{t(`languages.${own.language}`)}</StatusBadge>
            <StatusBadge tone={own.curator ? 'info' : 'warn'}>
              {own.curator ? t('groups.curator', { name: format.name(own.curator, 'short') }) : t('groups.no-curator')}
            </StatusBadge>
          </Row>
        )
      }
      actions={
        own && (
          <>
            {may('record.read-group') && (
              <Button variant="default" leftSection={<Icon name="grade" />} onClick={() => go(`/groups/${groupId}/record`)}>
                {t('groups.record')}
              </Button>
            )}
            {may('journal.read-group') && (
              <Button variant="default" leftSection={<Icon name="notebook" />} onClick={() => go(`/groups/${groupId}/attendance`)}>
                {t('groups.attendance')}
              </Button>
            )}
            {manages && (
              <Button variant="default" leftSection={<Icon name="user" />} onClick={() => setOpen('curator')}>
                {t('curator')}
              </Button>
            )}
            {manages && (
              <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => setOpen('edit')}>
                {t('change')}
              </Button>
            )}
            {manages && (
              <Button leftSection={<Icon name="user-plus" />} onClick={() => setOpen('add')}>
                {t('groups.add-student')}
              </Button>
            )}
          </>
        )
      }
    >
      <Loaded from={group} skeleton={<SkeletonTable />}>
        {(view) => (
          <Stack gap="l">
            <Card title={t('groups.roll', { count: view.roll.length })} flush>
              <DataTable
                caption={t('students')}
                rows={view.roll}
                rowKey={(one) => one.personId}
                initialSort={{ key: 'name', descending: false }}
                empty={
                  <EmptyState icon="users" title={t('groups.no-students')}>
                    {t('groups.no-students-text')}
                  </EmptyState>
                }
                columns={[
                  { key: 'name', title: t('student'), phone: 'title', render: (one) => format.name(one), sortBy: (one) => format.name(one) },
                  {
                    key: 'number',
                    title: t('record-book'),
                    nowrap: true,
                    render: (one) => one.recordBookNumber,
                    sortBy: (one) => one.recordBookNumber,
                  },
                  {
                    key: 'state',
                    title: t('state'),
                    render: (one) => <StatusBadge tone={one.state === 'studying' ? 'good' : 'warn'}>{t(`study.${one.state}`)}</StatusBadge>,
                  },
                  ...(manages
                    ? [
                        {
                          key: 'act',
                          title: t('action'),
                          render: (one: Member) => (
                            <Button variant="subtle" size="sm" onClick={() => setOpen(one)}>
                              {t('groups.take-out')}
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            </Card>
            <Card title={t('groups.studies')} flush>
              <DataTable
                caption={t('groups.studies')}
                rows={view.offerings}
                rowKey={(one) => one.id}
                rowTo={(one) => `/offerings/${one.id}`}
                columns={[
                  { key: 'name', title: t('discipline'), phone: 'title', render: (one) => pick(one.name) },
                  { key: 'term', title: t('term'), render: (one) => pick(one.termName) },
                  { key: 'credits', title: t('credits'), align: 'end', render: (one) => format.number(one.credits) },
                ]}
              />
            </Card>
          </Stack>
        )}
      </Loaded>
      {open === 'edit' && own && <GroupDialog group={own} onClose={() => setOpen(null)} />}
      {open === 'curator' && own && <CuratorDialog group={own} onClose={() => setOpen(null)} />}
      {open === 'add' && <AddStudent groupId={groupId} onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && <TakeOut groupId={groupId} member={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function AddStudent({ groupId, onClose }: { groupId: string; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const add = useAct('post', '/api/groups/{groupId}/students', {
    refreshes: ['/api/groups'],
    onDone: () => {
      notify(t('saved'), 'good')
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('groups.add-student')} size="m">
      <Form
        initial={{ personId: '', recordBookNumber: '', startsOn: `${new Date().getFullYear()}-09-01` }}
        problem={add.error}
        pending={add.isPending}
        submitLabel={t('add')}
        onSubmit={(body) => add.mutate({ path: { groupId }, body })}
      >
        <PersonField source="/api/groups/{groupId}/student-candidates" path={{ groupId }} label={t('student')} />
        <FieldPair>
          <TextField name="recordBookNumber" label={t('record-book')} required maxLength={40} />
          <DateField name="startsOn" label={t('groups.since')} required />
        </FieldPair>
      </Form>
    </Dialog>
  )
}

function TakeOut({ groupId, member, onClose }: { groupId: string; member: Member; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const leave = useAct('post', '/api/groups/{groupId}/students/{personId}/leave', { refreshes: ['/api/groups'], onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={t('groups.take-out-title', { name: format.name(member, 'short') })}>
      <Form
        initial={{ state: 'leave' }}
        problem={leave.error}
        pending={leave.isPending}
        submitLabel={t('groups.take-out')}
        onSubmit={(body) => leave.mutate({ path: { groupId, personId: member.personId }, body })}
      >
        <p>{t('groups.take-out-text')}</p>
        <SelectField
          name="state"
          label={t('groups.reason')}
          options={['leave', 'transferred', 'expelled', 'graduated'].map((value) => ({ value, label: t(`study.${value}`) }))}
        />
      </Form>
    </Dialog>
  )
}
