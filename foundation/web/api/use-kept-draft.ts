import { useEffect, useRef, useState } from 'react'
import type { Saving } from '../kit/SavedState.tsx'
import { asProblem, type ApiProblem } from './api-problem.ts'
import type { DeviceStore } from './device-store.ts'

/** A text or a document that is being written, and the version of the server's that it began with. */
export interface KeptDraft<Content> {
  version: number
  content: Content
}

export interface DraftRules<Content, Answer extends { version: number }> {
  store: DeviceStore<KeptDraft<Content>>
  /** What is written, e.g. an id; the store adds the account. */
  key: string
  /** What the server has. Only the first one counts: later answers do not change what is written. */
  began: KeptDraft<Content>
  /** Saves it; refuses with 409 when somebody else saved in between. */
  send: (draft: KeptDraft<Content>) => Promise<Answer>
  /** `whole`: nothing was written since. */
  onSaved?: (answer: Answer, sent: Content, whole: boolean) => void
  /** Milliseconds after the last change before a saving. */
  pause?: number
}

export interface DraftState<Content> {
  content: Content
  /** The version of the server's that the text stands on. */
  version: number
  edit: (change: (had: Content) => Content) => void
  /** 'saved' only after the server answered. */
  state: Saving
  savedAt: number | null
  problem: ApiProblem | null
  /** Somebody else saved in between (409): nothing is sent until `goOn` or `begin`. */
  clash: boolean
  save: () => void
  /** What the device kept from a time when it could not be saved. */
  restored: boolean
  /** Grows when the content came from elsewhere than `edit`: what shows it takes it anew. */
  turn: number
  /** Saves the own text after theirs: it stands on that version now. */
  goOn: (version: number) => void
  /** Leaves the own text for another one; what the device kept goes. */
  begin: (from: KeptDraft<Content>) => Promise<void>
}

const lineAgain = 8000

/**
 * Something while it is written: kept on the device with every change, saved on the server after a pause, sent again
 * when the line is back. Another author's saving is told, and what was written here stays.
 */
export function useKeptDraft<Content, Answer extends { version: number }>(rules: DraftRules<Content, Answer>): DraftState<Content> {
  const { store, key, began, pause = 1500 } = rules
  const [content, setContent] = useState(began.content)
  const [version, setVersion] = useState(began.version)
  const [state, setState] = useState<Saving>('idle')
  const [savedAt, setSavedAt] = useState<number | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [restored, setRestored] = useState(false)
  const [turn, setTurn] = useState(0)
  const latest = useRef<KeptDraft<Content>>(began)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const now = useRef({ busy: false, unsaved: false, clash: false, gone: false })
  const current = useRef(rules)
  current.current = rules

  const standOn = (number: number): void => {
    latest.current = { ...latest.current, version: number }
    setVersion(number)
  }
  const plan = (wait: number): void => {
    clearTimeout(timer.current)
    if (!now.current.clash && !now.current.gone) timer.current = setTimeout(() => void send(), wait)
  }
  const send = async (): Promise<void> => {
    clearTimeout(timer.current)
    if (now.current.busy || now.current.clash) return
    now.current.busy = true
    const sent = latest.current
    setState('saving')
    try {
      const answer = await current.current.send(sent)
      const whole = latest.current.content === sent.content
      now.current.unsaved = !whole
      standOn(answer.version)
      setProblem(null)
      setSavedAt(Date.now())
      setState(whole ? 'saved' : 'waiting')
      current.current.onSaved?.(answer, sent.content, whole)
      if (whole) await store.remove(key)
      else {
        await store.put(key, latest.current)
        plan(pause)
      }
    } catch (error) {
      const told = asProblem(error)
      now.current.clash = told.status === 409
      setState(told.isOffline ? 'offline' : 'failed')
      setProblem(told.isOffline ? null : told)
      if (told.isOffline) plan(lineAgain)
    } finally {
      now.current.busy = false
    }
  }

  useEffect(() => {
    now.current.gone = false
    void store.get(key).then((kept) => {
      if (!kept || JSON.stringify(kept.content) === JSON.stringify(began.content)) return
      // begun from another version: the server will tell, nothing is overwritten
      latest.current = kept
      now.current.unsaved = true
      setContent(kept.content)
      setVersion(kept.version)
      setRestored(true)
      setTurn((had) => had + 1)
      setState('waiting')
      plan(pause)
    })
    return () => {
      clearTimeout(timer.current)
      now.current.gone = true
      // leaving the page is a pause too
      if (now.current.unsaved) void send()
    }
  }, [key])

  useEffect(() => {
    if (state === 'idle' || state === 'saved') return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    const again = (): void => {
      if (now.current.unsaved) plan(0)
    }
    window.addEventListener('beforeunload', warn)
    window.addEventListener('online', again)
    return () => {
      window.removeEventListener('beforeunload', warn)
      window.removeEventListener('online', again)
    }
  }, [state])

  return {
    content,
    version,
    state,
    savedAt,
    problem,
    clash: problem?.status === 409,
    restored,
    turn,
    edit(change) {
      const next = change(latest.current.content)
      latest.current = { ...latest.current, content: next }
      now.current.unsaved = true
      setContent(next)
      setState(now.current.clash ? 'failed' : 'waiting')
      void store.put(key, latest.current)
      // the last words come while the page is being left
      if (now.current.gone) void send()
      else plan(pause)
    },
    save: () => void send(),
    goOn(number) {
      now.current.clash = false
      setProblem(null)
      standOn(number)
      void send()
    },
    async begin(from) {
      clearTimeout(timer.current)
      now.current = { ...now.current, unsaved: false, clash: false }
      latest.current = from
      setContent(from.content)
      setVersion(from.version)
      setProblem(null)
      setRestored(false)
      setTurn((had) => had + 1)
      setState('idle')
      await store.remove(key)
    },
  }
}
