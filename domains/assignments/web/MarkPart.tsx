import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { MarkInput, MarkingWork } from '../contract.ts'
import { pointsKept } from '../shared/late.ts'
import { WorkView } from './WorkView.tsx'
import styles from './Work.module.css'

/** One work with the form of its mark, or, for who does not mark, with the mark itself. */
export function MarkPart({
  work,
  marks,
  place,
  of,
  onPrevious,
  onNext,
  onMarked,
}: {
  work: MarkingWork
  marks: boolean
  /** Null: it has left the queue, marked by somebody else or handed in anew. */
  place: number | null
  of: number
  onPrevious: () => void
  onNext: () => void
  onMarked: () => void
}): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const say = usePick()
  return (
    <Stack gap="l">
      <Row apart>
        <span role="status">{place !== null && t('marking.place', { place, of })}</span>
        <Row>
          <Button variant="default" onClick={onPrevious} disabled={place === 1}>
            {t('marking.previous')}
          </Button>
          <Button variant="default" onClick={onNext} disabled={place === of}>
            {t('marking.next')}
          </Button>
        </Row>
      </Row>
      <Card title={format.name(work.person)} note={`${say(work.title)} · ${t('work.round', { round: work.round })}`}>
        <WorkView work={work} maxPoints={work.maxPoints} marked={!marks} />
      </Card>
      {marks && <MarkForm work={work} gone={place === null} onMarked={onMarked} />}
    </Stack>
  )
}

function MarkForm({ work, gone, onMarked }: { work: MarkingWork; gone: boolean; onMarked: () => void }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const [points, setPoints] = useState<number | null>(work.rawPoints ?? work.points)
  const [forgiven, setForgiven] = useState(work.points !== null && work.rawPoints === null)
  const [comment, setComment] = useState(work.comment ?? '')
  const mark = useAct('post', '/api/submissions/{submissionId}/mark', {
    refreshes: [`/api/offerings/${work.offeringId}`, '/api/my'],
    onDone: (_answer, { body }) => {
      notify(t((body as MarkInput).returned ? 'mark.returned' : 'mark.saved', { name: format.name(work.person, 'short') }), 'good')
      onMarked()
    },
  })
  const send = (returned: boolean) =>
    mark.mutate({
      path: { submissionId: work.id },
      body: { points: returned ? null : points, comment, returned, forgiven: work.kept < 100 && forgiven } satisfies MarkInput,
    })
  const fault = (path: string) => mark.error?.fields.find((one) => one.path === path || one.path === `body.${path}`)?.message
  return (
    <Card title={t('mark.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send(false)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          send(false)
        }}
      >
        <Stack>
          {gone && !mark.isPending && !mark.isSuccess && (
            <Notice tone="warn" role="status">
              {t('mark.gone')}
            </Notice>
          )}
          <NumberField
            label={t('mark.points', { max: format.number(work.maxPoints) })}
            min={0}
            max={work.maxPoints}
            value={points}
            onChange={setPoints}
            error={fault('points')}
          />
          {work.kept < 100 && (
            <>
              <p role="status">
                {forgiven || points === null
                  ? t('mark.late-rule', { count: work.daysLate, kept: work.kept })
                  : t('mark.late-counts', { count: work.daysLate, kept: work.kept, points: format.number(pointsKept(points, work.kept)) })}
              </p>
              <CheckField label={t('mark.forgive')} value={forgiven} onChange={setForgiven} />
            </>
          )}
          <TextField label={t('mark.comment')} lines={4} value={comment} onChange={setComment} error={fault('comment')} maxLength={20_000} />
          {mark.error && <ProblemNotice problem={mark.error} />}
          <Row>
            <Button type="submit" loading={mark.isPending} disabled={points === null}>
              {t('mark.save')}
            </Button>
            <Button variant="default" disabled={mark.isPending} onClick={() => send(true)}>
              {t('mark.return')}
            </Button>
          </Row>
          <p className={styles['keys']}>{t('mark.keys')}</p>
        </Stack>
      </form>
    </Card>
  )
}
