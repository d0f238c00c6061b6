import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { itemText } from '../tables.ts'
import { textEditor, textVersion } from './tables.ts'

let given: TestPortal
let offeringId: string
const who = { teacher: '', second: '', other: '', student: '', auditor: '' }
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.second = await makePerson(given.portal, 'teacher')
  who.other = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  who.auditor = await makePerson(given.portal, 'auditor')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await assignTeacher(given.portal, who.second, offeringId)
  await enrol(given.portal, who.student, offeringId)
})
afterAll(() => given.close())

const send = (method: string, url: string, as: string, body?: unknown) => given.request(method, url, { as, ...(body === undefined ? {} : { body }) })
async function makePage(): Promise<string> {
  const section = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  return (await send('POST', `/api/sections/${section.body.id}/items`, who.teacher, { kind: 'page', title: { ky: 'Бет' } })).body.id as string
}
const put = (id: string, as: string, html: string, version?: number) =>
  send('PUT', `/api/items/${id}/texts/ky`, as, { html, ...(version === undefined ? {} : { version }) })
const versions = async (id: string) => (await send('GET', `/api/items/${id}/texts/ky/versions`, who.teacher)).body.versions

/** Puts the history back in time, as if what stands there had been written earlier. */
const age = (id: string, minutes: number) =>
  given.portal.database.write
    .update(textVersion)
    .set({ begunAt: new Date(Date.now() - minutes * 60_000) })
    .where(eq(textVersion.itemId, id))

test('savings of one author within ten minutes are one version; another author or a pause begins a new one', async () => {
  const id = await makePage()
  expect((await put(id, who.teacher, '<p>1</p>', 0)).body.version).toBe(1)
  expect((await put(id, who.teacher, '<p>2</p>', 1)).body.version).toBe(2)
  expect((await versions(id)).map((one: { version: number }) => one.version)).toEqual([2])
  expect((await put(id, who.second, '<p>3</p>', 2)).body.version).toBe(3)
  expect((await put(id, who.teacher, '<p>4</p>', 3)).body.version).toBe(4)
  await age(id, 11)
  expect((await put(id, who.teacher, '<p>5</p>', 4)).body.version).toBe(5)
  const list = await versions(id)
  expect(list.map((one: { version: number }) => one.version)).toEqual([5, 4, 3, 2])
  expect(list[2].by.id).toBe(who.second)
  const old = await send('GET', `/api/items/${id}/texts/ky/versions/${list[3].id}`, who.teacher)
  expect(old.body.html).toBe('<p>2</p>')
  // another language, another item: not the same history
  expect((await send('GET', `/api/items/${id}/texts/ru/versions/${list[3].id}`, who.teacher)).status).toBe(404)
  expect((await send('GET', `/api/items/${await makePage()}/texts/ky/versions/${list[3].id}`, who.teacher)).status).toBe(404)
})

test('the same text again is no new version', async () => {
  const id = await makePage()
  await put(id, who.teacher, '<p>1</p>', 0)
  expect((await put(id, who.second, '<p>1</p>', 1)).body.version).toBe(1)
  expect(await versions(id)).toHaveLength(1)
})

test('who began from an older version is told and overwrites nothing; a text that was taken away is not forgotten', async () => {
  const id = await makePage()
  await put(id, who.teacher, '<p>Биринчи</p>', 0)
  const late = await put(id, who.second, '<p>Экинчи</p>', 0)
  expect(late.status).toBe(409)
  expect(late.body).toMatchObject({ type: 'urn:univer-plus:problem:courses.text-changed', version: 1 })
  expect((await send('GET', `/api/items/${id}/texts`, who.second)).body.texts).toEqual([{ language: 'ky', html: '<p>Биринчи</p>', version: 1 }])
  expect((await put(id, who.second, '', 1)).body.version).toBe(0)
  // the author of version 1 does not bring it back unknowingly
  expect((await put(id, who.teacher, '<p>Биринчи жана</p>', 1)).status).toBe(409)
  expect((await put(id, who.teacher, '<p>Биринчи жана</p>', 0)).body.version).toBe(3)
  expect((await versions(id)).map((one: { version: number }) => one.version)).toEqual([3, 2, 1])
})

test('of two who save at once from the same version one is told', async () => {
  const id = await makePage()
  const both = await Promise.all([put(id, who.teacher, '<p>a</p>', 0), put(id, who.second, '<p>b</p>', 0)])
  expect(both.map((one) => one.status).toSorted()).toEqual([200, 409])
})

test('what an import brought stays in the history', async () => {
  const id = await makePage()
  await given.portal.database.write.insert(itemText).values({ itemId: id, language: 'und', html: '<p>Импорт</p>', plain: 'Импорт' })
  await put(id, who.teacher, '<p>Оңдолду</p>', 0)
  const list = await versions(id)
  expect(list).toMatchObject([{ version: 1 }, { version: 0, by: null }])
  expect((await send('GET', `/api/items/${id}/texts/ky/versions/${list[1].id}`, who.teacher)).body.html).toBe('<p>Импорт</p>')
})

test('who does not edit the course sees no history and no editors', async () => {
  const id = await makePage()
  await put(id, who.teacher, '<p>1</p>', 0)
  const [{ id: versionId }] = await versions(id)
  for (const as of [who.other, who.student, who.auditor]) {
    expect((await put(id, as, '<p>x</p>', 1)).status).toBe(403)
    expect((await send('GET', `/api/items/${id}/texts/ky/versions`, as)).status).toBe(403)
    expect((await send('GET', `/api/items/${id}/texts/ky/versions/${versionId}`, as)).status).toBe(403)
    expect((await send('POST', `/api/items/${id}/editors`, as, { language: 'ky' })).status).toBe(403)
  }
})

test('who edits is seen by the others until they leave or fall silent', async () => {
  const id = await makePage()
  const sign = async (as: string, leaving = false) =>
    (await send('POST', `/api/items/${id}/editors`, as, { language: 'ky', leaving })).body.others.map((one: { id: string }) => one.id)
  expect(await sign(who.teacher)).toEqual([])
  expect(await sign(who.second)).toEqual([who.teacher])
  expect(await sign(who.teacher)).toEqual([who.second])
  await sign(who.second, true)
  expect(await sign(who.teacher)).toEqual([])
  await sign(who.second)
  const old = { at: new Date(Date.now() - 60_000) }
  await given.portal.database.write
    .update(textEditor)
    .set(old)
    .where(and(eq(textEditor.itemId, id), eq(textEditor.personId, who.second)))
  expect(await sign(who.teacher)).toEqual([])
})
