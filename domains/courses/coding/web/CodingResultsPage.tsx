import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { DataTable } from '../../../../foundation/web/kit/DataTable.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { PersonName } from '../../../../foundation/web/kit/PersonName.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { CodingResultsView, PersonAttemptsView } from '../contract.ts'
import { toneOf } from './CheckedTests.tsx'
import { CodeEditor } from './CodeEditor.tsx'
import styles from './Coding.module.css'

type Line = CodingResultsView['people'][number]

/** Who has checked programs in a task: how often, the best result; of each the programs themselves. */
export default function CodingResultsPage(): ReactNode {
  const { offeringId = '', taskId = '' } = usePathValues()
  const t = useText('courses-coding')
  const pick = usePick()
  const format = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const found = useApi<CodingResultsView>('/api/coding-tasks/{taskId}/attempts', { path: { taskId } })
  const task = found.data?.task
  return (
    <Page
      title={t('results.title')}
      crumbs={task ? [{ label: pick(task.title), to: `/courses/${offeringId}/items/${task.itemId}` }] : []}
      savedAt={found.savedAt}
    >
      <Loaded from={found}>
        {({ people }: CodingResultsView) =>
          people.length === 0 ? (
            <EmptyState title={t('results.empty')} />
          ) : (
            <Stack gap="l">
              <Notice>{t('results.unverified')}</Notice>
              <DataTable<Line>
                caption={t('results.title')}
                rows={people}
                rowKey={(line) => line.person.id}
                columns={[
                  { key: 'person', title: t('results.student'), phone: 'title', render: (line) => <PersonName person={line.person} /> },
                  {
                    key: 'tries',
                    title: t('results.tries'),
                    align: 'end',
                    sortBy: (line) => line.tries,
                    render: (line) => format.number(line.tries),
                  },
                  {
                    key: 'best',
                    title: t('results.best'),
                    sortBy: (line) => line.best,
                    render: (line) => <StatusBadge tone={line.passed ? 'good' : 'info'}>{format.percent(line.best)}</StatusBadge>,
                  },
                  { key: 'time', title: t('results.time'), nowrap: true, render: (line) => format.duration(line.seconds) },
                  {
                    key: 'last',
                    title: t('results.last'),
                    nowrap: true,
                    sortBy: (line) => line.lastAt,
                    render: (line) => format.dateTime(line.lastAt),
                  },
                  {
                    key: 'code',
                    title: t('results.programs'),
                    phone: 'wide',
                    printed: false,
                    render: (line) => (
                      <Button
                        variant="default"
                        size="compact-md"
                        aria-label={t('results.show-of', { name: `${line.person.surname} ${line.person.givenName}` })}
                        aria-pressed={chosen === line.person.id}
                        onClick={() => setChosen(line.person.id)}
                      >
                        {t('results.show')}
                      </Button>
                    ),
                  },
                ]}
              />
              {chosen && <PersonPart key={chosen} taskId={taskId} personId={chosen} />}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}

function PersonPart({ taskId, personId }: { taskId: string; personId: string }): ReactNode {
  const t = useText('courses-coding')
  const format = useFormat()
  const found = useApi<PersonAttemptsView>('/api/coding-tasks/{taskId}/attempts/{personId}', { path: { taskId, personId } })
  const [at, setAt] = useState(0)
  return (
    <Loaded from={found}>
      {({ person, attempts }: PersonAttemptsView) => {
        const attempt = attempts[Math.min(at, attempts.length - 1)]
        if (!attempt) return null
        return (
          <Card title={<PersonName person={person} />} note={t('results.attempt', { number: attempts.length - at, of: attempts.length })}>
            <div className={styles['task']}>
              <Row>
                <Button variant="default" disabled={at + 1 >= attempts.length} onClick={() => setAt(at + 1)}>
                  {t('results.earlier')}
                </Button>
                <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
                  {t('results.later')}
                </Button>
                <StatusBadge tone={attempt.passed ? 'good' : 'info'}>
                  {t('points-of', { points: format.number(attempt.points), of: format.number(attempt.of) })}
                </StatusBadge>
              </Row>
              <p className={styles['soft']}>
                {t('results.when', { when: format.dateTime(attempt.checkedAt), version: attempt.version })}{' '}
                {Date.parse(attempt.receivedAt) - Date.parse(attempt.checkedAt) > 120_000 &&
                  t('results.came', { when: format.dateTime(attempt.receivedAt) })}
              </p>
              <CodeEditor key={attempt.id} label={t('results.program')} code={attempt.code} readOnly />
              <ul className={styles['tests']}>
                {attempt.tests.map((test, place) => (
                  <li key={place} className={styles['test']}>
                    <div>
                      <span className={styles['name']}>{test.name}</span>
                      <span className={styles['soft']}>{t('points', { count: test.points, points: format.number(test.points) })}</span>
                      {test.hidden && <StatusBadge>{t('test.hidden')}</StatusBadge>}
                      <StatusBadge tone={toneOf[test.outcome]}>{t(`outcome.${test.outcome}`)}</StatusBadge>
                    </div>
                  </li>
                ))}
              </ul>
            </div>
          </Card>
        )
      }}
    </Loaded>
  )
}
