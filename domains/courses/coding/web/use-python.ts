import { useEffect, useRef, useState } from 'react'
import { lineIsSlow, useDataSaver } from '../../../../foundation/web/session/data-saver.ts'
import type { RuntimeView } from '../contract.ts'
import { dropRuntime, isKept } from './keep-runtime.ts'
import { NotReady, openRuntime, type Runtime } from './runtime-line.ts'

export type PythonState = 'asleep' | 'asking' | 'loading' | 'awake' | 'no-line' | 'broken'

export interface Python {
  state: PythonState
  /** It asks or comes: nothing can be run meanwhile. */
  busy: boolean
  /** How much has come, 0 … 1. */
  share: number
  /** Whether the device has it; null: not known yet. */
  kept: boolean | null
  /** Gives Python ready to run (`agreed`: without asking); null when its reader would rather not fetch it, or it cannot be had (`state` says why). */
  wake: (agreed?: boolean) => Promise<Runtime | null>
  /** Takes it off the device; what runs now goes on until the page is left. */
  drop: () => Promise<void>
  /** The answer to `asking`. */
  answer: (yes: boolean) => void
  /** Where the frame stands. */
  room: React.RefObject<HTMLDivElement | null>
}

/** Python for the programs of one task: fetched when it is first needed; where the line is to be spared, after asking. */
export function usePython(view: RuntimeView): Python {
  const saver = useDataSaver()
  const room = useRef<HTMLDivElement>(null)
  const runtime = useRef<Promise<Runtime> | null>(null)
  const asked = useRef<((yes: boolean) => void) | null>(null)
  const [state, setState] = useState<PythonState>('asleep')
  const [share, setShare] = useState(0)
  const [kept, setKept] = useState<boolean | null>(null)

  useEffect(() => {
    void isKept(view).then(setKept)
    return () => {
      const open = runtime.current
      runtime.current = null
      void open?.then((one) => one.close()).catch(() => null)
    }
  }, [view.address])

  const wake = async (agreed = false): Promise<Runtime | null> => {
    if (runtime.current) return runtime.current.catch(() => null)
    const here = await isKept(view)
    if (!here && !agreed && (saver || lineIsSlow())) {
      setState('asking')
      const yes = await new Promise<boolean>((resolve) => (asked.current = resolve))
      asked.current = null
      if (!yes) {
        setState('asleep')
        return null
      }
    }
    if (!room.current) return null
    setShare(0)
    setState('loading')
    const opening = openRuntime(view, room.current, setShare)
    runtime.current = opening
    try {
      const open = await opening
      setState('awake')
      setKept(await isKept(view))
      return open
    } catch (failure) {
      runtime.current = null
      setState(failure instanceof NotReady && failure.why === 'line' ? 'no-line' : 'broken')
      return null
    }
  }
  const drop = async (): Promise<void> => {
    await dropRuntime()
    setKept(false)
  }
  return { state, busy: state === 'asking' || state === 'loading', share, kept, wake, drop, answer: (yes) => asked.current?.(yes), room }
}
