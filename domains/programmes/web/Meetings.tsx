import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import type { OfferingView } from '../contract.ts'
import { clock, dateOfWeekday } from './clock.ts'
import { MeetingsDialog } from './MeetingsDialog.tsx'

/** The weekly hours of an offering: seen by all who see it, changed by who runs it. */
export function Meetings({ offering, manages }: { offering: OfferingView; manages: boolean }): ReactNode {
  const t = useText('programmes')
  const format = useFormat()
  const [editing, setEditing] = useState(false)
  return (
    <Card
      title={t('meetings.title')}
      flush
      actions={
        manages && (
          <Button size="sm" leftSection={<Icon name="calendar" />} onClick={() => setEditing(true)}>
            {t('meetings.edit')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('meetings.title')}
        rows={offering.meetings}
        rowKey={(one) => one.id}
        empty={
          <EmptyState icon="calendar" title={t('meetings.none')}>
            {manages && t('meetings.none-text')}
          </EmptyState>
        }
        columns={[
          { key: 'day', title: t('meetings.weekday'), phone: 'title', render: (one) => format.weekday(dateOfWeekday(one.weekday)) },
          { key: 'time', title: t('meetings.time'), nowrap: true, render: (one) => `${clock(one.startsAt)}–${clock(one.startsAt + one.minutes)}` },
          { key: 'kind', title: t('meetings.kind'), render: (one) => t(`lessons.${one.kind}`) },
          { key: 'weeks', title: t('meetings.weeks'), render: (one) => t(`meetings.weeks-${one.weeks}`) },
          { key: 'place', title: t('meetings.place'), render: (one) => (one.place === 'online' ? t('week.online') : (one.room ?? t('week.room'))) },
        ]}
      />
      {editing && <MeetingsDialog offering={offering} onClose={() => setEditing(false)} />}
    </Card>
  )
}
