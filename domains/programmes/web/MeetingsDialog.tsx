import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import type { FieldProblem } from '../../../foundation/web/api/api-problem.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { OfferingView } from '../contract.ts'
import { clock, dateOfWeekday, readClock } from './clock.ts'
import styles from './editor.module.css'

interface Draft {
  key: number
  weekday: string
  /** As it is typed: «09:00». */
  startsAt: string
  minutes: number | null
  kind: string
  weeks: string
  place: string
  room: string
}

const lessonMinutes = 80

function draftsOf(offering: OfferingView): Draft[] {
  return offering.meetings.map((one, key) => ({
    key,
    weekday: String(one.weekday),
    startsAt: clock(one.startsAt),
    minutes: one.minutes,
    kind: one.kind,
    weeks: one.weeks,
    place: one.place,
    room: one.room ?? '',
  }))
}

/** All weekly hours of an offering in one form; what does not fit is told at its field. */
export function MeetingsDialog({ offering, onClose }: { offering: OfferingView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const [drafts, setDrafts] = useState(() => draftsOf(offering))
  const save = useAct('put', '/api/offerings/{id}/meetings', {
    refreshes: ['/api/offerings', '/api/my'],
    onDone: () => {
      notify(t('saved'), 'good')
      onClose()
    },
  })
  const add = (): void => {
    const key = Math.max(-1, ...drafts.map((one) => one.key)) + 1
    setDrafts([...drafts, { key, weekday: '1', startsAt: '09:00', minutes: lessonMinutes, kind: 'lecture', weeks: 'all', place: 'room', room: '' }])
  }
  const set = (key: number, change: Partial<Draft>): void => {
    save.reset()
    setDrafts(drafts.map((one) => (one.key === key ? { ...one, ...change } : one)))
  }
  const check = (): FieldProblem[] =>
    drafts.flatMap((one, index) => [
      ...(readClock(one.startsAt) === null ? [{ path: `meetings.${index}.startsAt`, message: t('meetings.not-a-time') }] : []),
      ...(one.minutes === null ? [{ path: `meetings.${index}.minutes`, message: t('meetings.not-a-length') }] : []),
    ])
  const send = (): void =>
    save.mutate({
      path: { id: offering.id },
      body: {
        meetings: drafts.map(({ key: _key, ...one }) => ({
          ...one,
          weekday: Number(one.weekday),
          startsAt: readClock(one.startsAt),
          room: one.place === 'room' ? one.room.trim() || null : null,
        })),
      },
    })
  return (
    <Dialog open onClose={onClose} title={t('meetings.edit')} size="l">
      <Form initial={{}} problem={save.error} pending={save.isPending} submitLabel={t('save')} check={check} onSubmit={send}>
        <p>{t('meetings.lead')}</p>
        {drafts.map((one, index) => (
          <MeetingFields
            key={one.key}
            draft={one}
            index={index}
            onChange={(change) => set(one.key, change)}
            onRemove={() => {
              save.reset()
              setDrafts(drafts.filter((other) => other.key !== one.key))
            }}
          />
        ))}
        <div>
          <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
            {t('meetings.add')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

function MeetingFields(props: { draft: Draft; index: number; onChange: (change: Partial<Draft>) => void; onRemove: () => void }): ReactNode {
  const { draft, index, onChange, onRemove } = props
  const t = useText('programmes')
  const format = useFormat()
  const name = (field: keyof Draft) => `meetings.${index}.${field}`
  return (
    <fieldset className={styles['meeting']}>
      <legend>{t('meetings.n', { number: index + 1 })}</legend>
      <Stack>
        <FieldPair>
          <SelectField
            name={name('weekday')}
            label={t('meetings.weekday')}
            value={draft.weekday}
            onChange={(weekday) => onChange({ weekday })}
            options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: format.weekday(dateOfWeekday(day)) }))}
          />
          <SelectField
            name={name('weeks')}
            label={t('meetings.weeks')}
            value={draft.weeks}
            onChange={(weeks) => onChange({ weeks })}
            options={['all', 'odd', 'even'].map((value) => ({ value, label: t(`meetings.weeks-${value}`) }))}
          />
        </FieldPair>
        <FieldPair>
          <TextField
            name={name('startsAt')}
            label={t('meetings.starts')}
            hint={t('meetings.starts-hint')}
            required
            maxLength={5}
            value={draft.startsAt}
            onChange={(startsAt) => onChange({ startsAt })}
          />
          <NumberField
            name={name('minutes')}
            label={t('meetings.minutes')}
            hint={t('meetings.minutes-hint')}
            required
            decimals={0}
            min={20}
            max={480}
            value={draft.minutes}
            onChange={(minutes) => onChange({ minutes })}
          />
        </FieldPair>
        <SelectField
          name={name('kind')}
          label={t('meetings.kind')}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
          options={['lecture', 'practical', 'laboratory', 'seminar'].map((value) => ({ value, label: t(`lessons.${value}`) }))}
        />
        <FieldPair>
          <SelectField
            name={name('place')}
            label={t('meetings.place')}
            value={draft.place}
            onChange={(place) => onChange({ place })}
            options={['room', 'online'].map((value) => ({ value, label: t(`week.${value}`) }))}
          />
          {draft.place === 'room' && (
            <TextField
              name={name('room')}
              label={t('meetings.room')}
              required
              maxLength={60}
              value={draft.room}
              onChange={(room) => onChange({ room })}
            />
          )}
        </FieldPair>
        <div>
          <Button variant="subtle" size="sm" color="red" onClick={onRemove}>
            {t('meetings.remove')}
          </Button>
        </div>
      </Stack>
    </fieldset>
  )
}
