import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PrintButton } from '../../../../foundation/web/kit/PrintButton.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { usePathValues, useQueryValue } from '../../../../foundation/web/navigation/use-go.ts'
import type { ClassView, JournalView } from '../contract.ts'
import { ClassDialog, type ClassDraft } from './ClassDialog.tsx'
import { AttendanceSheet } from './AttendanceSheet.tsx'
import styles from './Journal.module.css'
import { clock } from './clock.ts'

/** The journal of a discipline by group: who was there, marks given at classes, topics; printed in the usual form (R4.3c, R6.6a). */
export default function JournalPage(): ReactNode {
  const t = useText('grades-journal')
  const pick = usePick()
  const { offeringId = '' } = usePathValues()
  const found = useApi<JournalView>('/api/offerings/{offeringId}/journal', { path: { offeringId } })
  const [draft, setDraft] = useState<ClassDraft | null>(null)
  const view = found.data
  return (
    <Page
      title={t('title')}
      width="full"
      savedAt={found.savedAt}
      crumbs={[{ label: view ? pick(view.offering.name) : '…', to: `/courses/${offeringId}` }]}
      facts={
        <>
          {view && `${pick(view.offering.term)} · ${view.offering.code} `}
          <ClauseTag clause="R4.3c" />
        </>
      }
      actions={
        <>
          <PrintButton />
          {view?.mayWrite && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setDraft({})}>
              {t('add')}
            </Button>
          )}
        </>
      }
    >
      <Loaded from={found}>{(one: JournalView) => <Journal view={one} onWrite={setDraft} />}</Loaded>
      {view && draft && <ClassDialog view={view} draft={draft} onClose={() => setDraft(null)} />}
    </Page>
  )
}

function Journal({ view, onWrite }: { view: JournalView; onWrite: (draft: ClassDraft) => void }): ReactNode {
  const t = useText('grades-journal')
  const [asked, setGroup] = useQueryValue('group')
  const group = view.groups.find((one) => one.id === asked) ?? view.groups[0]
  const shown = shownOf(view, group?.id ?? null)
  return (
    <Stack gap="l">
      {view.mayWrite && view.missing.length > 0 && <Missing view={view} onWrite={onWrite} />}
      {view.groups.length > 1 && (
        <SelectField
          label={t('group')}
          value={group?.id ?? ''}
          onChange={setGroup}
          options={view.groups.map((one) => ({ value: one.id, label: one.code }))}
        />
      )}
      {shown.classes.length === 0 ? (
        <EmptyState icon="notebook" title={t('none')}>
          {t(view.mayWrite ? 'none-write' : 'none-text')}
        </EmptyState>
      ) : (
        <>
          <AttendanceSheet offeringId={view.offering.id} shown={shown} mayWrite={view.mayWrite} />
          <Topics view={view} classes={shown.classes} onWrite={onWrite} />
        </>
      )}
    </Stack>
  )
}

export interface Shown {
  group: string | null
  classes: (ClassView & { at: number })[]
  students: JournalView['students']
}

/** The classes and students of one group: lectures of all groups are theirs too. */
function shownOf(view: JournalView, groupId: string | null): Shown {
  return {
    group: view.groups.find((one) => one.id === groupId)?.code ?? null,
    classes: view.classes.map((one, at) => ({ ...one, at })).filter((one) => one.groupId === null || groupId === null || one.groupId === groupId),
    students: view.students.filter((one) => groupId === null || one.groupId === groupId || one.groupId === null),
  }
}

function Missing({ view, onWrite }: { view: JournalView; onWrite: (draft: ClassDraft) => void }): ReactNode {
  const t = useText('grades-journal')
  const { date: day } = useFormat()
  const [all, setAll] = useState(false)
  const few = 3
  return (
    <div className="not-printed">
      <Card title={t('missing', { count: view.missing.length })} note={t('missing-note')} tone="warn">
        <ul className={styles['missing']}>
          {view.missing.slice(0, all ? undefined : few).map((one) => (
            <li key={`${one.heldOn} ${one.startsAt}`}>
              <span>
                {day(one.heldOn)}, {clock(one.startsAt)} · {t(`kinds.${one.kind}`)}
              </span>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => onWrite(one)}
                aria-label={`${t('write')}: ${day(one.heldOn)}, ${clock(one.startsAt)}`}
              >
                {t('write')}
              </Button>
            </li>
          ))}
        </ul>
        {!all && view.missing.length > few && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
            {t('missing-all', { count: view.missing.length })}
          </Button>
        )}
      </Card>
    </div>
  )
}

function Topics({ view, classes, onWrite }: { view: JournalView; classes: Shown['classes']; onWrite: (draft: ClassDraft) => void }): ReactNode {
  const t = useText('grades-journal')
  const format = useFormat()
  const { date: day } = useFormat()
  return (
    <DataTable
      caption={t('topics')}
      captionShown
      rows={classes.toReversed()}
      rowKey={(one) => one.id}
      rowTo={(one) => `/courses/${view.offering.id}/journal/${one.id}`}
      columns={[
        { key: 'topic', title: t('topic'), render: (one) => one.topic, phone: 'title' },
        {
          key: 'day',
          title: t('day'),
          render: (one) => day(one.heldOn) + (one.startsAt === null ? '' : `, ${clock(one.startsAt)}`),
          sortBy: (one) => one.heldOn,
          nowrap: true,
        },
        { key: 'kind', title: t('kind'), render: (one) => t(`kinds.${one.kind}`) },
        { key: 'hours', title: t('hours'), render: (one) => format.number(one.hours), align: 'end' },
        { key: 'teacher', title: t('teacher'), render: (one) => format.name(one.teacher) },
        {
          key: 'state',
          title: t('attendance'),
          nowrap: true,
          render: (one) => <StatusBadge tone={one.taken ? 'good' : 'warn'}>{t(one.taken ? 'taken' : 'not-taken')}</StatusBadge>,
          printed: false,
        },
        ...(view.mayWrite
          ? [
              {
                key: 'edit',
                title: t('edit'),
                nowrap: true,
                printed: false as const,
                render: (one: ClassView) => (
                  <Button size="compact-sm" variant="subtle" onClick={() => onWrite(one)} aria-label={`${t('edit')}: ${one.topic}`}>
                    {t('edit')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
