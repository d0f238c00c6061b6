import { useRef, useState, type RefObject } from 'react'
import type { CodingTest } from '../shared/coding.ts'
import { checkProgram, type Checked } from './check-program.ts'
import type { CodeEditorHandle } from './CodeEditor.tsx'
import type { RunEnd, Runtime } from './runtime-line.ts'
import type { Python } from './use-python.ts'

export interface Printed {
  text: string
  error: boolean
}

export interface Runs {
  busy: 'run' | 'check' | null
  /** Which test runs now. */
  at: number
  printed: Printed[] | null
  end: RunEnd | null
  checked: Checked[] | null
  run: (program: string, input: string) => Promise<void>
  /** Runs the tests; null when it was stopped or Python could not be had. */
  check: (program: string) => Promise<Checked[] | null>
  stop: () => void
}

/** Runs and checks of one editor's program, one at a time. */
export function useRuns(python: Python, task: { tests: readonly CodingTest[]; seconds: number }, editor: RefObject<CodeEditorHandle | null>): Runs {
  const [busy, setBusy] = useState<Runs['busy']>(null)
  const [at, setAt] = useState(0)
  const [printed, setPrinted] = useState<Printed[] | null>(null)
  const [end, setEnd] = useState<RunEnd | null>(null)
  const [checked, setChecked] = useState<Checked[] | null>(null)
  const runtime = useRef<Runtime | null>(null)

  const begin = async (what: 'run' | 'check'): Promise<Runtime | null> => {
    if (busy || python.busy) return null
    editor.current?.mark(null)
    runtime.current = await python.wake()
    if (runtime.current) setBusy(what)
    return runtime.current
  }
  const mark = (one: RunEnd | null | undefined): void => {
    if (one?.fault?.place === 'program') editor.current?.mark(one.fault.line)
  }
  return {
    busy,
    at,
    printed,
    end,
    checked,
    run: async (program, input) => {
      const open = await begin('run')
      if (!open) return
      setChecked(null)
      setEnd(null)
      const pieces: Printed[] = []
      let drawing = 0
      const draw = (): void => {
        drawing = 0
        setPrinted([...pieces])
      }
      setPrinted([])
      const how = await open.run(
        { program, input, after: '', expected: null, seconds: task.seconds },
        {
          onOutput: (text, error) => {
            const last = pieces.at(-1)
            if (last?.error === error) pieces[pieces.length - 1] = { text: last.text + text, error }
            else pieces.push({ text, error })
            // a program may print faster than a page can be drawn
            drawing ||= requestAnimationFrame(draw)
          },
        },
      )
      cancelAnimationFrame(drawing)
      setPrinted([...pieces])
      setEnd(how)
      mark(how)
      setBusy(null)
    },
    check: async (program) => {
      const open = await begin('check')
      if (!open) return null
      setPrinted(null)
      setEnd(null)
      setChecked(null)
      const done = await checkProgram(open, program, task, setAt)
      setChecked(done)
      mark(done?.find(({ end: how }) => how?.fault?.place === 'program')?.end)
      setBusy(null)
      return done
    },
    stop: () => runtime.current?.stop(),
  }
}
