import { createDecipheriv } from 'node:crypto'
import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/index.ts'
import type { PaperView, ResultView, TestView } from '../contract.ts'
import { answer, attempt, question, test } from '../tables.ts'
import { within } from './admit.ts'
import type { BeatView, ExamsView, RoomView } from './contract.ts'
import { stateAt, timesOf } from './shared/sitting-times.ts'
import { roomAct, sitting } from './tables.ts'

let given: TestPortal
let [teacher, stranger, commission, head, student, mate, outsider, offeringId] = ['', '', '', '', '', '', '', '']

const minute = 60_000
const start = new Date('2026-12-01T04:00:00.000Z').getTime()

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start - 120 * minute })
  given = await testPortal()
  const { portal } = given
  const place = await makeOffering(portal)
  offeringId = place.offeringId
  ;[teacher, stranger, commission, head, student, mate, outsider] = [
    await makePerson(portal, 'teacher'),
    await makePerson(portal, 'teacher'),
    await makePerson(portal),
    await makePerson(portal),
    await makePerson(portal, 'student'),
    await makePerson(portal, 'student'),
    await makePerson(portal, 'student'),
  ]
  await giveRole(portal, head, 'head_of_department', place.departmentId)
  await giveRole(portal, commission, 'exam_commission')
  await assignTeacher(portal, teacher, offeringId)
  for (const one of [student, mate]) await enrol(portal, one, offeringId)
})
afterAll(async () => {
  vi.useRealTimers()
  await given.close()
})

const plan = {
  startsAt: new Date(start).toISOString(),
  roomMinutes: 30,
  lateMinutes: 10,
  graceMinutes: 15,
  code: null,
  networks: [],
  oneDevice: true,
}
const at = (minutes: number): void => void vi.setSystemTime(start + minutes * minute)

/** A test of an hour with one question, sat as an exam. */
async function makeExam(more: object = {}): Promise<{ itemId: string; questionId: string }> {
  const [sectionId, itemId, questionId] = [newId(), newId(), newId()]
  const { write } = given.portal.database
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'Экзамен' }, position: 0 })
  await write.insert(test).values({ itemId, points: 10, attempts: 1, minutes: 60 })
  await write.insert(question).values({
    id: questionId,
    itemId,
    position: 0,
    kind: 'single',
    prompt: { ky: 'Жашыруун суроо' },
    choices: ['a', 'b'].map((id) => ({ id, text: { ky: id }, right: id === 'a' })),
  })
  at(-120)
  const set = await given.request('PUT', `/api/items/${itemId}/sitting`, { as: teacher, body: { ...plan, ...more } })
  expect(set.status).toBe(200)
  return { itemId, questionId }
}
const come = (itemId: string, as = student, body?: object) =>
  given.request('POST', `/api/items/${itemId}/attempts`, { as, ...(body ? { body } : {}) })
const put = (paper: PaperView, questionId: string, body: object, as = student) =>
  given.request('PUT', `/api/attempts/${paper.attemptId}/answers/${questionId}`, { as, body })
const beatOf = async (paper: PaperView, device: string, as = student): Promise<BeatView> =>
  (await given.request('POST', `/api/attempts/${paper.attemptId}/beat`, { as, body: { device, away: 0, unsent: 0 } })).body as BeatView
const act = (itemId: string, body: object, as = teacher) =>
  given.request('POST', `/api/items/${itemId}/room/acts`, { as, body: { attemptIds: null, words: 'себеби бар', ...body } })
const room = async (itemId: string): Promise<RoomView> => (await given.request('GET', `/api/items/${itemId}/room`, { as: teacher })).body as RoomView

/** Opens a sealed paper as the browser does. */
function unseal(sealed: { iv: string; data: string }, key: string): { questions: { id: string }[] } {
  const whole = Buffer.from(sealed.data, 'base64')
  const open = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), Buffer.from(sealed.iv, 'base64'))
  open.setAuthTag(whole.subarray(-16))
  return JSON.parse(Buffer.concat([open.update(whole.subarray(0, -16)), open.final()]).toString()) as { questions: { id: string }[] }
}

