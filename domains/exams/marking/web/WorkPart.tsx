import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { RichText } from '../../../../foundation/web/kit/RichText.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { WorkLine, WorkView } from '../contract.ts'
import { countCharacters, countWords, faultOfLength } from '../shared/count-words.ts'
import { MarkForm } from './MarkForm.tsx'
import { nameOfWork } from './order.ts'
import styles from './Marking.module.css'

interface WorkPartProps {
  itemId: string
  line: WorkLine
  names: 'shown' | 'hidden'
  /** Fetched ahead, so that going on needs no waiting. */
  next: WorkLine | null
  /** Null: it is not in the list any more. */
  place: number | null
  of: number
  onPrevious: () => void
  onNext: () => void
  onMarked: () => void
}

const address = '/api/items/{itemId}/marking/{attemptId}/{questionId}'

/** One answer with its question, what it is marked by, and the form of its mark. */
export function WorkPart({ itemId, line, names, next, place, of, onPrevious, onNext, onMarked }: WorkPartProps): ReactNode {
  const t = useText('exams-marking')
  const at = (one: WorkLine | null) => ({ itemId, attemptId: one?.attemptId ?? '', questionId: one?.questionId ?? '' })
  const work = useApi<WorkView>(address, { path: at(line), query: { names } })
  useApi<WorkView>(address, { path: at(next), query: { names }, enabled: next !== null })
  return (
    <Stack gap="l">
      <Row apart>
        <span role="status">{place !== null && t('place', { place, of })}</span>
        <Row>
          <Button variant="default" onClick={onPrevious} disabled={place === 1}>
            {t('previous')}
          </Button>
          <Button variant="default" onClick={onNext} disabled={place === of}>
            {t('next')}
          </Button>
        </Row>
      </Row>
      <Loaded from={work}>
        {(view: WorkView) => (
          <>
            <TextCard view={view} />
            <MarkForm itemId={itemId} work={view} names={names} onMarked={onMarked} />
            <History view={view} />
          </>
        )}
      </Loaded>
    </Stack>
  )
}

function TextCard({ view }: { view: WorkView }): ReactNode {
  const t = useText('exams-marking')
  const format = useFormat()
  const say = usePick()
  const fault = faultOfLength(view.text, view)
  const guidance = say(view.guidance)
  return (
    <Card
      title={nameOfWork(view, { name: (person) => format.name(person), code: (code) => t('code', { code }) })}
      note={t('handed-in', { when: format.dateTime(view.submittedAt), number: view.attemptNumber })}
    >
      <Stack>
        <div className={styles['question']}>
          <RichText html={say(view.prompt)} />
        </div>
        {guidance && (
          <details className={styles['guidance']}>
            <summary>{t('guidance')}</summary>
            <RichText html={guidance} />
          </details>
        )}
        <div className={styles['text']} data-work>
          {view.text}
        </div>
        <Row>
          <span className={styles['soft']}>
            {t('exams:asked.essay-words', { count: countWords(view.text) })} · {t('characters', { count: countCharacters(view.text) })}
          </span>
          {fault && <StatusBadge tone="warn">{t(`exams:asked.essay-fault-${fault}`)}</StatusBadge>}
          {view.late && <StatusBadge tone="warn">{t('late')}</StatusBadge>}
        </Row>
      </Stack>
    </Card>
  )
}

/** Every mark that was given, with who gave it and why it was changed. */
function History({ view }: { view: WorkView }): ReactNode {
  const t = useText('exams-marking')
  const format = useFormat()
  if (view.history.length === 0) return null
  return (
    <Card title={t('history')} tone="plain">
      <ul className="plain-list">
        {view.history.map((one) => (
          <li key={one.number} className={styles['mark']}>
            <strong>{t('points-of', { points: format.number(one.points), max: format.number(view.maxPoints) })}</strong>
            <span className={styles['soft']}>
              {format.name(one.by, 'short')}, {format.dateTime(one.at)}
            </span>
            {one.reason && <span>{t('because', { reason: one.reason })}</span>}
            {one.comment && <span className={styles['comment']}>{one.comment}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
