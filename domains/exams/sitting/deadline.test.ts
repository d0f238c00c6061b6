import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { exportCourseFile, item, section } from '../../courses/index.ts'
import { offering } from '../../programmes/index.ts'
import { draw, question, test } from '../tables.ts'

let given: TestPortal
let [teacher, offeringId] = ['', '']

beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  teacher = await makePerson(given.portal, 'teacher')
  await assignTeacher(given.portal, teacher, offeringId)
})
afterAll(() => given.close())

const startsAt = '2027-01-15T04:00:00.000Z'
const plan = { startsAt, roomMinutes: 30, lateMinutes: 10, graceMinutes: 15, code: null, networks: [], oneDevice: true }

async function makeTest(more: object = {}): Promise<string> {
  const [sectionId, itemId] = [newId(), newId()]
  const { write } = given.portal.database
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'Экзамен' }, position: 0, ...more })
  await write.insert(test).values({ itemId, points: 10, attempts: 1, minutes: 60 })
  await write.insert(question).values({
    id: newId(),
    itemId,
    position: 0,
    kind: 'single',
    prompt: { ky: 'Суроо' },
    choices: ['a', 'b'].map((id) => ({ id, text: { ky: id }, right: id === 'a' })),
  })
  return itemId
}
const send = (method: 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  given.request(method, path, { as: teacher, ...(body ? { body } : {}) })
const dueOf = async (itemId: string): Promise<string | null> => {
  const [row] = await given.portal.database.write.select({ dueAt: item.dueAt }).from(item).where(eq(item.id, itemId))
  return row?.dueAt?.toISOString() ?? null
}

describe('the deadline of an exam at one time', () => {
  it('is its end, moves with it, and goes with it', async () => {
    // an earlier deadline of the item would count everybody as absent before the exam is over
    const itemId = await makeTest({ dueAt: new Date('2027-01-10T00:00:00Z') })
    expect((await send('PUT', `/api/items/${itemId}/sitting`, plan)).status).toBe(200)
    expect(await dueOf(itemId)).toBe('2027-01-15T05:00:00.000Z')
    const view = (await given.request('GET', `/api/items/${itemId}/test/edit`, { as: teacher })).body as Record<string, unknown>
    const { itemId: _item, offeringId: _offering, title: _title, attemptsMade: _made, newest: _newest, ...edit } = view
    expect((await send('PUT', `/api/items/${itemId}/test/edit`, { ...edit, minutes: 90 })).status).toBe(200)
    expect(await dueOf(itemId)).toBe('2027-01-15T05:30:00.000Z')
    // without a length it would be no exam at one time any more
    expect((await send('PUT', `/api/items/${itemId}/test/edit`, { ...edit, minutes: null })).status).toBe(422)
    expect((await send('DELETE', `/api/items/${itemId}/sitting`)).status).toBe(200)
    expect(await dueOf(itemId)).toBeNull()
  })
  it('is set by nobody else while there is one', async () => {
    const itemId = await makeTest()
    await send('PUT', `/api/items/${itemId}/sitting`, plan)
    const refused = await send('PATCH', `/api/items/${itemId}`, { dueAt: '2027-02-01T00:00:00Z' })
    expect([refused.status, JSON.stringify(refused.body).includes('due-fixed')]).toEqual([422, true])
    expect((await send('PATCH', `/api/items/${itemId}`, { dueAt: null })).status).toBe(422)
    // what is sent back as it was read is no change
    expect((await send('PATCH', `/api/items/${itemId}`, { title: { ky: 'Жаңы аты' }, dueAt: '2027-01-15T05:00:00Z' })).status).toBe(204)
    const free = await makeTest()
    expect((await send('PATCH', `/api/items/${free}`, { dueAt: '2027-02-01T00:00:00Z' })).status).toBe(204)
  })
  it('cannot lie where the item opens only after the waiting room', async () => {
    const itemId = await makeTest({ opensAt: new Date('2027-01-15T03:45:00Z') })
    const refused = await send('PUT', `/api/items/${itemId}/sitting`, plan)
    expect([refused.status, JSON.stringify(refused.body).includes('sitting-opens')]).toEqual([422, true])
    expect(await dueOf(itemId)).toBeNull()
    expect((await send('PUT', `/api/items/${itemId}/sitting`, { ...plan, roomMinutes: 15 })).status).toBe(200)
  })
})

it('says in the report of an exported course how many drawn questions its file cannot carry', async () => {
  const itemId = await makeTest()
  const { write } = given.portal.database
  const [own] = await write.select({ disciplineId: offering.disciplineId }).from(offering).where(eq(offering.id, offeringId))
  const row = { itemId, disciplineId: own?.disciplineId ?? '', topics: [], difficulties: [], tags: [], points: 1 }
  await write.insert(draw).values([
    { ...row, id: newId(), position: 0, count: 3 },
    { ...row, id: newId(), position: 1, count: 2 },
  ])
  const ctx = await given.ctx()
  for (const kind of ['cartridge', 'html'] as const) {
    const { report } = await exportCourseFile(ctx, { offeringId, kind, languages: ['ky'] })
    const lines = report.lines.filter((line) => line.notes.some(({ key }) => key === 'draws-left'))
    expect(lines.map((line) => [line.itemId, line.notes.find(({ key }) => key === 'draws-left')?.params])).toEqual([[itemId, { count: 5 }]])
  }
})
