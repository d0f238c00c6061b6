import { useEffect, useRef, useState } from 'react'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { refresh } from '../../../../foundation/web/api/query-client.ts'
import type { Saving } from '../../../../foundation/web/kit/SavedState.tsx'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import type { SyllabusView } from '../contract.ts'
import type { SyllabusContent, SyllabusFinding } from '../shared/syllabus.ts'

interface Draft {
  version: number
  content: SyllabusContent
}

const store = deviceStore<Draft>('portal-syllabus-drafts')

/** Pause after the last key before a saving. */
const pause = 1500

/**
 * The syllabus while it is written: kept on the device with every change, saved on the server after a pause. A change by
 * another author is told, and what was written here stays.
 */
export function useSyllabusDraft(view: SyllabusView): {
  content: SyllabusContent
  edit: (part: Partial<SyllabusContent>) => void
  findings: readonly SyllabusFinding[]
  state: Saving
  savedAt: number | null
  problem: ApiProblem | null
  save: () => void
  /** What the device kept from a time when it could not be saved. */
  restored: boolean
  /** Leaves the own text and goes on with the one on the server. */
  takeTheirs: () => void
} {
  const offeringId = view.offering.id
  const key = `${currentAccount() ?? ''} ${offeringId}`
  const [content, setContent] = useState(view.content)
  const [findings, setFindings] = useState<readonly SyllabusFinding[]>(view.findings as SyllabusFinding[])
  const [state, setState] = useState<Saving>('idle')
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [restored, setRestored] = useState(false)
  const version = useRef(view.version)
  const latest = useRef(content)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const busy = useRef(false)

  const send = async (): Promise<void> => {
    clearTimeout(timer.current)
    if (busy.current) return
    busy.current = true
    const sent = latest.current
    setState('saving')
    try {
      const answer = await act<{ version: number; findings: SyllabusFinding[] }>('put', '/api/offerings/{offeringId}/syllabus', {
        path: { offeringId },
        body: { version: version.current, content: sent },
      })
      version.current = answer.version
      setFindings(answer.findings)
      setProblem(null)
      setSavedAt(Date.now())
      const whole = latest.current === sent
      setState(whole ? 'saved' : 'waiting')
      if (whole) await store.remove(key)
      else plan()
      void refresh(`/api/offerings/${offeringId}/syllabus`)
    } catch (error) {
      const told = error instanceof ApiProblem ? error : new ApiProblem({ type: 'unknown' }, 0)
      setState(told.isOffline ? 'offline' : 'failed')
      setProblem(told.isOffline ? null : told)
      if (told.isOffline) timer.current = setTimeout(() => void send(), 8000)
    } finally {
      busy.current = false
    }
  }
  const plan = (): void => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void send(), pause)
  }

  useEffect(() => {
    void store.get(key).then((kept) => {
      if (!kept || JSON.stringify(kept.content) === JSON.stringify(view.content)) return
      latest.current = kept.content
      setContent(kept.content)
      setRestored(true)
      setState('waiting')
      // begun from another version: the server will tell, nothing is overwritten
      version.current = kept.version
    })
    return () => clearTimeout(timer.current)
  }, [key])

  useEffect(() => {
    if (state === 'idle' || state === 'saved') return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [state])

  return {
    content,
    findings,
    state,
    savedAt,
    problem,
    restored,
    edit(part) {
      const next = { ...latest.current, ...part }
      latest.current = next
      setContent(next)
      setState('waiting')
      void store.put(key, { version: version.current, content: next })
      plan()
    },
    save: () => void send(),
    takeTheirs() {
      clearTimeout(timer.current)
      setState('idle')
      void store
        .remove(key)
        .then(() => refresh(`/api/offerings/${offeringId}/syllabus`))
        .then(() => location.reload())
    },
  }
}