describe('the sealed paper', () => {
  it('is given before the start unreadable, and opens with the key that comes at the start', async () => {
    const { itemId, questionId } = await makeExam()
    const early = await come(itemId)
    expect(early.status).toBe(409)
    expect(JSON.stringify(early.body)).toContain('sitting-early')
    at(-20)
    const paper = (await come(itemId)).body as PaperView
    expect(paper).toMatchObject({ questions: [], watched: true, startedAt: plan.startsAt, endsAt: new Date(start + 60 * minute).toISOString() })
    expect(JSON.stringify(paper)).not.toMatch(/Жашыруун|"right"/)
    expect(JSON.stringify(paper)).not.toContain(questionId)
    const own = await given.portal.database.write.select().from(sitting).where(eq(sitting.itemId, itemId))
    expect(JSON.stringify(paper)).not.toContain(own[0]?.secret)
    // neither the key nor an answer before the time, not a second of it
    at(-1 / 60)
    expect((await given.request('GET', `/api/attempts/${paper.attemptId}/key`, { as: student })).status).toBe(409)
    expect((await put(paper, questionId, { value: { choices: ['a'] }, sequence: 1 })).status).toBe(409)
    at(0)
    const key = (await given.request('GET', `/api/attempts/${paper.attemptId}/key`, { as: student })).body as { key: string }
    const opened = unseal(paper.sealed ?? { iv: '', data: '' }, key.key)
    const plain = (await given.request('GET', `/api/attempts/${paper.attemptId}/paper`, { as: student })).body as PaperView
    expect(opened.questions).toEqual(plain.questions)
    expect(plain.sealed).toBeNull()
    expect((await put(paper, questionId, { value: { choices: ['a'] }, sequence: 1 })).status).toBe(200)
    // a mate's key opens the mate's paper alone
    at(1)
    const other = (await come(itemId, mate)).body as PaperView
    const theirs = (await given.request('GET', `/api/attempts/${other.attemptId}/key`, { as: mate })).body as { key: string }
    expect(theirs.key).not.toBe(key.key)
    expect((await given.request('GET', `/api/attempts/${other.attemptId}/key`, { as: student })).status).toBe(403)
    expect(() => unseal(paper.sealed ?? { iv: '', data: '' }, theirs.key)).toThrow()
  })
  it('counts the end from the start for everybody, and lets nobody in who comes too late', async () => {
    const { itemId } = await makeExam()
    at(9)
    const late = (await come(itemId)).body as PaperView
    expect(late.endsAt).toBe(new Date(start + 60 * minute).toISOString())
    expect(late.questions).toHaveLength(1)
    at(11)
    const tooLate = await come(itemId, mate)
    expect([tooLate.status, JSON.stringify(tooLate.body).includes('sitting-late')]).toEqual([409, true])
    expect(((await given.request('GET', `/api/items/${itemId}/test`, { as: mate })).body as TestView).closed).toBe('late')
    // who is in goes on after a reload
    expect((await come(itemId)).status).toBe(200)
  })
  it('asks for the code and the network where they are set', async () => {
    const { itemId } = await makeExam({ code: 'Тоо-2026' })
    at(-5)
    expect((await come(itemId)).status).toBe(403)
    expect((await come(itemId, student, { code: 'тоо' })).status).toBe(403)
    expect((await come(itemId, student, { code: ' тоо-2026 ' })).status).toBe(200)
    const elsewhere = await makeExam({ networks: ['10.9.0.0/16'] })
    at(-5)
    expect(JSON.stringify((await come(elsewhere.itemId)).body)).toContain('sitting-network')
    const here = await makeExam({ networks: ['127.0.0.0/8', '::1'] })
    at(-5)
    expect((await come(here.itemId)).status).toBe(200)
  })
  it('shows nobody the right answers while others may still be writing', async () => {
    const { itemId, questionId } = await makeExam()
    at(-5)
    const [first, second] = [(await come(itemId)).body as PaperView, (await come(itemId, mate)).body as PaperView]
    at(10)
    await put(first, questionId, { value: { choices: ['b'] }, sequence: 1 })
    const early = (await given.request('POST', `/api/attempts/${first.attemptId}/submit`, { as: student })).body as ResultView
    expect(early).toMatchObject({ questions: null, shownFrom: new Date(start + 75 * minute).toISOString() })
    await act(itemId, { kind: 'extend', minutes: 10, attemptIds: [second.attemptId] })
    at(80)
    const result = async () => (await given.request('GET', `/api/attempts/${first.attemptId}/result`, { as: student })).body as ResultView
    expect((await result()).questions).toBeNull()
    at(86)
    expect((await result()).questions).toHaveLength(1)
  })
  it('gives a student who needs it more time, with the reason', async () => {
    const { itemId } = await makeExam()
    const set = await given.request('PUT', `/api/items/${itemId}/allowances/${student}`, {
      as: teacher,
      body: { minutes: 30, reason: 'көрүүсү начар' },
    })
    expect(set.body).toMatchObject({ allowances: [{ minutes: 30 }] })
    at(-5)
    expect(((await come(itemId)).body as PaperView).endsAt).toBe(new Date(start + 90 * minute).toISOString())
    expect(((await come(itemId, mate)).body as PaperView).endsAt).toBe(new Date(start + 60 * minute).toISOString())
    const nobody = await given.request('PUT', `/api/items/${itemId}/allowances/${outsider}`, { as: teacher, body: { minutes: 5, reason: 'себеп' } })
    expect(nobody.status).toBe(404)
    // papers are out: the time stands
    expect((await given.request('PUT', `/api/items/${itemId}/sitting`, { as: teacher, body: plan })).status).toBe(409)
    expect((await given.request('DELETE', `/api/items/${itemId}/sitting`, { as: teacher })).status).toBe(409)
  })
})

