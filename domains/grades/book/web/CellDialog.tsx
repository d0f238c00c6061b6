import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { GradebookView, HistoryView } from '../contract.ts'
import type { Place } from '../shared/paste.ts'
import type { Marks } from './use-marks.ts'

/** One cell: its points, the comment that the student reads, and everything that ever happened to it. */
export function CellDialog({ view, place, marks, onClose }: { view: GradebookView; place: Place; marks: Marks; onClose: () => void }): ReactNode {
  const t = useText('grades-book')
  const format = useFormat()
  const say = usePick()
  const student = view.students[place.row]
  const item = view.items[place.column - 1]
  const [was] = useState({
    points: student?.points[place.column - 1] ?? null,
    comment: student?.comments.find(({ at }) => at === place.column - 1)?.text ?? null,
  })
  const [points, setPoints] = useState(was.points)
  const [comment, setComment] = useState(was.comment ?? '')
  const [why, setWhy] = useState('')
  if (!student || !item) return null
  const may = view.mayMark && !student.line?.final
  const changed = points !== was.points || (comment.trim() || null) !== was.comment
  const save = (): void => {
    const noted = (comment.trim() || null) !== was.comment
    marks.send(
      [
        {
          personId: student.person.id,
          columnId: item.id,
          was: was.points,
          points: points === null ? null : Math.round(points * 100) / 100,
          wasByHand: student.byHand.includes(place.column - 1),
          ...(noted ? { wasComment: was.comment, comment: comment.trim() || null } : {}),
        },
      ],
      why,
    )
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="l"
      title={`${format.name(student.person)} · ${say(item.title)}`}
      actions={
        may && (
          <>
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button disabled={!changed} onClick={save}>
              {t('save')}
            </Button>
          </>
        )
      }
    >
      <Stack>
        {view.mayMark && student.line?.final && <p>{t('refused.final')}</p>}
        {may && (
          <>
            <NumberField
              label={t('points')}
              hint={t('max', { points: format.number(item.maxPoints) })}
              min={0}
              max={item.maxPoints}
              value={points}
              onChange={setPoints}
            />
            <TextField label={t('comment')} hint={t('comment-hint')} lines={2} maxLength={2000} value={comment} onChange={setComment} />
            <TextField label={t('why')} hint={t('why-hint')} maxLength={500} value={why} onChange={setWhy} />
          </>
        )}
        {!may && was.comment && (
          <p>
            {t('comment')}: {was.comment}
          </p>
        )}
        <CellHistory offeringId={view.offering.id} columnId={item.id} personId={student.person.id} />
      </Stack>
    </Dialog>
  )
}

function CellHistory({ offeringId, columnId, personId }: { offeringId: string; columnId: string; personId: string }): ReactNode {
  const t = useText('grades-book')
  const format = useFormat()
  const history = useApi<HistoryView>('/api/offerings/{offeringId}/gradebook/cells/{columnId}/{personId}', {
    path: { offeringId, columnId, personId },
  })
  const number = (value: number | null): string => (value === null ? '—' : format.number(value))
  const say = (one: HistoryView['changes'][number]): string => {
    const points = one.pointsFrom === one.pointsTo ? [] : [`${number(one.pointsFrom)} → ${number(one.pointsTo)}`]
    const comment = one.commentFrom === one.commentTo ? [] : [`${t('comment')}: ${one.commentTo ?? '—'}`]
    return [...points, ...comment].join('; ')
  }
  return (
    <Loaded from={history}>
      {(view: HistoryView) => (
        <DataTable
          caption={t('history')}
          captionShown
          rows={view.changes}
          rowKey={(one) => `${one.at} ${one.pointsTo}`}
          empty={<p>{t('no-history')}</p>}
          columns={[
            { key: 'what', title: t('what'), render: say, phone: 'title' },
            { key: 'who', title: t('who'), render: (one) => (one.by ? format.name(one.by) : t('by-portal')) },
            { key: 'when', title: t('when'), render: (one) => format.dateTime(one.at), nowrap: true },
            { key: 'why', title: t('reason'), render: (one) => one.why ?? t(`source.${one.source}`) },
          ]}
        />
      )}
    </Loaded>
  )
}
