import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { deviceStore } from '../../../foundation/web/api/device-store.ts'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../foundation/web/kit/NumberField.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { MarkInput, MarkingWork } from '../contract.ts'
import { pointsOf, type Filled } from '../rubric/shared/rubric.ts'
import { PhraseBank } from '../rubric/web/PhraseBank.tsx'
import { RubricMark } from '../rubric/web/RubricMark.tsx'
import { pointsKept } from '../shared/late.ts'
import styles from './Work.module.css'

/** A mark while it is being given. */
interface Draft {
  points: number | null
  comment: string
  forgiven: boolean
  filled: Filled
}

const store = deviceStore<Draft>('portal-mark-drafts')

const begin = (work: MarkingWork): Draft => ({
  points: work.rawPoints ?? work.points,
  comment: work.comment ?? '',
  forgiven: work.forgiven,
  filled: { chosen: work.rubric?.chosen ?? {}, comments: work.rubric?.comments ?? {} },
})

/** The form of a mark: by the rubric where there is one, else by points. What is typed outlives a reload. */
export function MarkForm({ work, gone, onMarked }: { work: MarkingWork; gone: boolean; onMarked: () => void }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const [draft, setDraft] = useState<Draft>(() => begin(work))
  const touched = useRef(false)
  useEffect(() => {
    void store.get(work.id).then((kept) => {
      if (kept && !touched.current) setDraft(kept)
    })
  }, [work.id])
  const change = (part: Partial<Draft>): void => {
    touched.current = true
    const next = { ...draft, ...part }
    setDraft(next)
    void store.put(work.id, next)
  }
  const mark = useAct('post', '/api/submissions/{submissionId}/mark', {
    refreshes: [`/api/offerings/${work.offeringId}`, '/api/my'],
    onDone: (_answer, { body }) => {
      void store.remove(work.id)
      notify(t((body as MarkInput).returned ? 'mark.returned' : 'mark.saved', { name: format.name(work.person, 'short') }), 'good')
      onMarked()
    },
  })
  const { comment, forgiven, filled } = draft
  const points = work.markBy ? pointsOf(work.markBy, filled.chosen) : draft.points
  const send = (returned: boolean) => {
    if (!returned && points === null) return
    mark.mutate({
      path: { submissionId: work.id },
      body: {
        points: returned ? null : points,
        comment,
        returned,
        forgiven,
        rubric: work.markBy && !returned ? { ...filled, version: work.markBy.version } : null,
      } satisfies MarkInput,
    })
  }
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
          {work.markBy ? (
            <>
              <RubricMark rubric={work.markBy} filled={filled} onChange={(next) => change({ filled: next })} />
              <p className={styles['points']} role="status">
                {points === null
                  ? t('mark.rubric-waits')
                  : t('work.points', { count: work.maxPoints, points: format.number(points), max: format.number(work.maxPoints) })}
              </p>
            </>
          ) : (
            <NumberField
              label={t('mark.points', { max: format.number(work.maxPoints) })}
              min={0}
              max={work.maxPoints}
              value={draft.points}
              onChange={(next) => change({ points: next })}
              error={fault('points')}
            />
          )}
          {work.kept < 100 && (
            <>
              <p role="status">
                {forgiven || points === null
                  ? t('mark.late-rule', { count: work.daysLate, kept: work.kept })
                  : t('mark.late-counts', { count: work.daysLate, kept: work.kept, points: format.number(pointsKept(points, work.kept)) })}
              </p>
              <CheckField label={t('mark.forgive')} value={forgiven} onChange={(next) => change({ forgiven: next })} />
            </>
          )}
          <TextField
            label={t('mark.comment')}
            lines={4}
            value={comment}
            onChange={(next) => change({ comment: next })}
            error={fault('comment')}
            maxLength={20_000}
          />
          <PhraseBank comment={comment} onInsert={(words) => change({ comment: comment.trim() ? `${comment.trimEnd()}\n${words}` : words })} />
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
