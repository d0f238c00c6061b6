import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import type { BlockMakerProps } from '../../web/lesson-blocks.ts'
import type { RuntimeView, TaskView } from '../contract.ts'
import TaskForm from './TaskForm.tsx'

/** Makes a programming task for a lesson and puts it where the cursor is; or changes the one that was chosen there. */
export default function CodingMaker({ itemId, had, onInsert, onClose }: BlockMakerProps): ReactNode {
  const id = had?.id ?? null
  const task = useApi<TaskView>('/api/coding-tasks/{taskId}', { path: { taskId: id ?? '' }, enabled: id !== null })
  const runtime = useApi<RuntimeView>('/api/items/{itemId}/coding-runtime', { path: { itemId }, enabled: id === null })
  if (id !== null)
    return (
      <Loaded from={task}>
        {(view: TaskView) => <TaskForm itemId={view.itemId} place={view.place} task={view} runtime={view.runtime} onDone={onClose} />}
      </Loaded>
    )
  return (
    <Loaded from={runtime}>
      {(view: RuntimeView) => <TaskForm itemId={itemId} place="block" task={null} runtime={view} onDone={(made) => onInsert({ id: made })} />}
    </Loaded>
  )
}
