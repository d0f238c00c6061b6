import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../testing/index.ts'
import { complex, complexVersion, item, itemText } from '../courses/index.ts'
import { itemProgress } from './tables.ts'

let given: TestPortal
let offeringId: string
const who = { teacher: '', student: '' }
const ago = (hours: number): Date => new Date(Date.now() - hours * 3_600_000)
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
})
afterAll(() => given.close())

const send = (method: string, url: string, as: string, body?: unknown) => given.request(method, url, { as, ...(body === undefined ? {} : { body }) })
const progress = async () =>
  (await send('GET', `/api/offerings/${offeringId}/progress`, who.student)).body as {
    total: number
    completed: number
    fresh: { itemId: string; why: string }[]
  }

/** A shown page that was made and written these hours ago. */
async function makePage(hours: number): Promise<string> {
  const { body: part } = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  const { body } = await send('POST', `/api/sections/${part.id}/items`, who.teacher, { kind: 'page', title: { ky: 'Барак' } })
  await send('PATCH', `/api/items/${body.id}`, who.teacher, { hidden: false })
  await send('PUT', `/api/items/${body.id}/texts/ky`, who.teacher, { html: '<p>Ишим</p>' })
  const { write } = given.portal.database
  await write
    .update(item)
    .set({ createdAt: ago(hours) })
    .where(eq(item.id, body.id))
  await write
    .update(itemText)
    .set({ changedAt: ago(hours) })
    .where(eq(itemText.itemId, body.id))
  return body.id as string
}
async function readAt(itemId: string, hours: number): Promise<void> {
  const beat = await send('POST', `/api/items/${itemId}/progress`, who.student, { seconds: 10, place: 1000 })
  expect(beat.status).toBe(200)
  await given.portal.database.write
    .update(itemProgress)
    .set({ openedAt: ago(hours), lastAt: ago(hours) })
    .where(and(eq(itemProgress.itemId, itemId), eq(itemProgress.personId, who.student)))
}

test('who comes for the first time has nothing new; later, what appeared or changed since is told', async () => {
  const read = await makePage(50)
  const old = await makePage(40)
  expect(await progress()).toMatchObject({ total: 2, completed: 0, fresh: [] })
  await readAt(read, 20)
  // `old` was there already on that visit, though nobody opened it
  expect((await progress()).fresh).toEqual([])
  const made = await makePage(10)
  await given.portal.database.write
    .update(itemText)
    .set({ changedAt: ago(5) })
    .where(eq(itemText.itemId, read))
  expect((await progress()).fresh).toEqual(
    expect.arrayContaining([
      { itemId: made, why: 'new' },
      { itemId: read, why: 'changed' },
    ]),
  )
  expect((await progress()).fresh).toHaveLength(2)
  // a hidden item is nobody's news, and one that opens later is not yet
  await send('PATCH', `/api/items/${made}`, who.teacher, { opensAt: new Date(Date.now() + 3_600_000).toISOString() })
  await send('PATCH', `/api/items/${read}`, who.teacher, { hidden: true })
  const { fresh, total } = await progress()
  expect(fresh).toEqual([])
  expect(total).toBe(2)
  expect(old).not.toBe(made)
})

test('of a published complex only what its version holds counts, and news is what came with it', async () => {
  const { write } = given.portal.database
  const inside = await makePage(30)
  const draft = await makePage(3)
  await readAt(inside, 4)
  const version = (number: number, hours: number) =>
    write
      .insert(complexVersion)
      .values({
        offeringId,
        number,
        outline: [{ id: 's', title: {}, week: null, items: [{ id: inside, kind: 'page', title: {}, minutes: null, url: null, files: [] }] }],
        texts: {},
        hash: `v${number}`,
        gaps: [],
        byPerson: who.teacher,
        createdAt: ago(hours),
      })
      .returning({ id: complexVersion.id })
  await version(1, 25)
  const [second] = await version(2, 1)
  await write.insert(complex).values({ offeringId, state: 'published', publishedVersion: second?.id ?? '' })
  await write
    .update(itemText)
    .set({ changedAt: ago(6) })
    .where(eq(itemText.itemId, inside))
  // The text was changed before the student last read it, but reached students with the second version only.
  expect(await progress()).toMatchObject({ total: 1, fresh: [{ itemId: inside, why: 'changed' }] })
  expect((await progress()).fresh.map(({ itemId }) => itemId)).not.toContain(draft)
})
