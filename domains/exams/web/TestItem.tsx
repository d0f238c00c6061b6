import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { ItemViewProps } from '../../courses/web/index.ts'
import type { PaperView, TestView } from '../contract.ts'
import { SebNotice } from '../sitting/web/SebNotice.tsx'
import { StartPart } from '../sitting/web/StartPart.tsx'
import { WaitingRoom } from '../sitting/web/WaitingRoom.tsx'
import { PaperForm } from './PaperForm.tsx'
import { ResultPart } from './ResultPart.tsx'
import styles from './Test.module.css'

/** A test in its course: what it asks, the running attempt, the results, all in one place (R4.4a). */
export default function TestItem({ itemId, offeringId }: ItemViewProps): ReactNode {
  const test = useApi<TestView>('/api/items/{itemId}/test', { path: { itemId } })
  return <Loaded from={test}>{(view: TestView) => <TestPart view={view} offeringId={offeringId} />}</Loaded>
}

function TestPart({ view, offeringId }: { view: TestView; offeringId: string }): ReactNode {
  const t = useText('exams')
  const format = useFormat()
  const may = useMay()
  const [shown, setShown] = useState<string | null>(null)
  const start = useAct<PaperView>('post', '/api/items/{itemId}/attempts')
  const running = view.own.find((one) => !one.submittedAt)
  const done = view.own.filter((one) => one.submittedAt)
  const last = done.at(-1)
  const again = async (): Promise<void> => {
    start.reset()
    setShown(null)
    await refresh(`/api/items/${view.itemId}/test`, '/api/attempts')
  }
  const paper = start.data && !start.data.submittedAt ? start.data : null
  if (paper) return <Paper paper={paper} onDone={() => void again()} />
  const seb = view.sitting?.seb && !view.sitting.seb.inside ? view.sitting.seb : null
  if (running && seb) return <SebNotice link={seb.link} />
  if (running) return <RunningAttempt attemptId={running.id} onDone={() => void again()} />
  return (
    <Stack gap="l">
      <ul className={styles['facts']}>
        <li>{t('facts.questions', { count: view.questions })}</li>
        <li>{t('paper.points', { count: view.points, points: format.number(view.points) })}</li>
        <li>{view.minutes ? t('facts.minutes', { time: format.duration(view.minutes * 60, 'long') }) : t('facts.no-limit')}</li>
        <li>{view.attempts >= 100 ? t('facts.attempts-any') : t('facts.attempts', { used: view.own.length, of: view.attempts })}</li>
        {view.sitting && <li>{t('facts.sitting', { when: format.dateTime(view.sitting.startsAt) })}</li>}
        {view.passPercent !== null && <li>{t('facts.pass', { percent: format.percent(view.passPercent / 100) })}</li>}
      </ul>
      {may('test.take', { offeringId }) && (
        <>
          {view.closed ? (
            <Notice tone={done.length > 0 || view.closed === 'early' ? 'info' : 'warn'}>
              {view.closed === 'early' && view.sitting
                ? t('closed.early', { when: format.dateTime(view.sitting.startsAt), room: format.time(view.sitting.roomOpensAt) })
                : t(`closed.${view.closed}`)}
            </Notice>
          ) : seb ? null : (
            <StartPart
              view={view}
              again={done.length > 0}
              pending={start.isPending}
              onStart={(code) => start.mutate({ path: { itemId: view.itemId }, body: { code } })}
            />
          )}
          {seb && (!view.closed || view.closed === 'early') && <SebNotice link={seb.link} />}
          {start.error && <ProblemNotice problem={start.error} />}
        </>
      )}
      {last && (
        <Card
          title={t('result.title', { number: done.find((one) => one.id === (shown ?? last.id))?.number ?? 1 })}
          note={view.best !== null ? t('result.best', { points: format.number(view.best), max: format.number(view.points) }) : undefined}
          actions={
            done.length > 1 ? (
              <Row>
                {done.map((one) => (
                  <Button
                    key={one.id}
                    size="compact-sm"
                    variant={one.id === (shown ?? last.id) ? 'filled' : 'default'}
                    aria-pressed={one.id === (shown ?? last.id)}
                    onClick={() => setShown(one.id)}
                  >
                    {t('result.attempt', { number: one.number })}
                  </Button>
                ))}
              </Row>
            ) : undefined
          }
        >
          <ResultPart attemptId={shown ?? last.id} />
        </Card>
      )}
      <Row gap="m">
        {may('test.edit', { offeringId }) && <AppLink to={`/courses/${offeringId}/items/${view.itemId}/test`}>{t('edit.title')}</AppLink>}
        {view.sitting && may('room.watch', { offeringId }) && (
          <AppLink to={`/courses/${offeringId}/items/${view.itemId}/room`}>{t('room.title')}</AppLink>
        )}
        {view.toMark !== null && (
          <AppLink to={`/courses/${offeringId}/items/${view.itemId}/marking`}>
            {view.toMark > 0 ? t('marking.link', { count: view.toMark }) : t('marking.title')}
          </AppLink>
        )}
        {may('test.results', { offeringId }) && <AppLink to={`/courses/${offeringId}/items/${view.itemId}/results`}>{t('results.title')}</AppLink>}
      </Row>
    </Stack>
  )
}

function RunningAttempt({ attemptId, onDone }: { attemptId: string; onDone: () => void }): ReactNode {
  const paper = useApi<PaperView>('/api/attempts/{attemptId}/paper', { path: { attemptId } })
  return <Loaded from={paper}>{(one: PaperView) => <Paper paper={one} onDone={onDone} />}</Loaded>
}

/** A paper to be written, or a sealed one with the time until it opens. */
function Paper({ paper, onDone }: { paper: PaperView; onDone: () => void }): ReactNode {
  const [opened, setOpened] = useState<PaperView | null>(null)
  const shown = opened ?? paper
  if (shown.sealed) return <WaitingRoom paper={shown} sealed={shown.sealed} onOpen={setOpened} />
  return <PaperForm key={shown.attemptId} paper={shown} onDone={onDone} />
}