describe('answers around the end', () => {
  it('are taken late when they were given in time, marked so, and within the grace alone', async () => {
    const { itemId, questionId } = await makeExam()
    at(-5)
    const paper = (await come(itemId)).body as PaperView
    const typed = (minutes: number) => new Date(start + minutes * minute).toISOString()
    at(65)
    const say = (sequence: number, more: object) => put(paper, questionId, { value: { choices: ['a'] }, sequence, ...more })
    expect((await say(1, {})).status).toBe(409)
    expect((await say(1, { typedAt: typed(61) })).status).toBe(409)
    expect((await say(1, { typedAt: typed(58) })).status).toBe(200)
    const [kept] = await given.portal.database.write.select().from(answer).where(eq(answer.attemptId, paper.attemptId))
    expect(kept).toMatchObject({ late: true, typedAt: new Date(typed(58)) })
    expect((await room(itemId)).seats.find(({ attemptId }) => attemptId === paper.attemptId)).toMatchObject({ late: 1, answered: 1 })
    at(76)
    expect((await say(2, { typedAt: typed(59) })).status).toBe(409)
  })
  it('are handed in by the portal when the grace is over, whatever the page does; more time is waited for', async () => {
    const { itemId, questionId } = await makeExam()
    at(-5)
    const paper = (await come(itemId)).body as PaperView
    at(10)
    expect((await put(paper, questionId, { value: { choices: ['a'] }, sequence: 1 })).status).toBe(200)
    expect((await act(itemId, { kind: 'extend', minutes: 20, attemptIds: [paper.attemptId] })).status).toBe(200)
    at(77)
    await endNow(paper)
    expect((await stateOf(paper)).submittedAt).toBeNull()
    at(96)
    await endNow(paper)
    expect(await stateOf(paper)).toMatchObject({ submittedAt: new Date(start + 80 * minute), points: 10 })
  })
})

/** The job of an attempt's end, as the queue runs it when its time comes. */
async function endNow(paper: PaperView): Promise<void> {
  const { endAttempt } = await import('../jobs.ts')
  await endAttempt.run(await given.ctx(), { attemptId: paper.attemptId })
}
async function stateOf(paper: PaperView) {
  const [found] = await given.portal.database.write.select().from(attempt).where(eq(attempt.id, paper.attemptId))
  if (!found) throw new Error('no attempt')
  return found
}

