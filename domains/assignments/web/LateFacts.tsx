import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import type { AssignmentView } from '../contract.ts'

/** The deadline and what being late costs, in words, before anything is handed in. */
export function LateFacts({ view }: { view: AssignmentView }): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const late = !view.allowLate
    ? t('facts.late-refused')
    : view.latePerDay === 0
      ? t('facts.late-taken')
      : view.lateFloor > 0
        ? t('facts.late-reduced-floor', { perDay: view.latePerDay, floor: view.lateFloor })
        : t('facts.late-reduced', { perDay: view.latePerDay })
  return (
    <>
      {view.dueAt && (
        <li>
          {t('facts.due', { when: format.dateTime(view.dueAt) })}
          {view.extended && ` ${t('facts.extended', { reason: view.extended.reason })}`}
        </li>
      )}
      {view.dueAt && <li>{late}</li>}
      {view.dueAt && view.lateUntil && <li>{t('facts.late-until', { when: format.dateTime(view.lateUntil) })}</li>}
    </>
  )
}

/** What handing in now would cost, while the deadline is over. */
export function LateNow({ view }: { view: AssignmentView }): ReactNode {
  const t = useText('assignments')
  if (view.daysLate === 0) return null
  return <Notice tone="warn">{view.kept < 100 ? t('hand-in.late-kept', { count: view.daysLate, kept: view.kept }) : t('hand-in.late')}</Notice>
}
