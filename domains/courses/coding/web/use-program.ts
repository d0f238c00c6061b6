import { useEffect, useRef, useState } from 'react'
import type { Saving } from '../../../../foundation/web/kit/SavedState.tsx'
import type { TaskView } from '../contract.ts'
import { keepProgram, keptProgram, sendProgram } from './waiting.ts'

const keepAfter = 300
const sendAfter = 4_000

export interface Program {
  /** Null while the device is asked what it has. */
  code: string | null
  /** Grows when the code came from elsewhere than the editor. */
  turn: number
  type: (code: string) => void
  /** Puts another program into the editor. */
  put: (code: string) => void
  /** Keeps and sends what is typed now, without waiting for a rest. */
  save: () => void
  saving: Saving
}

/** The program that is being written in a task: of the device's copy and the server's the newer one; kept on both as it is typed. */
export function useProgram(task: TaskView): Program {
  const [code, setCode] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)
  const [saving, setSaving] = useState<Saving>('idle')
  const timers = useRef<{ keep?: ReturnType<typeof setTimeout>; send?: ReturnType<typeof setTimeout>; code: string | null }>({ code: null })

  const send = async (): Promise<void> => {
    setSaving('saving')
    const outcome = await sendProgram(task.id)
    setSaving({ sent: 'saved', waits: 'offline', refused: 'failed' }[outcome] as Saving)
  }
  const keep = async (): Promise<void> => {
    const typed = timers.current.code
    clearTimeout(timers.current.keep)
    timers.current.code = null
    if (typed !== null && task.mayAttempt) await keepProgram(task.id, typed, new Date().toISOString())
  }
  const type = (typed: string): void => {
    setCode(typed)
    if (!task.mayAttempt) return
    setSaving('waiting')
    timers.current.code = typed
    clearTimeout(timers.current.keep)
    clearTimeout(timers.current.send)
    timers.current.keep = setTimeout(() => void keep(), keepAfter)
    timers.current.send = setTimeout(() => void send(), sendAfter)
  }

  useEffect(() => {
    let gone = false
    void keptProgram(task.id).then((here) => {
      if (gone) return
      const newer = here && (!task.draft || here.typedAt >= task.draft.typedAt) ? here.code : task.draft?.code
      setCode(newer ?? task.starter)
    })
    const leave = (): void => {
      if (task.mayAttempt) void keep().then(() => sendProgram(task.id))
    }
    const hide = (): void => {
      if (document.visibilityState === 'hidden') leave()
    }
    document.addEventListener('visibilitychange', hide)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', hide)
      clearTimeout(timers.current.send)
      leave()
    }
  }, [task.id])

  return {
    code,
    turn,
    type,
    put: (other) => {
      type(other)
      setTurn((before) => before + 1)
    },
    save: () => {
      if (!task.mayAttempt || saving === 'idle') return
      clearTimeout(timers.current.send)
      void keep().then(send)
    },
    saving,
  }
}
