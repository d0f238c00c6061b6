import { useEffect, useRef, useState } from 'react'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import type { ContentInput, TaskView } from '../contract.ts'

/** A task while its author writes it, before it is saved: a dialog that is closed or a tab that dies loses nothing. */
interface Draft {
  /** The version it began with; 0: a new one. */
  version: number
  content: ContentInput
}

const store = deviceStore<Draft>('portal-coding-task-drafts')

export interface TaskDraft {
  content: ContentInput | null
  version: number
  edit: (change: Partial<ContentInput>) => void
  /** What the device kept from a time when it was not saved. */
  restored: boolean
  /** Grows when the content came from elsewhere than `edit`. */
  turn: number
  /** Forgets what the device kept; with `anew` begins from what the server has. */
  forget: (anew: boolean) => Promise<void>
}

function emptyTest(): ContentInput['tests'][number] {
  return { id: crypto.randomUUID(), name: '', kind: 'io', input: '', expected: '', code: '', points: 1, hidden: false }
}

function contentOf(task: TaskView | null): ContentInput {
  if (!task) return { title: {}, instruction: {}, starter: '', solution: '', tests: [emptyTest()], seconds: 5, hints: [] }
  const { title, instruction, starter, solution, tests, seconds, hints } = task
  return { title, instruction, starter, solution: solution ?? '', tests, seconds, hints } as ContentInput
}

/** The draft of a task: a new one's of its item, or a change of one that is there. */
export function useTaskDraft(itemId: string, task: TaskView | null): TaskDraft {
  const key = task ? task.id : `new ${itemId}`
  const [content, setContent] = useState<ContentInput | null>(null)
  const [version, setVersion] = useState(task?.version ?? 0)
  const [restored, setRestored] = useState(false)
  const [turn, setTurn] = useState(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    void store.get(key).then((kept) => {
      setContent(kept?.content ?? contentOf(task))
      setVersion(kept?.version ?? task?.version ?? 0)
      setRestored(kept !== undefined)
    })
  }, [key])

  return {
    content,
    version,
    restored,
    turn,
    edit: (change) =>
      setContent((before) => {
        if (!before) return before
        const next = { ...before, ...change }
        clearTimeout(timer.current)
        timer.current = setTimeout(() => void store.put(key, { version, content: next }), 200)
        return next
      }),
    forget: async (anew) => {
      clearTimeout(timer.current)
      await store.remove(key)
      if (!anew) return
      setContent(contentOf(task))
      setVersion(task?.version ?? 0)
      setRestored(false)
      setTurn((before) => before + 1)
    },
  }
}

export { emptyTest }
