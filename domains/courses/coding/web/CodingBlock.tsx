import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import type { LessonBlockProps } from '../../web/lesson-blocks.ts'
import type { TaskView } from '../contract.ts'
import { CodingTask } from './CodingTask.tsx'

/** A programming task inside a lesson's text. */
export default function CodingBlock({ id }: LessonBlockProps): ReactNode {
  const found = useApi<TaskView>('/api/coding-tasks/{taskId}', { path: { taskId: id ?? '' }, enabled: id !== null })
  return <Loaded from={found}>{(task: TaskView) => <CodingTask key={task.id} task={task} />}</Loaded>
}
