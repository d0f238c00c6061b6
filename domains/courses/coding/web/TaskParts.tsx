import { Button } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { useFormat, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { TaskView } from '../contract.ts'
import styles from './Coding.module.css'
import { Words } from './Words.tsx'

const TaskForm = lazy(() => import('./TaskForm.tsx'))

/** Hints, one after another as they are asked for. */
export function Hints({ hints }: { hints: readonly Localized[] }): ReactNode {
  const t = useText('courses-coding')
  const pick = usePick()
  const [shown, setShown] = useState(0)
  if (hints.length === 0) return null
  return (
    <Stack gap="s">
      <div aria-live="polite">
        {hints.slice(0, shown).map((hint, at) => (
          <Notice key={at} title={t('hint.title', { number: at + 1 })}>
            <Words text={pick(hint)} />
          </Notice>
        ))}
      </div>
      {shown < hints.length && (
        <Row>
          <Button variant="subtle" onClick={() => setShown(shown + 1)}>
            {t('hint.show', { number: shown + 1, of: hints.length })}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

/** The reader's own attempts. */
export function Attempts({ task }: { task: TaskView }): ReactNode {
  const t = useText('courses-coding')
  const format = useFormat()
  if (task.attempts.length === 0) return null
  return (
    <details className={styles['fold']}>
      <summary>{t('attempts', { count: task.tries })}</summary>
      <ul className={styles['tests']}>
        {task.attempts.map((attempt) => (
          <li key={attempt.id} className={styles['test']}>
            <div>
              <span className={styles['name']}>{format.dateTime(attempt.checkedAt)}</span>
              <StatusBadge tone={attempt.passed ? 'good' : 'info'}>
                {t('points-of', { points: format.number(attempt.points), of: format.number(attempt.of) })}
              </StatusBadge>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What the task's author does with it: changes it, looks at what came in. */
export function AuthorRow({ task }: { task: TaskView }): ReactNode {
  const t = useText('courses-coding')
  const [editing, setEditing] = useState(false)
  return (
    <Row>
      {task.mayEdit && (
        <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => setEditing(true)}>
          {t('author.edit')}
        </Button>
      )}
      {task.maySeeResults && (
        <AppLink to={`/courses/${task.offeringId}/coding/${task.id}/results`}>{t('results.open', { count: task.triedBy ?? 0 })}</AppLink>
      )}
      {editing && (
        <Dialog open size="l" title={t('author.edit')} onClose={() => setEditing(false)}>
          <Suspense fallback={<SkeletonLines />}>
            <TaskForm itemId={task.itemId} place={task.place} task={task} runtime={task.runtime} onDone={() => setEditing(false)} />
          </Suspense>
        </Dialog>
      )}
    </Row>
  )
}
