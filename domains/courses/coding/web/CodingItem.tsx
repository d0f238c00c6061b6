import { lazy, Suspense, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import type { ItemViewProps } from '../../web/item-views.ts'
import type { ItemTaskView, RuntimeView } from '../contract.ts'
import { CodingTask } from './CodingTask.tsx'

const TaskForm = lazy(() => import('./TaskForm.tsx'))

/** An item of the kind `coding`: its task; for its author, while there is none, the form that makes it. */
export default function CodingItem({ itemId }: ItemViewProps): ReactNode {
  const t = useText('courses-coding')
  const found = useApi<ItemTaskView>('/api/items/{itemId}/coding-task', { path: { itemId } })
  return (
    <Loaded from={found}>
      {({ task, mayEdit }: ItemTaskView) =>
        task ? <CodingTask key={task.id} task={task} /> : mayEdit ? <NewTask itemId={itemId} /> : <EmptyState icon="device" title={t('empty')} />
      }
    </Loaded>
  )
}

function NewTask({ itemId }: { itemId: string }): ReactNode {
  const t = useText('courses-coding')
  const runtime = useApi<RuntimeView>('/api/items/{itemId}/coding-runtime', { path: { itemId } })
  return (
    <Card title={t('author.new')}>
      <Loaded from={runtime}>
        {(view: RuntimeView) => (
          <Suspense fallback={<SkeletonLines />}>
            <TaskForm itemId={itemId} place="item" task={null} runtime={view} />
          </Suspense>
        )}
      </Loaded>
    </Card>
  )
}
