import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { EssayMarkInput, WorkView } from '../contract.ts'
import { useMarkDraft } from './use-mark-draft.ts'
import styles from './Marking.module.css'

/** Points and a comment; what is typed stays on the device until it is saved. Ctrl+Enter saves and goes on. */
export function MarkForm(props: { itemId: string; work: WorkView; names: 'shown' | 'hidden'; onMarked: () => void }): ReactNode {
  const { itemId, work, names, onMarked } = props
  const t = useText('exams-marking')
  const format = useFormat()
  const { attemptId, questionId } = work
  const had = work.points !== null
  const { draft, keptAt, change, discard } = useMarkDraft(work)
  // somebody else's mark came while this one was written
  const overtaken = draft.expects !== work.history.length
  const save = useAct<WorkView>('put', '/api/items/{itemId}/marking/{attemptId}/{questionId}', {
    refreshes: [`/api/items/${itemId}/marking`, `/api/items/${itemId}/test`, `/api/attempts/${attemptId}`, '/api/my'],
    onDone: () => {
      notify(t('saved'), 'good')
      onMarked()
    },
  })
  const ready = draft.points !== null && (!had || draft.reason.trim() !== '')
  const send = async (): Promise<void> => {
    const { points, comment, reason } = draft
    if (points === null || !ready || save.isPending) return
    const body: EssayMarkInput = { points, comment, reason: had ? reason : null, expects: work.history.length }
    await save.mutateAsync({ path: { itemId, attemptId, questionId }, query: { names }, body }).then(
      () => discard(),
      () => undefined,
    )
  }
  const fault = (path: string): string | undefined => save.error?.fields.find((one) => one.path === path || one.path === `body.${path}`)?.message
  return (
    <Card title={t('mark')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void send()
        }}
      >
        <Stack>
          {overtaken && (
            <Notice tone="warn" role="status">
              {t('overtaken')}
            </Notice>
          )}
          <NumberField
            label={t('points', { max: format.number(work.maxPoints) })}
            min={0}
            max={work.maxPoints}
            value={draft.points}
            onChange={(points: number | null) => change({ points })}
            error={fault('points')}
          />
          <TextField
            label={t('comment')}
            hint={t('comment-hint')}
            lines={4}
            maxLength={20_000}
            value={draft.comment}
            onChange={(comment: string) => change({ comment })}
            error={fault('comment')}
          />
          {had && (
            <TextField
              label={t('reason')}
              hint={t('reason-hint')}
              required
              maxLength={1000}
              value={draft.reason}
              onChange={(reason: string) => change({ reason })}
              error={fault('reason')}
            />
          )}
          {save.error && <ProblemNotice problem={save.error} />}
          <Row>
            <Button type="submit" loading={save.isPending} disabled={!ready}>
              {t(had ? 'change' : 'save')}
            </Button>
            {keptAt && (
              <small role="status">
                <Icon name="device" size={16} /> {t('kept')}
              </small>
            )}
          </Row>
          <p className={styles['keys']}>{t('keys')}</p>
        </Stack>
      </form>
    </Card>
  )
}
