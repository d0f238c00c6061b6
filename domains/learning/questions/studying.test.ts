import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/index.ts'

let given: TestPortal
beforeAll(async () => {
  given = await testPortal()
})
afterAll(() => given.close())

async function setUp() {
  const { offeringId } = await makeOffering(given.portal)
  const [teacher, student, other, stranger] = [
    await makePerson(given.portal, 'teacher'),
    await makePerson(given.portal, 'student'),
    await makePerson(given.portal, 'student'),
    await makePerson(given.portal, 'student'),
  ]
  await assignTeacher(given.portal, teacher, offeringId)
  await enrol(given.portal, student, offeringId)
  await enrol(given.portal, other, offeringId)
  const [sectionId, itemId] = [newId(), newId()]
  await given.portal.database.write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await given.portal.database.write.insert(item).values({ id: itemId, sectionId, offeringId, kind: 'page', title: { ky: 'Сабак' }, position: 0 })
  return { offeringId, itemId, teacher, student, other, stranger }
}

test('a rating needs an opened item; other students see nothing of it, the teacher all (R3.6e)', async () => {
  const { itemId, offeringId, teacher, student, other, stranger } = await setUp()
  const address = `/api/items/${itemId}/rating`
  const body = { stars: 2, comment: 'Кыска' }
  expect((await given.request('PUT', address, { as: student, body })).status).toBe(409)
  await given.request('POST', `/api/items/${itemId}/progress`, { as: student, body: { seconds: 5, place: 10 } })
  expect((await given.request('PUT', address, { as: student, body })).status).toBe(204)
  expect((await given.request('PUT', address, { as: teacher, body })).status).toBe(403)
  expect((await given.request('GET', address, { as: stranger })).status).toBe(403)
  expect((await given.request('GET', address, { as: other })).body).toEqual({ mayRate: false, own: null, all: null })
  expect((await given.request('GET', address, { as: teacher })).body).toMatchObject({ all: { count: 1, average: 2, spread: [0, 1, 0, 0, 0] } })
  expect((await given.request('GET', `/api/offerings/${offeringId}/ratings`, { as: student })).status).toBe(403)
})

test('a note told twice is one, and nobody else reads, changes or removes it', async () => {
  const { itemId, student, other } = await setUp()
  const address = `/api/my/notes/${newId()}`
  const body = { itemId, quote: 'сөз', text: 'Эске сал' }
  for (let time = 0; time < 2; time++) expect((await given.request('PUT', address, { as: student, body })).status).toBe(204)
  expect((await given.request('GET', '/api/my/notes', { as: student })).body).toMatchObject({ notes: [{ text: 'Эске сал' }] })
  expect((await given.request('GET', '/api/my/notes', { as: other })).body).toEqual({ notes: [] })
  expect((await given.request('PUT', address, { as: other, body })).status).toBe(404)
  expect((await given.request('DELETE', address, { as: other })).status).toBe(404)
})

test('a question is between asker and teacher until the teacher shows it to all, without a name', async () => {
  const { itemId, teacher, student, other } = await setUp()
  const [id, list] = [newId(), `/api/items/${itemId}/questions`]
  expect((await given.request('PUT', `${list}/${id}`, { as: student, body: { quote: null, text: 'Эмне үчүн?' } })).status).toBe(204)
  expect((await given.request('GET', list, { as: other })).body).toMatchObject({ questions: [] })
  const body = { answer: 'Себеби…', forAll: true }
  expect((await given.request('PUT', `/api/questions/${id}/answer`, { as: student, body })).status).toBe(403)
  expect((await given.request('PUT', `/api/questions/${id}/answer`, { as: teacher, body })).status).toBe(204)
  expect((await given.request('GET', list, { as: other })).body).toMatchObject({ questions: [{ answer: 'Себеби…', person: null, own: false }] })
  expect((await given.request('GET', list, { as: student })).body).toMatchObject({ questions: [{ own: true, answer: 'Себеби…' }] })
})
