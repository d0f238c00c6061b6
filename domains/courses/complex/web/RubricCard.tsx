import { Button, Textarea } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useId, useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { PersonName } from '../../../../foundation/web/kit/PersonName.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { useMe } from '../../../../foundation/web/session/me.ts'
import type { ComplexView } from '../contract.ts'
import { measuredWords } from './measured-words.ts'
import styles from './Complex.module.css'

/** The four criteria of R3.4b: what was measured, and the reviewer's own points with the reason. */
export function RubricCard({ view }: { view: ComplexView }): ReactNode {
  const t = useText('courses-complex')
  const { number } = useFormat()
  const me = useMe()
  const own = view.reviewers.find(({ id }) => id === me?.person.id)
  const others = view.reviewers.filter((one) => one.id !== own?.id && Object.keys(one.scores).length > 0)
  const measured = measuredWords(view.measures, t, number)
  const mayScore = own !== undefined && view.state === 'submitted'
  return (
    <Card title={t('rubric.title')} actions={<ClauseTag clause="R3.4b" />}>
      <Stack>
        {mayScore ? (
          <Scores key={own.id} view={view} own={own} measured={measured} />
        ) : (
          <>
            {view.rubric.criteria.map((one) => (
              <section key={one} className={styles['criterion']}>
                <h3>{t(`rubric.${one}`)}</h3>
                <Measured words={measured[one] ?? []} />
              </section>
            ))}
            {view.mayReview && view.state === 'submitted' && <NameMyself view={view} myId={me?.person.id} />}
          </>
        )}
        {others.map((one) => (
          <section key={one.id}>
            <PersonName person={one} style="short" />
            <ul className={styles['soft']}>
              {view.rubric.criteria.map((criterion) => (
                <li key={criterion}>
                  {t(`rubric.${criterion}`)}: {one.scores[criterion] === undefined ? '–' : number(one.scores[criterion])}
                  {one.notes[criterion] && ` — ${one.notes[criterion]}`}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Stack>
    </Card>
  )
}

function Measured({ words }: { words: readonly string[] }): ReactNode {
  return (
    <ul>
      {words.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}

/** Who is of the council and reviews though nobody named them: one press instead of a way through the queue. */
function NameMyself({ view, myId }: { view: ComplexView; myId: string | undefined }): ReactNode {
  const t = useText('courses-complex')
  const offeringId = view.offering.id
  const assign = useAct('put', '/api/offerings/{offeringId}/complex/reviewers', {
    refreshes: [`/api/offerings/${offeringId}/complex`, '/api/complexes'],
  })
  if (!view.mayAssign || !myId) return null
  const personIds = [...view.reviewers.map(({ id }) => id), myId]
  return (
    <>
      <p className={styles['soft']}>{t('rubric.not-named')}</p>
      {assign.error && <ProblemNotice problem={assign.error} />}
      <div>
        <Button variant="default" loading={assign.isPending} onClick={() => assign.mutate({ path: { offeringId }, body: { personIds } })}>
          {t('rubric.name-me')}
        </Button>
      </div>
    </>
  )
}

interface ScoresProps {
  view: ComplexView
  own: ComplexView['reviewers'][number]
  measured: Record<string, string[]>
}

function Scores({ view, own, measured }: ScoresProps): ReactNode {
  const t = useText('courses-complex')
  const id = useId()
  const [scores, setScores] = useState(own.scores)
  const [notes, setNotes] = useState(own.notes)
  const offeringId = view.offering.id
  const save = useAct('put', '/api/offerings/{offeringId}/complex/scores', { refreshes: [`/api/offerings/${offeringId}/complex`] })
  const kept = JSON.stringify([scores, notes]) === JSON.stringify([own.scores, own.notes])
  return (
    <div>
      {view.rubric.criteria.map((one) => (
        <fieldset key={one} className={styles['criterion']}>
          <legend>{t(`rubric.${one}`)}</legend>
          <p className={styles['soft']}>{t(`rubric.look-at.${one}`)}</p>
          <Measured words={measured[one] ?? []} />
          <div className={styles['points']}>
            {Array.from({ length: view.rubric.mostPoints + 1 }, (_none, points) => (
              <label key={points}>
                <input
                  type="radio"
                  name={`${id}-${one}`}
                  checked={scores[one] === points}
                  onChange={() => setScores((before) => ({ ...before, [one]: points }))}
                />
                <span>{points}</span>
              </label>
            ))}
          </div>
          <Textarea
            aria-label={`${t('rubric.why')}: ${t(`rubric.${one}`)}`}
            placeholder={t('rubric.why')}
            autosize
            minRows={1}
            maxLength={2000}
            value={notes[one] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget
              setNotes((before) => ({ ...before, [one]: value }))
            }}
          />
        </fieldset>
      ))}
      {save.error && <ProblemNotice problem={save.error} />}
      <div className={styles['foot']}>
        <Button disabled={kept} loading={save.isPending} onClick={() => save.mutate({ path: { offeringId }, body: { scores, notes } })}>
          {t('rubric.save')}
        </Button>
        <span role="status">{kept && Object.keys(own.scores).length > 0 ? t('rubric.saved') : ''}</span>
      </div>
    </div>
  )
}
