import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../../testing/index.ts'
import { item, section } from '../../../courses/index.ts'
import type { PaperView, TestView } from '../../contract.ts'
import { question, test } from '../../tables.ts'
import type { RoomView, SittingView } from '../contract.ts'

let given: TestPortal
let [teacher, student, mate, outsider, offeringId, origin] = ['', '', '', '', '', '']

beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  ;[teacher, student, mate, outsider] = [
    await makePerson(given.portal, 'teacher'),
    await makePerson(given.portal, 'student'),
    await makePerson(given.portal, 'student'),
    await makePerson(given.portal, 'student'),
  ]
  await assignTeacher(given.portal, teacher, offeringId)
  for (const one of [student, mate]) await enrol(given.portal, one, offeringId)
  origin = given.portal.config.publicUrl ?? `http://localhost:${given.portal.config.port}`
})
afterAll(() => given.close())

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

/** An exam that has just begun and asks for Safe Exam Browser. */
async function makeExam(more: object = {}): Promise<{ itemId: string; questionId: string; view: SittingView }> {
  const [sectionId, itemId, questionId] = [newId(), newId(), newId()]
  const { write } = given.portal.database
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'test', title: { ky: 'Экзамен' }, position: 0 })
  await write.insert(test).values({ itemId, points: 10, attempts: 1, minutes: 60 })
  const choices = ['a', 'b'].map((id) => ({ id, text: { ky: id }, right: id === 'a' }))
  await write.insert(question).values({ id: questionId, itemId, position: 0, kind: 'single', prompt: { ky: 'Суроо' }, choices })
  const startsAt = new Date(Date.now() - 60_000).toISOString()
  const body = { startsAt, roomMinutes: 30, lateMinutes: 30, graceMinutes: 5, code: null, networks: [], oneDevice: false, seb: true, ...more }
  const set = await given.request('PUT', `/api/items/${itemId}/sitting`, { as: teacher, body })
  expect(set.status, JSON.stringify(set.body)).toBe(200)
  return { itemId, questionId, view: set.body as SittingView }
}

/** The Config Key as SEB makes it of the file: read out of the file, not taken from the portal. */
async function keyOf(itemId: string): Promise<string> {
  const file = await given.request('GET', `/api/items/${itemId}/exam.seb`)
  expect([file.status, file.headers['content-type']]).toEqual([200, 'application/seb'])
  const entries = [
    ...file.bytes.toString().matchAll(/<key>(\w+)<\/key>(?:<string>([^<]*)<\/string>|<integer>(\d+)<\/integer>|<(true|false)\/>)/g),
  ].map(([, key = '', text, number, truth]): [string, string] => [key, text === undefined ? (number ?? truth ?? '') : `"${text}"`])
  const sorted = entries.toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  return sha(`{${sorted.map(([key, value]) => `"${key}":${value}`).join(',')}}`)
}
const header = (path: string, key: string) => ({ 'x-safeexambrowser-configkeyhash': sha(`${origin}${path}${key}`) })
const fromPage = (itemId: string, key: string, page = `${origin}/courses/${offeringId}/items/${itemId}?x=1`) => ({
  'x-portal-seb-key': sha(page + key),
  'x-portal-seb-page': page,
})
const send = (method: 'GET' | 'POST' | 'PUT', path: string, headers: Record<string, string>, body?: object, as = student) =>
  given.request(method, path, { as, inject: { headers }, ...(body ? { body } : {}) })

