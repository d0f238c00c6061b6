import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ChoiceField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { AppealView } from '../contract.ts'
import { useKeptWords } from './use-kept-words.ts'

/** The commission's answer: the mark stays or changes, with its reason. It is given once, so it is asked again. */
export function AnswerForm({ view }: { view: AppealView }): ReactNode {
  const t = useText('grades-appeals')
  const [outcome, setOutcome] = useState('')
  const [points, setPoints] = useState<number | null>(view.pointsWere)
  const [asking, setAsking] = useState(false)
  const { words, setWords, sent } = useKeptWords(`answer-${view.id}`)
  const answer = useAct('post', '/api/appeals/{appealId}/answer', {
    refreshes: ['/api/appeals'],
    onDone: () => {
      setAsking(false)
      sent()
    },
  })
  const fits = points !== null && points >= 0 && points <= view.maxPoints
  const ready = words.trim() !== '' && (outcome === 'kept' || (outcome === 'changed' && fits))
  return (
    <Card title={t('answer.title')} tone="accent">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) setAsking(true)
        }}
      >
        <Stack>
          <ChoiceField
            label={t('answer.outcome')}
            value={outcome}
            onChange={setOutcome}
            options={[
              { value: 'kept', label: t('answer.kept') },
              { value: 'changed', label: t('answer.changed') },
            ]}
          />
          {outcome === 'changed' && (
            <NumberField
              label={t(view.item ? 'answer.points' : 'answer.percent', { max: view.maxPoints })}
              value={points}
              onChange={setPoints}
              min={0}
              max={view.maxPoints}
              required
            />
          )}
          {outcome === 'changed' && view.final && <Notice tone="info">{t('answer.final')}</Notice>}
          <TextField label={t('answer.words')} hint={t('answer.words-hint')} lines={5} maxLength={5000} value={words} onChange={setWords} required />
          <div>
            <Button type="submit" disabled={!ready}>
              {t('answer.submit')}
            </Button>
          </div>
        </Stack>
      </form>
      <ConfirmDialog
        open={asking}
        title={t('answer.ask')}
        confirmLabel={t('answer.submit')}
        pending={answer.isPending}
        problem={answer.error}
        onConfirm={() =>
          answer.mutate({
            path: { appealId: view.id },
            body: outcome === 'changed' ? { outcome, words, points } : { outcome: 'kept', words },
          })
        }
        onClose={() => setAsking(false)}
      >
        {t('answer.ask-text')}
      </ConfirmDialog>
    </Card>
  )
}
