import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { civilDate, parseTime, toInstant } from '../../../../foundation/i18n/format.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { DateField } from '../../../../foundation/web/kit/DateField.tsx'
import { FieldPair } from '../../../../foundation/web/kit/FieldPair.tsx'
import { Form, ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { SearchField } from '../../../../foundation/web/kit/SearchField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { SittingView } from '../contract.ts'

const address = '/api/items/{itemId}/sitting'

/** When a test is sat as an exam, and who has more time. */
export function SittingCard({ itemId, offeringId, minutes }: { itemId: string; offeringId: string; minutes: number | null }): ReactNode {
  const t = useText('exams-sitting')
  const sitting = useApi<SittingView>(address, { path: { itemId } })
  return (
    <Card title={t('card.title')} note={t('card.note')}>
      <Loaded from={sitting}>
        {(view: SittingView) => (
          <Stack gap="l">
            {minutes === null ? <Notice>{t('card.needs-minutes')}</Notice> : <Times key={view.sitting?.startsAt ?? 'none'} view={view} />}
            {view.sebQuit && (
              <p>
                <a href={`/api/items/${itemId}/exam.seb`} download="exam.seb">
                  {t('card.seb-file')}
                </a>{' '}
                · {t('seb-quit', { password: view.sebQuit })}
              </p>
            )}
            {view.sitting && <AppLink to={`/courses/${offeringId}/items/${itemId}/room`}>{t('exams:room.title')}</AppLink>}
            <Allowances view={view} />
          </Stack>
        )}
      </Loaded>
    </Card>
  )
}

function Times({ view }: { view: SittingView }): ReactNode {
  const t = useText('exams-sitting')
  const format = useFormat()
  const { itemId, sitting } = view
  const refreshes = [`/api/items/${itemId}/sitting`, `/api/items/${itemId}/test`]
  const save = useAct<SittingView>('put', address, { refreshes, onDone: () => notify(t('card.saved'), 'good') })
  const remove = useAct<SittingView>('delete', address, { refreshes })
  const initial = {
    date: sitting ? civilDate(sitting.startsAt) : '',
    time: sitting ? format.time(sitting.startsAt) : '09:00',
    roomMinutes: sitting?.roomMinutes ?? 30,
    lateMinutes: sitting?.lateMinutes ?? 15,
    graceMinutes: sitting?.graceMinutes ?? 15,
    code: sitting?.code ?? '',
    networks: sitting?.networks.join('\n') ?? '',
    oneDevice: sitting?.oneDevice ?? true,
    seb: sitting?.seb ?? false,
  }
  return (
    <Form
      initial={initial}
      pending={save.isPending}
      problem={save.error ?? remove.error ?? null}
      submitLabel={t(sitting ? 'card.change' : 'card.set')}
      check={({ date, time }) => [
        ...(date ? [] : [{ path: 'date', message: t('card.date-needed') }]),
        ...(parseTime(time) ? [] : [{ path: 'time', message: t('card.time-needed') }]),
      ]}
      onSubmit={({ date, time, code, networks, ...rest }) =>
        save.mutate({
          path: { itemId },
          body: {
            ...rest,
            startsAt: toInstant(date, parseTime(time) ?? '09:00'),
            code: code.trim() || null,
            networks: networks.split(/[\s,;]+/).filter(Boolean),
          },
        })
      }
      actions={
        sitting && (
          <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate({ path: { itemId } })}>
            {t('card.remove')}
          </Button>
        )
      }
    >
      <FieldPair>
        <DateField name="date" label={t('card.date')} required />
        <TextField name="time" label={t('card.time')} hint={t('card.time-hint')} required maxLength={5} />
      </FieldPair>
      <FieldPair>
        <NumberField name="roomMinutes" label={t('card.room')} min={0} max={240} decimals={0} required />
        <NumberField name="lateMinutes" label={t('card.late')} min={0} max={600} decimals={0} required />
      </FieldPair>
      <FieldPair>
        <NumberField name="graceMinutes" label={t('card.grace')} hint={t('card.grace-hint')} min={0} max={240} decimals={0} required />
        <TextField name="code" label={t('card.code')} hint={t('card.code-hint')} maxLength={40} />
      </FieldPair>
      <TextField name="networks" label={t('card.networks')} hint={t('card.networks-hint')} lines={2} />
      <CheckField name="oneDevice" label={t('card.one-device')} />
      <CheckField name="seb" label={t('card.seb')} hint={t('card.seb-hint')} />
    </Form>
  )
}

function Allowances({ view }: { view: SittingView }): ReactNode {
  const t = useText('exams-sitting')
  const format = useFormat()
  const { itemId } = view
  const [personId, setPerson] = useState('')
  const [minutes, setMinutes] = useState<number | null>(15)
  const [reason, setReason] = useState('')
  const save = useAct<SittingView>('put', '/api/items/{itemId}/allowances/{personId}', {
    refreshes: [`/api/items/${itemId}/sitting`],
    onDone: () => {
      setPerson('')
      setReason('')
    },
  })
  return (
    <section>
      <h3>{t('more.title')}</h3>
      <Stack>
        {view.allowances.length > 0 && (
          <ul className="plain-list">
            {view.allowances.map((one) => (
              <li key={one.person.id}>
                <Row apart>
                  <span>
                    {format.name(one.person)} · {t('extra', { minutes: one.minutes })} · {one.reason}
                  </span>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    onClick={() => save.mutate({ path: { itemId, personId: one.person.id }, body: { minutes: 0, reason: one.reason } })}
                  >
                    {t('more.remove')}
                  </Button>
                </Row>
              </li>
            ))}
          </ul>
        )}
        <SearchField
          label={t('student')}
          value={personId}
          onChange={setPerson}
          options={view.students.map((one) => ({ value: one.id, label: format.name(one) }))}
        />
        <FieldPair>
          <NumberField label={t('minutes')} min={1} max={600} decimals={0} value={minutes} onChange={setMinutes} />
          <TextField label={t('reason')} maxLength={500} value={reason} onChange={setReason} />
        </FieldPair>
        {save.error && <ProblemNotice problem={save.error} />}
        <Row>
          <Button
            variant="default"
            loading={save.isPending}
            disabled={!personId || !minutes || reason.trim().length < 3}
            onClick={() => save.mutate({ path: { itemId, personId }, body: { minutes, reason } })}
          >
            {t('more.give')}
          </Button>
        </Row>
      </Stack>
    </section>
  )
}
