import { expect, test } from 'vitest'
import { ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import type { PieceStore } from './kept-recordings.ts'
import { makePieceQueue } from './piece-queue.ts'
import { sendRecording, type SendState, type Transport } from './send-recording.ts'

/** A device with room for so many bytes. */
function device(room = Number.POSITIVE_INFINITY): PieceStore & { kept: Map<number, Blob> } {
  const kept = new Map<number, Blob>()
  const used = (): number => [...kept.values()].reduce((sum, { size }) => sum + size, 0)
  return {
    kept,
    put: async (number, piece) => {
      const fits = used() + piece.size <= room
      if (fits) kept.set(number, piece)
      return fits
    },
    get: async (number) => kept.get(number),
    remove: async (number) => void kept.delete(number),
  }
}
const piece = (text: string): Blob => new Blob([text])
const fresh = { base: 0, pieces: [] }

test('bytes are read across pieces from any place, and the whole can be looked at', async () => {
  const queue = makePieceQueue(device(), fresh)
  for (const text of ['abc', 'defg', 'hi']) expect(await queue.add(piece(text))).toBe(true)
  expect(queue.total()).toBe(9)
  expect(await (await queue.from(2, 4))?.text()).toBe('cdef')
  expect(await (await queue.from(7, 100))?.text()).toBe('hi')
  expect(await queue.from(9, 5)).toBeNull()
  const whole = await queue.whole('video/webm')
  expect([await whole?.text(), whole?.type]).toEqual(['abcdefghi', 'video/webm'])
})

test('a full device gives up what the server has, and nothing else', async () => {
  const store = device(8)
  const queue = makePieceQueue(store, fresh)
  await queue.add(piece('aaaa'))
  await queue.add(piece('bbbb'))
  expect(await queue.add(piece('cccc')), 'nothing may go yet').toBe(false)
  queue.acknowledge(6)
  expect(await queue.add(piece('dd'))).toBe(true)
  expect([...store.kept.keys()]).toEqual([1, 3])
  expect(queue.base()).toBe(4)
  expect(await queue.whole('video/webm')).toBeNull()
  expect(await (await queue.from(6, 2))?.text()).toBe('bb')
})

test('what a broken page left is gone on with where its pieces begin', async () => {
  const store = device()
  await store.put(2, piece('efgh'))
  await store.put(3, piece('ij'))
  const queue = makePieceQueue(store, {
    base: 4,
    pieces: [
      { number: 2, bytes: 4 },
      { number: 3, bytes: 2 },
    ],
  })
  expect([queue.base(), queue.total()]).toEqual([4, 10])
  expect(await (await queue.from(5, 100))?.text()).toBe('fghij')
  await queue.add(piece('k'))
  expect([...store.kept.keys()]).toEqual([2, 3, 4])
})

/** A server that may break off in the middle of a piece, or forget. */
function server(before = '') {
  const state = {
    bytes: before,
    whole: false,
    made: '',
    trim: null as unknown,
    breakAt: -1,
    gone: false,
    begun: 0,
    refusal: null as ApiProblem | null,
  }
  const transport: Transport = {
    begin: async () => {
      state.begun++
      state.bytes = ''
      state.gone = false
      return `/u/${state.begun}`
    },
    arrived: async () => (state.gone ? null : { offset: state.bytes.length, whole: state.whole }),
    append: async (_href, offset, part) => {
      if (state.refusal) throw state.refusal
      if (offset !== state.bytes.length) throw new ApiProblem({}, 409)
      const text = await part.text()
      if (state.breakAt >= 0) {
        // half a piece arrives, and no answer comes
        state.bytes += text.slice(0, state.breakAt)
        state.breakAt = -1
        throw new ApiProblem({ type: 'offline' }, 0)
      }
      state.bytes += text
      return state.bytes.length
    },
    tellLength: async (_href, bytes) => {
      expect(bytes).toBe(state.bytes.length)
      state.whole = true
    },
    finish: async (_href, trim) => {
      if (state.made) return state.made
      if (state.gone) throw new ApiProblem({ type: 'urn:univer-plus:problem:foundation.not-found' }, 404)
      state.trim = trim
      return (state.made = 'film')
    },
  }
  return { state, transport }
}

async function run(
  given: ReturnType<typeof server>,
  pieces: string[],
  href: string | null = null,
  trim: { start: number; end: number } | null = null,
) {
  const queue = makePieceQueue(device(), fresh)
  for (const text of pieces) await queue.add(piece(text))
  const states: SendState[] = []
  const made = await new Promise<string | null>((resolve) => {
    const sender = sendRecording({
      queue,
      transport: given.transport,
      href,
      onBegun: () => undefined,
      onMade: resolve,
      onState: (state) => {
        states.push(state)
        // the line is back at once
        if (state.state === 'waiting-for-line') setTimeout(() => sender.wake())
        if (state.state === 'failed') resolve(null)
      },
    })
    sender.close(trim)
  })
  return { made, states }
}

test('a line that drops within a piece costs nothing and doubles nothing', async () => {
  const given = server()
  given.state.breakAt = 3
  const { made, states } = await run(given, ['abcd', 'efgh'], null, { start: 1, end: 2 })
  expect(made).toBe('film')
  expect(given.state).toMatchObject({ bytes: 'abcdefgh', whole: true, begun: 1, trim: { start: 1, end: 2 } })
  expect(states.some(({ state }) => state === 'waiting-for-line')).toBe(true)
})

test('after a broken page it goes on where the server is; one that the server forgot is sent anew; one that is a film already is not', async () => {
  const half = server('abc')
  expect((await run(half, ['abcd', 'efgh'], '/u/0')).made).toBe('film')
  expect(half.state).toMatchObject({ bytes: 'abcdefgh', begun: 0 })
  const forgotten = server('abc')
  forgotten.state.gone = true
  expect((await run(forgotten, ['abcd'], '/u/0')).made).toBe('film')
  expect(forgotten.state).toMatchObject({ bytes: 'abcd', begun: 1 })
  const done = server()
  done.state.gone = true
  done.state.made = 'had'
  expect((await run(done, ['abcd'], '/u/0')).made).toBe('had')
  expect(done.state.begun).toBe(0)
})

test('a refusal stops it and is told', async () => {
  const given = server()
  given.state.refusal = new ApiProblem({ type: 'urn:univer-plus:problem:foundation.forbidden', title: 'Нет' }, 403)
  const { made, states } = await run(given, ['abcd'])
  expect(made).toBeNull()
  expect(states.at(-1)).toMatchObject({ state: 'failed', problem: { status: 403 } })
})
