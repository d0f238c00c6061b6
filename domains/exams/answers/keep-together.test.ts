import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/tables.ts'
import { graceMs } from '../grace.ts'
import { answer, attempt, test as examTest } from '../tables.ts'
import { keepAll, keepTogether, type GivenAnswer, type KeptAnswer, type Outcome } from './keep-together.ts'

let given: TestPortal
let offeringId: string
let itemId: string

beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  const write = given.portal.database.write
  const sectionId = newId()
  itemId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'а' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'б' }, position: 0 })
  await write.insert(examTest).values({ itemId, points: 10 })
})
afterAll(() => given.close())

async function begin(more: Partial<typeof attempt.$inferInsert> = {}) {
  const personId = await makePerson(given.portal, 'student')
  await enrol(given.portal, personId, offeringId)
  const asked = [randomUUID(), randomUUID(), randomUUID()] as const
  const id = newId()
  await given.portal.database.write
    .insert(attempt)
    .values({ id, itemId, offeringId, personId, number: 1, seed: 's', paper: [], asked: [...asked], startedAt: new Date(), ...more })
  return { id, asked, personId }
}
const say = (attemptId: string, questionId: string, sequence: number, number = String(sequence)): GivenAnswer => ({
  attemptId,
  questionId,
  sequence,
  value: { number },
})
const onDisk = async (attemptId: string) => (await given.ctx()).db.select().from(answer).where(eq(answer.attemptId, attemptId))
const sequenceOf = (outcome: Outcome | undefined): number | undefined => (typeof outcome === 'object' ? outcome.sequence : undefined)

test('many at once: each is on the disk when its promise is kept, and none is in another’s place', async () => {
  const ctx = await given.ctx()
  const students = await Promise.all(Array.from({ length: 30 }, () => begin()))
  const all = students.flatMap(({ id, asked }) => asked.map((questionId, at) => say(id, questionId, at + 1, `${id} ${at}`)))
  await Promise.all(
    all.map(async (one) => {
      const kept = (await keepTogether(ctx, one)) as KeptAnswer
      expect(kept.sequence).toBe(one.sequence)
      const found = (await onDisk(one.attemptId)).find(({ questionId }) => questionId === one.questionId)
      expect(found?.value).toEqual(one.value)
    }),
  )
})

test('what is unknown or over is told of that answer alone; the others of its batch are kept', async () => {
  const ctx = await given.ctx()
  const good = await begin()
  const handedIn = await begin({ submittedAt: new Date() })
  const late = await begin({ endsAt: new Date(Date.now() - graceMs - 1000) })
  const onItsWay = await begin({ endsAt: new Date(Date.now() - graceMs + 5000) })
  const outcomes = await Promise.all(
    [
      say(good.id, good.asked[0], 1),
      say(good.id, handedIn.asked[0], 1),
      say(randomUUID(), good.asked[0], 1),
      say(handedIn.id, handedIn.asked[0], 1),
      say(late.id, late.asked[0], 1),
      say(onItsWay.id, onItsWay.asked[0], 1),
    ].map((one) => keepTogether(ctx, one)),
  )
  expect(outcomes.map((one) => (typeof one === 'object' ? 'kept' : one))).toEqual(['kept', 'unknown', 'unknown', 'over', 'over', 'kept'])
  expect(await onDisk(handedIn.id)).toEqual([])
  expect(await onDisk(late.id)).toEqual([])
})

test('an answer that the database refuses does not take its batch along', async () => {
  const ctx = await given.ctx()
  const { id, asked } = await begin()
  const spoilt = { ...say(id, asked[1], 1), value: { number: '\u0000' } }
  const outcomes = await Promise.allSettled([say(id, asked[0], 1), spoilt, say(id, asked[2], 1)].map((one) => keepTogether(ctx, one)))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await onDisk(id)).toHaveLength(2)
})

test('whatever the order and however they are batched, the highest sequence of a question stays, and what is told is what stands', async () => {
  const ctx = await given.ctx()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.record({ question: fc.nat(2), sequence: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 8 }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (batches) => {
        const { id, asked } = await begin()
        const highest = new Map<string, number>()
        for (const batch of batches) {
          const all = batch.map(({ question, sequence }) => say(id, asked[question] ?? '', sequence))
          for (const one of all) highest.set(one.questionId, Math.max(one.sequence, highest.get(one.questionId) ?? 0))
          const outcomes = await keepAll(ctx, all)
          expect(outcomes.map(sequenceOf)).toEqual(all.map((one) => highest.get(one.questionId)))
        }
        const rows = await onDisk(id)
        expect(new Map(rows.map((row) => [row.questionId, row.sequence]))).toEqual(highest)
        for (const row of rows) expect(row.value).toEqual({ number: String(row.sequence) })
      },
    ),
    { numRuns: 40 },
  )
})

test('one’s own attempt only: neither another student nor a teacher writes an answer', async () => {
  const { id, asked, personId } = await begin()
  const stranger = await makePerson(given.portal, 'student')
  const teacher = await makePerson(given.portal, 'teacher')
  const put = (as: string) => given.request('PUT', `/api/attempts/${id}/answers/${asked[0]}`, { as, body: { value: { number: '1' }, sequence: 1 } })
  expect((await put(stranger)).status).toBe(403)
  expect((await put(teacher)).status).toBe(403)
  expect((await put(personId)).status).toBe(200)
})