describe('the room', () => {
  it('shows who is where, and every act with its reason', async () => {
    const { itemId, questionId } = await makeExam()
    at(-5)
    const paper = (await come(itemId)).body as PaperView
    await beatOf(paper, 'device-one')
    expect((await room(itemId)).seats.map(({ state }) => state).toSorted()).toEqual(['absent', 'waiting'])
    at(5)
    await put(paper, questionId, { value: { choices: ['b'] }, sequence: 1 })
    const seat = (await room(itemId)).seats.find(({ attemptId }) => attemptId)
    expect(seat).toMatchObject({ state: 'writing', answered: 1, asked: 1 })

    expect((await act(itemId, { kind: 'message', words: 'Он мүнөт калды' })).status).toBe(200)
    expect(await beatOf(paper, 'device-one')).toMatchObject({ messages: [{ words: 'Он мүнөт калды' }], paused: false, submitted: false })

    at(7)
    await act(itemId, { kind: 'pause', words: 'жарык өчтү' })
    at(15)
    expect((await beatOf(paper, 'device-one')).paused).toBe(true)
    await act(itemId, { kind: 'resume', words: 'жарык келди' })
    expect(await beatOf(paper, 'device-one')).toMatchObject({ paused: false, endsAt: new Date(start + 68 * minute).toISOString() })

    at(16)
    await act(itemId, { kind: 'close', attemptIds: [paper.attemptId], words: 'өзү сурады' })
    expect((await beatOf(paper, 'device-one')).submitted).toBe(true)
    expect((await given.request('GET', `/api/attempts/${paper.attemptId}/result`, { as: student })).body as ResultView).toMatchObject({ points: 0 })

    at(17)
    await act(itemId, { kind: 'reopen', attemptIds: [paper.attemptId], minutes: 10, words: 'жаңылыш жабылды' })
    expect((await put(paper, questionId, { value: { choices: ['a'] }, sequence: 2 })).status).toBe(200)
    expect((await given.request('POST', `/api/attempts/${paper.attemptId}/submit`, { as: student })).body as ResultView).toMatchObject({ points: 10 })

    const { acts } = await room(itemId)
    expect(acts.map(({ kind }) => kind)).toEqual(['reopen', 'close', 'resume', 'pause', 'message'])
    expect(acts.every(({ words, by }) => words && by?.id === teacher)).toBe(true)
    await expect(given.portal.database.write.update(roomAct).set({ words: 'башка' }).where(eq(roomAct.itemId, itemId))).rejects.toThrow()
    await expect(given.portal.database.write.delete(roomAct).where(eq(roomAct.itemId, itemId))).rejects.toThrow()
  })
  it('lets one device at a time hold the exam; the other may take over, and one that fell silent lets go', async () => {
    const { itemId } = await makeExam()
    at(1)
    const paper = (await come(itemId)).body as PaperView
    expect((await beatOf(paper, 'device-one')).mine).toBe(true)
    expect((await beatOf(paper, 'device-two')).mine).toBe(false)
    expect((await beatOf(paper, 'device-one')).mine).toBe(true)
    const taken = await given.request('POST', `/api/attempts/${paper.attemptId}/take-over`, { as: student, body: { device: 'device-two' } })
    expect(taken.body).toMatchObject({ mine: true })
    expect((await beatOf(paper, 'device-one')).mine).toBe(false)
    expect((await room(itemId)).acts).toMatchObject([{ kind: 'take-over', whom: { id: student } }])
    at(3)
    expect((await beatOf(paper, 'device-one')).mine).toBe(true)
  })
  it('is found in the list of exams: students see their own without its code, who watches sees the code and who is in', async () => {
    const { itemId } = await makeExam({ code: 'КОД-77' })
    const listOf = async (as: string) =>
      ((await given.request('GET', '/api/exams', { as })).body as ExamsView).exams.find((one) => one.itemId === itemId)
    expect(await listOf(student)).toMatchObject({ state: 'early', watched: null, startsAt: plan.startsAt })
    for (const who of [teacher, commission, head]) expect((await listOf(who))?.watched, who).toMatchObject({ code: 'КОД-77', students: 2, inside: 0 })
    for (const who of [outsider, stranger]) expect(await listOf(who)).toBeUndefined()
    await given.portal.database.write.update(item).set({ hidden: true }).where(eq(item.id, itemId))
    expect(await listOf(student)).toBeUndefined()
    expect(await listOf(teacher)).toBeDefined()
  })

  it('is for who teaches there and the exam commission; the head of department looks on', async () => {
    const { itemId } = await makeExam()
    at(1)
    const paper = (await come(itemId)).body as PaperView
    const as = { student, stranger, head, commission, teacher }
    const statuses = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, content?: object) => {
      const found: Record<string, number> = {}
      for (const [name, who] of Object.entries(as))
        found[name] = (await given.request(method, url, { as: who, ...(content ? { body: content } : {}) })).status
      return found
    }
    const no = { student: 403, stranger: 403 }
    expect(await statuses('GET', `/api/items/${itemId}/room`)).toEqual({ ...no, head: 200, commission: 200, teacher: 200 })
    const message = { kind: 'message', attemptIds: null, words: 'салам' }
    expect(await statuses('POST', `/api/items/${itemId}/room/acts`, message)).toEqual({ ...no, head: 403, commission: 200, teacher: 200 })
    expect(await statuses('GET', `/api/items/${itemId}/sitting`)).toEqual({ ...no, head: 403, commission: 403, teacher: 200 })
    expect(await statuses('PUT', `/api/items/${itemId}/sitting`, plan)).toEqual({ ...no, head: 403, commission: 403, teacher: 409 })
    expect(await statuses('DELETE', `/api/items/${itemId}/sitting`)).toEqual({ ...no, head: 403, commission: 403, teacher: 409 })
    const more = { minutes: 0, reason: 'себеп' }
    expect(await statuses('PUT', `/api/items/${itemId}/allowances/${student}`, more)).toEqual({ ...no, head: 403, commission: 403, teacher: 200 })
    for (const [path, content] of [
      ['beat', { device: 'device-one', away: 0, unsent: 0 }],
      ['take-over', { device: 'device-one' }],
    ] as const)
      expect((await given.request('POST', `/api/attempts/${paper.attemptId}/${path}`, { as: mate, body: content })).status).toBe(403)
    // an attempt of another exam is not reached through this room
    const other = await makeExam()
    at(1)
    const foreign = (await come(other.itemId, mate)).body as PaperView
    expect((await act(itemId, { kind: 'close', attemptIds: [foreign.attemptId] })).status).toBe(404)
    expect((await act(itemId, { kind: 'extend', attemptIds: [paper.attemptId] })).status).toBe(422)
    expect((await act(itemId, { kind: 'reopen', attemptIds: null, minutes: 5 })).status).toBe(409)
  })
})

