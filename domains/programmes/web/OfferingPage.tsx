import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonTable } from '../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { OfferingStudentView, OfferingView } from '../contract.ts'
import { Meetings } from './Meetings.tsx'
import { EnrolDialog, PlacesDialog, TeacherDialog } from './offering-dialogs.tsx'

/** A discipline in a term for those who run it: teachers, places, students. */
export default function OfferingPage(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const may = useMay()
  const go = useGo()
  const { offeringId = '' } = usePathValues()
  const [open, setOpen] = useState<'places' | 'teacher' | 'enrol' | null>(null)
  const offering = useApi<OfferingView>('/api/offerings/{offeringId}', { path: { offeringId } })
  const own = offering.data
  const target = own && { offeringId, unitIds: [own.departmentId], groupIds: own.groups.map((group) => group.id) }
  const close = (): void => setOpen(null)
  return (
    <Page
      title={own ? pick(own.name) : t('offering.title')}
      lead={own && `${own.disciplineCode} · ${pick(own.term.name)}`}
      crumbs={
        may('term.read')
          ? [{ label: t('nav.terms'), to: '/terms' }, ...(own ? [{ label: pick(own.term.name), to: `/terms/${own.term.id}` }] : [])]
          : []
      }
      savedAt={offering.savedAt}
      facts={
        own && (
          <Row>
            <StatusBadge>{t('credits-of', { count: own.credits })}</StatusBadge>
            <StatusBadge>{t(`languages.${own.language}`)}</StatusBadge>
            <StatusBadge>{t(`controls.${own.controlForm}`)}</StatusBadge>
            {own.elective && <StatusBadge tone="info">{t('terms.elective', { pool: own.electivePool ?? '' })}</StatusBadge>}
            {own.places !== null && (
              <StatusBadge tone={own.students >= own.places ? 'bad' : 'neutral'}>
                {t('offering.places', { students: own.students, places: own.places })}
              </StatusBadge>
            )}
            {own.waiting > 0 && <StatusBadge tone="warn">{t('electives.waiting', { count: own.waiting })}</StatusBadge>}
          </Row>
        )
      }
      actions={
        own && (
          <>
            {may('offering.manage', target) && (
              <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => setOpen('places')}>
                {t('change')}
              </Button>
            )}
            <Button variant="default" onClick={() => go(`/courses/${offeringId}`)}>
              {t('offering.course')}
            </Button>
          </>
        )
      }
    >
      <Loaded from={offering} skeleton={<SkeletonTable />}>
        {(view) => (
          <Stack gap="l">
            <Teachers offering={view} assigns={may('teaching.assign', target)} onAdd={() => setOpen('teacher')} />
            <Meetings offering={view} manages={may('offering.manage', target)} />
            {may('offering.students', target) && (
              <Students offeringId={offeringId} enrols={may('enrolment.manage', target)} onAdd={() => setOpen('enrol')} />
            )}
          </Stack>
        )}
      </Loaded>
      {own && open === 'places' && <PlacesDialog offering={own} onClose={close} />}
      {open === 'teacher' && <TeacherDialog offeringId={offeringId} onClose={close} />}
      {open === 'enrol' && <EnrolDialog offeringId={offeringId} onClose={close} />}
    </Page>
  )
}

function Teachers({ offering, assigns, onAdd }: { offering: OfferingView; assigns: boolean; onAdd: () => void }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const [leaving, setLeaving] = useState<OfferingView['teachers'][number] | null>(null)
  const release = useAct('delete', '/api/offerings/{offeringId}/teachers/{teachingId}', {
    refreshes: ['/api/offerings', '/api/terms'],
    onDone: () => setLeaving(null),
  })
  return (
    <Card
      title={t('teachers')}
      flush
      actions={
        assigns && (
          <Button size="sm" leftSection={<Icon name="user-plus" />} onClick={onAdd}>
            {t('offering.assign')}
          </Button>
        )
      }
    >
      {leaving && (
        <ConfirmDialog
          open
          danger
          title={t('offering.release-title', { name: format.name(leaving, 'short') })}
          confirmLabel={t('offering.release')}
          pending={release.isPending}
          problem={release.error}
          onConfirm={() => release.mutate({ path: { offeringId: offering.id, teachingId: leaving.teachingId } })}
          onClose={() => setLeaving(null)}
        >
          {t('offering.release-text')}
        </ConfirmDialog>
      )}
      <DataTable
        caption={t('teachers')}
        rows={offering.teachers}
        rowKey={(one) => one.teachingId}
        empty={
          <EmptyState icon="user" title={t('terms.no-teacher')}>
            {assigns && t('offering.no-teacher-text')}
          </EmptyState>
        }
        columns={[
          { key: 'name', title: t('teacher'), phone: 'title', render: (one) => format.name(one) },
          { key: 'kind', title: t('offering.teaches'), render: (one) => t(`lessons.${one.kind}`) },
          ...(assigns
            ? [
                {
                  key: 'act',
                  title: t('action'),
                  render: (one: OfferingView['teachers'][number]) => (
                    <Button variant="subtle" size="sm" onClick={() => setLeaving(one)}>
                      {t('offering.release')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

function Students({ offeringId, enrols, onAdd }: { offeringId: string; enrols: boolean; onAdd: () => void }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const students = useApi<{ students: OfferingStudentView[] }>('/api/offerings/{offeringId}/students', { path: { offeringId } })
  const [leaving, setLeaving] = useState<OfferingStudentView | null>(null)
  const leave = useAct('delete', '/api/offerings/{offeringId}/students/{personId}', {
    refreshes: ['/api/offerings', '/api/terms'],
    onDone: () => setLeaving(null),
  })
  return (
    <Card
      title={t('students')}
      flush
      actions={
        enrols && (
          <Button size="sm" leftSection={<Icon name="plus" />} onClick={onAdd}>
            {t('offering.enrol')}
          </Button>
        )
      }
    >
      {leaving && (
        <ConfirmDialog
          open
          danger
          title={t('offering.take-out-title', { name: format.name(leaving, 'short') })}
          confirmLabel={t('offering.take-out')}
          pending={leave.isPending}
          problem={leave.error}
          onConfirm={() => leave.mutate({ path: { offeringId, personId: leaving.personId } })}
          onClose={() => setLeaving(null)}
        >
          {t('offering.take-out-text')}
        </ConfirmDialog>
      )}
      <Loaded from={students}>
        {({ students: all }) => (
          <DataTable
            caption={t('students')}
            rows={all}
            rowKey={(one) => one.personId}
            empty={<EmptyState icon="users" title={t('offering.no-students')} />}
            columns={[
              { key: 'name', title: t('student'), phone: 'title', render: (one) => format.name(one), sortBy: (one) => format.name(one) },
              { key: 'group', title: t('group'), render: (one) => one.groupCode ?? '–', sortBy: (one) => one.groupCode },
              { key: 'origin', title: t('offering.origin'), render: (one) => t(`origins.${one.origin}`), sortBy: (one) => one.origin },
              {
                key: 'since',
                title: t('offering.since'),
                nowrap: true,
                phone: 'hide',
                render: (one) => format.date(one.enrolledAt),
                sortBy: (one) => one.enrolledAt,
              },
              ...(enrols
                ? [
                    {
                      key: 'act',
                      title: t('action'),
                      render: (one: OfferingStudentView) => (
                        <Button variant="subtle" size="sm" onClick={() => setLeaving(one)}>
                          {t('offering.take-out')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}
