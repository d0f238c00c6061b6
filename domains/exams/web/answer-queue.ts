import type { AnswerValue } from '../contract.ts'

/** 'saved' only after the server has acknowledged; 'kept' is on this device and goes out when the line is back. */
export type AnswerState = 'none' | 'saving' | 'saved' | 'kept' | 'failed'
export interface AnswerOnPage {
  value: AnswerValue
  sequence: number
  state: AnswerState
  at: number | null
  /** When it was given, by the server's clock: an answer in time may arrive late. */
  typedAt?: string
}

/** An answer that the server has not acknowledged, as it lies on the device. */
export interface WaitingAnswer {
  value: AnswerValue
  sequence: number
  typedAt?: string
}

/** line: try again later; over: the attempt takes nothing any more; refused: this answer will never be taken. */
export type Failure = 'line' | 'over' | 'refused'

export interface QueueParts {
  /** Sends one answer; kept when the server has it on disk. @throws what `failureOf` understands */
  put: (questionId: string, waiting: WaitingAnswer) => Promise<{ savedAt: string }>
  failureOf: (error: unknown) => Failure
  /** On the device, for a reload. */
  keep: (questionId: string, waiting: WaitingAnswer) => Promise<unknown>
  forget: (questionId: string) => Promise<unknown>
  waiting: () => Promise<[string, WaitingAnswer][]>
  /** The server's time, as well as the page knows it. */
  clock: () => string
  /** How long a change may wait on the device for the next one, in milliseconds: long texts are not sent at every letter. */
  pause?: (value: AnswerValue) => number
  /** Told at every change. */
  show: (answers: Map<string, AnswerOnPage>) => void
  over: () => void
}

export interface AnswerQueue {
  change: (questionId: string, value: AnswerValue) => void
  /** Tries what waits, and tells whether all is on the server. */
  flush: () => Promise<boolean>
  /** Takes up what an earlier visit could not send. */
  resume: () => Promise<void>
  /** Sends what was kept for want of a line. */
  retry: () => void
}

/**
 * The answers of one attempt on their way to the server. Every change goes to the device first and then out, each with a rising
 * sequence; of one question one write is on its way at a time, and what was changed meanwhile follows it. A change is never
 * undone by the acknowledgement of an older one.
 */
export function answerQueue(parts: QueueParts, saved: Map<string, AnswerOnPage>): AnswerQueue {
  let latest = saved
  let sequence = Math.max(0, ...[...saved.values()].map((one) => one.sequence))
  const sending = new Map<string, Promise<void>>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const set = (questionId: string, next: AnswerOnPage): void => {
    latest = new Map(latest).set(questionId, next)
    parts.show(latest)
  }

  const send = (questionId: string): Promise<void> => {
    const running = sending.get(questionId)
    if (running) return running
    const work = sendNewest(questionId).finally(() => sending.delete(questionId))
    sending.set(questionId, work)
    return work
  }

  /** Sends after a pause that is counted from the first change, so that who writes without a rest is saved all the same. */
  function soon(questionId: string, pause: number): void {
    if (pause === 0) return void send(questionId)
    if (timers.has(questionId)) return
    timers.set(
      questionId,
      setTimeout(() => {
        timers.delete(questionId)
        void send(questionId)
      }, pause),
    )
  }

  async function sendNewest(questionId: string): Promise<void> {
    for (let one = latest.get(questionId); one && one.state !== 'saved'; one = latest.get(questionId)) {
      const { value, sequence: own } = one
      set(questionId, { ...one, state: 'saving' })
      try {
        const ack = await parts.put(questionId, waitingOf(one))
        if (latest.get(questionId)?.sequence !== own) continue
        // said before anything else is awaited: a change that comes from now on is newer, and stays
        set(questionId, { value, sequence: own, state: 'saved', at: Date.parse(ack.savedAt) })
        await parts.forget(questionId)
        const newer = latest.get(questionId)
        // what was changed during the removal may have been removed with it
        if (newer && newer.sequence !== own) await parts.keep(questionId, waitingOf(newer))
      } catch (error) {
        if (await failed(questionId, own, parts.failureOf(error))) return
      }
    }
  }

  /** Whether to stop trying for now. */
  async function failed(questionId: string, own: number, failure: Failure): Promise<boolean> {
    const one = latest.get(questionId)
    // another answer than the refused one may be taken
    if (failure === 'refused' && one && one.sequence !== own) return false
    if (one) set(questionId, { ...one, state: failure === 'line' ? 'kept' : 'failed' })
    if (failure === 'over') {
      // what waits can never be taken any more
      for (const [key] of await parts.waiting()) await parts.forget(key)
      parts.over()
    }
    return true
  }

  return {
    change(questionId, value) {
      sequence += 1
      const own = sequence
      const typedAt = parts.clock()
      set(questionId, { value, sequence: own, state: 'saving', at: null, typedAt })
      void parts.keep(questionId, { value, sequence: own, typedAt }).then(() => {
        if (latest.get(questionId)?.sequence === own) soon(questionId, parts.pause?.(value) ?? 0)
      })
    },
    async flush() {
      await Promise.all([...latest].filter(([, one]) => one.state !== 'saved' && one.state !== 'failed').map(([id]) => send(id)))
      return [...latest.values()].every((one) => one.state === 'saved')
    },
    async resume() {
      for (const [questionId, one] of await parts.waiting()) {
        sequence = Math.max(sequence, one.sequence)
        const known = latest.get(questionId)
        if (one.sequence > (known?.sequence ?? 0)) {
          set(questionId, { ...one, state: 'kept', at: null })
          void send(questionId)
        } else if (known?.state === 'saved') void parts.forget(questionId)
      }
    },
    retry() {
      for (const [questionId, one] of latest) if (one.state === 'kept') void send(questionId)
    },
  }
}

function waitingOf({ value, sequence, typedAt }: AnswerOnPage): WaitingAnswer {
  return { value, sequence, ...(typedAt ? { typedAt } : {}) }
}