describe('times of an exam', () => {
  it('follow one another: room, open, late, over, each at its minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 240 }),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 1, max: 600 }),
        fc.nat(600),
        (early, late, minutes, more) => {
          const times = timesOf({ startsAt: new Date(start), roomMinutes: early, lateMinutes: late }, minutes, more)
          expect(times.roomOpensAt).toBeLessThanOrEqual(times.startsAt)
          expect(times.lateUntil).toBeLessThanOrEqual(times.endsAt)
          expect(times.endsAt - times.startsAt).toBe((minutes + more) * minute)
          expect(stateAt(times, times.roomOpensAt - 1)).toBe('early')
          expect(stateAt(times, times.startsAt)).toBe('open')
          expect(stateAt(times, times.endsAt)).toBe('over')
          const order = ['early', 'room', 'open', 'late', 'over']
          const seen = [-1e7, -1000, 0, 1000, 5e6, 1e8].map((shift) => order.indexOf(stateAt(times, start + shift)))
          expect(seen).toEqual(seen.toSorted((a, b) => a - b))
        },
      ),
    )
  })
  it('knows addresses within networks of both families', () => {
    expect(within([], '203.0.113.9')).toBe(true)
    expect(within(['203.0.113.0/24'], '203.0.113.9')).toBe(true)
    expect(within(['203.0.113.0/24'], '::ffff:203.0.113.9')).toBe(true)
    expect(within(['203.0.113.0/24'], '203.0.114.9')).toBe(false)
    expect(within(['2001:db8::/32'], '2001:db8::5')).toBe(true)
    expect(within(['2001:db8::/32', 'ff:zz'], '2001:db9::5')).toBe(false)
    expect(within(['10.0.0.7'], '10.0.0.7')).toBe(true)
  })
})
