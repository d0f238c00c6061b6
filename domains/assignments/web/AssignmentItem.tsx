import type { ReactNode } from 'react'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { ItemViewProps } from '../../courses/web/index.ts'
import type { AssignmentView } from '../contract.ts'
import { RubricEditor } from '../rubric/web/RubricEditor.tsx'
import { RubricShown } from '../rubric/web/RubricMark.tsx'
import { HandInForm } from './HandInForm.tsx'
import { LateFacts, LateNow } from './LateFacts.tsx'
import { OwnDeadlines } from './OwnDeadlines.tsx'
import { RulesForm } from './RulesForm.tsx'
import { WorkView } from './WorkView.tsx'
import styles from './Work.module.css'

/** An assignment in its course: hand in, and see mark and comment in the same place (R4.4a). */
export default function AssignmentItem({ itemId, offeringId }: ItemViewProps): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const may = useMay()
  const assignment = useApi<AssignmentView>('/api/items/{itemId}/assignment', { path: { itemId } })
  return (
    <Loaded from={assignment}>
      {(view: AssignmentView) => (
        <Stack gap="l">
          <ul className={styles['facts']}>
            <li>{t('facts.points', { count: view.points, points: format.number(view.points) })}</li>
            <LateFacts view={view} />
          </ul>
          {view.rubric && <RubricShown rubric={view.rubric} />}
          {may('submission.make', { offeringId }) && (
            <>
              {view.open ? (
                <Card title={t(view.submissions.length > 0 ? 'hand-in.rework' : 'hand-in.title')}>
                  <LateNow view={view} />
                  <HandInForm view={view} />
                </Card>
              ) : (
                view.reason === 'deadline' && <Notice tone="warn">{t('hand-in.closed')}</Notice>
              )}
              {view.submissions.map((work) => (
                <Card key={work.id} title={t('work.round', { round: work.round })}>
                  <WorkView work={work} maxPoints={view.points} />
                </Card>
              ))}
            </>
          )}
          {may('submission.mark', { offeringId }) && (
            <p>
              <AppLink to={`/courses/${offeringId}/marking`}>{t('marking.title')}</AppLink>
            </p>
          )}
          {may('assignment.edit', { offeringId }) && <RulesForm view={view} />}
          {may('assignment.edit', { offeringId }) && <RubricEditor itemId={itemId} />}
          {may('deadline.grant', { offeringId }) && <OwnDeadlines itemId={itemId} />}
        </Stack>
      )}
    </Loaded>
  )
}