describe('an exam in Safe Exam Browser', () => {
  it('lets in, and takes answers from, who proves its settings by the header of each request', async () => {
    const { itemId, questionId } = await makeExam()
    const key = await keyOf(itemId)
    const enter = `/api/items/${itemId}/attempts`
    const bare = await send('POST', enter, {})
    expect([bare.status, JSON.stringify(bare.body).includes('seb-needed')]).toEqual([403, true])
    // another address's hash, another exam's key, the key itself
    const other = await makeExam()
    for (const wrong of [
      header('/api/items', key),
      header(enter, await keyOf(other.itemId)),
      { 'x-safeexambrowser-configkeyhash': key },
      { 'x-safeexambrowser-configkeyhash': '' },
    ])
      expect((await send('POST', enter, wrong)).status).toBe(403)
    const entered = await send('POST', enter, header(enter, key))
    expect(entered.status, JSON.stringify(entered.body)).toBe(200)
    const { attemptId } = entered.body as PaperView
    for (const path of [`/api/attempts/${attemptId}/paper`, `/api/attempts/${attemptId}/key`]) {
      expect((await send('GET', path, {})).status, path).toBe(403)
      expect((await send('GET', path, header(path, key))).status, path).toBe(200)
    }
    const answer = `/api/attempts/${attemptId}/answers/${questionId}`
    const body = { value: { choices: ['a'] }, sequence: 1 }
    expect((await send('PUT', answer, {}, body)).status).toBe(403)
    expect((await send('PUT', answer, header(enter, key), body)).status).toBe(403)
    expect((await send('PUT', answer, header(answer, key), body)).status).toBe(200)
    // of the refused ones nothing is kept
    const paper = (await send('GET', `/api/attempts/${attemptId}/paper`, header(`/api/attempts/${attemptId}/paper`, key))).body as PaperView
    expect(paper.answers).toHaveLength(1)
  })
  it('takes the hash of the exam’s own page where SEB adds no header, and of no other page', async () => {
    const { itemId } = await makeExam()
    const key = await keyOf(itemId)
    const enter = `/api/items/${itemId}/attempts`
    for (const page of [`${origin}/courses/${offeringId}`, `https://elsewhere.example/courses/${offeringId}/items/${itemId}`, 'nonsense'])
      expect((await send('POST', enter, fromPage(itemId, key, page))).status, page).toBe(403)
    expect((await send('POST', enter, fromPage(itemId, key))).status).toBe(200)
  })
  it('tells the student what opens it, and whether they are in it', async () => {
    const { itemId } = await makeExam()
    const at = `/api/items/${itemId}/test`
    const outside = (await send('GET', at, {})).body as TestView
    expect(outside.sitting?.seb).toEqual({ inside: false, link: `${origin}/api/items/${itemId}/exam.seb`.replace(/^http/, 'seb') })
    const inside = (await send('GET', at, header(at, await keyOf(itemId)))).body as TestView
    expect(inside.sitting?.seb?.inside).toBe(true)
    const free = await makeExam({ seb: false })
    expect(((await send('GET', `/api/items/${free.itemId}/test`, {})).body as TestView).sitting?.seb).toBeNull()
    expect((await given.request('GET', `/api/items/${free.itemId}/exam.seb`)).status).toBe(404)
    expect((await send('POST', `/api/items/${free.itemId}/attempts`, {})).status).toBe(200)
  })
  it('is opened to one student in another browser by who watches it, with the reason, and to nobody else', async () => {
    const { itemId, questionId } = await makeExam()
    const room = `/api/items/${itemId}/room`
    const waive = (body: object, as = teacher) =>
      given.request('POST', `${room}/acts`, { as, body: { kind: 'waive-seb', attemptIds: null, words: 'жумушчу дептер', ...body } })
    expect((await waive({ personId: student }, mate)).status).toBe(403)
    expect((await waive({ personId: outsider })).status).toBe(404)
    expect((await waive({})).status).toBe(409)
    expect((await waive({ personId: student })).status).toBe(200)
    const view = (await given.request('GET', room, { as: teacher })).body as RoomView
    expect(view.seats.filter(({ sebWaived }) => sebWaived).map(({ person }) => person.id)).toEqual([student])
    expect(view.acts[0]).toMatchObject({ kind: 'waive-seb', whom: { id: student }, words: 'жумушчу дептер' })
    const entered = await send('POST', `/api/items/${itemId}/attempts`, {})
    expect(entered.status).toBe(200)
    const { attemptId } = entered.body as PaperView
    const answer = `/api/attempts/${attemptId}/answers/${questionId}`
    expect((await send('PUT', answer, {}, { value: { choices: ['a'] }, sequence: 1 })).status).toBe(200)
    expect((await send('POST', `/api/items/${itemId}/attempts`, {}, undefined, mate)).status).toBe(403)
  })
  it('keeps its password and its key when its time moves, and shows the password to who runs it alone', async () => {
    const { itemId, view } = await makeExam()
    expect(view.sebQuit).toMatch(/^\w{14}$/)
    const key = await keyOf(itemId)
    const startsAt = new Date(Date.now() - 30_000).toISOString()
    const again = await given.request('PUT', `/api/items/${itemId}/sitting`, { as: teacher, body: { startsAt, seb: true } })
    expect((again.body as SittingView).sebQuit).toBe(view.sebQuit)
    expect(await keyOf(itemId)).toBe(key)
    const file = await given.request('GET', `/api/items/${itemId}/exam.seb`)
    expect(file.bytes.toString()).not.toContain(view.sebQuit)
    expect(file.bytes.toString()).toContain(sha(view.sebQuit ?? ''))
    expect(JSON.stringify((await send('GET', `/api/items/${itemId}/test`, {})).body)).not.toContain(view.sebQuit)
  })
})
