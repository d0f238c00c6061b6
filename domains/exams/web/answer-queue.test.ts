import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { answerQueue, type AnswerOnPage, type Failure, type QueueParts, type WaitingAnswer } from './answer-queue.ts'

class Broken extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure)
    this.failure = failure
  }
}

/** A page, its device and a server whose every step is let through in an order of fast-check's choosing. */
function world(scheduler: fc.Scheduler, line: () => Failure | null) {
  const server = new Map<string, WaitingAnswer>()
  const device = new Map<string, WaitingAnswer>()
  let shown = new Map<string, AnswerOnPage>()
  let over = 0
  const step = scheduler.scheduleFunction(async (work: () => unknown) => work())
  const parts: QueueParts = {
    put: async (id, waiting) => {
      await step(() => {
        const broken = line()
        if (broken) throw new Broken(broken)
        if ((server.get(id)?.sequence ?? 0) < waiting.sequence) server.set(id, waiting)
      })
      // the acknowledgement has its own way back, and may be lost on it
      await step(() => {
        if (line() === 'line') throw new Broken('line')
      })
      return { savedAt: new Date(0).toISOString() }
    },
    clock: () => new Date(0).toISOString(),
    failureOf: (error) => {
      if (error instanceof Broken) return error.failure
      throw error
    },
    keep: (id, waiting) => step(() => device.set(id, waiting)),
    forget: (id) => step(() => device.delete(id)),
    waiting: async () => [...device],
    show: (answers) => (shown = answers),
    over: () => (over += 1),
  }
  return { server, device, parts, shown: () => shown, over: () => over }
}

const given = (number: number) => ({ number: String(number) })
const changes = fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 12 })

test('whatever comes in whatever order over a breaking line, the last change of each question is what is saved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), changes, fc.array(fc.boolean(), { maxLength: 20 }), async (scheduler, ids, breaks) => {
      let moment = 0
      const { server, device, parts, shown } = world(scheduler, () => (breaks[moment++] ? 'line' : null))
      const queue = answerQueue(parts, new Map())
      const last = new Map<string, number>()
      const typing = scheduler.scheduleSequence(
        ids.map((id, index) => async () => {
          last.set(id, index)
          queue.change(id, given(index))
        }),
      )
      await scheduler.waitFor(typing.task.then(() => undefined))
      // the line breaks at most as often as it was told to
      for (let round = 0; round <= breaks.length; round++) {
        queue.retry()
        await scheduler.waitIdle()
      }
      for (const [id, index] of last) {
        expect(server.get(id)?.value, `${id} on the server`).toEqual(given(index))
        expect(shown().get(id)).toMatchObject({ value: given(index), state: 'saved' })
      }
      expect(device.size).toBe(0)
      expect(await queue.flush()).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('what is shown as saved is on the server at that moment, and a page that dies keeps the rest on the device', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), changes, fc.nat(40), async (scheduler, ids, steps) => {
      const { server, device, parts, shown } = world(scheduler, () => null)
      const checked: QueueParts = {
        ...parts,
        show: (answers) => {
          for (const [id, one] of answers) if (one.state === 'saved') expect(server.get(id)?.value).toEqual(one.value)
          parts.show(answers)
        },
      }
      const queue = answerQueue(checked, new Map())
      for (const [index, id] of ids.entries()) queue.change(id, given(index))
      for (let step = 0; step < steps && scheduler.count() > 0; step++) await scheduler.waitOne()
      // every change that had reached the device is there still, or on the server in this form or a newer one
      for (const [id, one] of shown()) {
        const kept = Math.max(server.get(id)?.sequence ?? 0, device.get(id)?.sequence ?? 0)
        if (one.state === 'saved') expect(kept).toBe(one.sequence)
      }
      const revived = answerQueue(parts, new Map())
      const waiting = new Map(device)
      await scheduler.waitFor(revived.resume())
      await scheduler.waitIdle()
      for (const [id, one] of waiting) expect(server.get(id)?.sequence).toBeGreaterThanOrEqual(one.sequence)
    }),
    { numRuns: 300 },
  )
})

test('an attempt that is over takes nothing more: what waits is let go, and the page is told', async () => {
  const scheduler = fc.sample(fc.scheduler(), 1)[0] as fc.Scheduler
  const { device, parts, shown, over } = world(scheduler, () => 'over')
  const queue = answerQueue(parts, new Map())
  queue.change('a', given(1))
  queue.change('b', given(2))
  await scheduler.waitIdle()
  expect(over()).toBeGreaterThan(0)
  expect(shown().get('a')?.state).toBe('failed')
  expect([...device.keys()].length).toBeLessThan(2)
  expect(await queue.flush()).toBe(false)
})

test('a long text that is typed without a rest goes out once a pause, and whole when it is asked for', async () => {
  vi.useFakeTimers()
  try {
    const sent: string[] = []
    const device = new Map<string, WaitingAnswer>()
    const parts: QueueParts = {
      put: async (_id, { value }) => {
        sent.push(value.number ?? '')
        return { savedAt: new Date(0).toISOString() }
      },
      clock: () => new Date(0).toISOString(),
      failureOf: () => 'line',
      keep: async (id, waiting) => device.set(id, waiting),
      forget: async (id) => device.delete(id),
      waiting: async () => [...device],
      pause: () => 1000,
      show: () => undefined,
      over: () => undefined,
    }
    const queue = answerQueue(parts, new Map())
    for (let letter = 1; letter <= 30; letter++) {
      queue.change('a', { number: 'x'.repeat(letter) })
      await vi.advanceTimersByTimeAsync(100)
      // what has not gone out lies on the device
      if (sent.at(-1) !== 'x'.repeat(letter)) expect(device.get('a')?.value.number).toBe('x'.repeat(letter))
    }
    expect(sent.length).toBeGreaterThanOrEqual(2)
    expect(sent.length).toBeLessThanOrEqual(3)
    queue.change('a', { number: 'whole' })
    expect(await queue.flush()).toBe(true)
    expect(sent.at(-1)).toBe('whole')
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent.filter((one) => one === 'whole')).toHaveLength(1)
    expect(device.size).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
