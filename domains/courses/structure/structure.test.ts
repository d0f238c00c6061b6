import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import type { Order } from './shared/order.ts'

let given: TestPortal
let offeringId: string
const who = { teacher: '', second: '', other: '', student: '', stranger: '', auditor: '' }
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.second = await makePerson(given.portal, 'teacher')
  who.other = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  who.stranger = await makePerson(given.portal, 'student')
  who.auditor = await makePerson(given.portal, 'auditor')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await assignTeacher(given.portal, who.second, offeringId)
  await enrol(given.portal, who.student, offeringId)
})
afterAll(() => given.close())

const send = (method: string, url: string, as: string, body?: unknown) => given.request(method, url, { as, ...(body === undefined ? {} : { body }) })
const title = (text: string) => ({ ky: text, ru: text })

async function makeSection(name: string): Promise<string> {
  return (await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: title(name) })).body.id as string
}
async function makeItem(sectionId: string, kind = 'page', name = 'Сабак'): Promise<string> {
  const { body } = await send('POST', `/api/sections/${sectionId}/items`, who.teacher, { kind, title: title(name) })
  await send('PATCH', `/api/items/${body.id}`, who.teacher, { hidden: false })
  return body.id as string
}
const structure = async () => (await send('GET', `/api/offerings/${offeringId}/structure`, who.teacher)).body
async function orderNow(): Promise<{ base: string; sections: Order }> {
  const { version, sections } = await structure()
  return {
    base: version,
    sections: sections.map((one: { id: string; items: { id: string }[] }) => ({ id: one.id, items: one.items.map(({ id }) => id) })),
  }
}
const put = (as: string, body: unknown) => send('PUT', `/api/offerings/${offeringId}/order`, as, body)
const needs = (itemId: string, ...list: [string, number | null][]) =>
  send('PUT', `/api/items/${itemId}/conditions`, who.teacher, { needs: list.map(([id, minPercent]) => ({ itemId: id, minPercent })) })

describe('order', () => {
  test('two who arrange at once: one is done, the other is told, nothing is lost', async () => {
    const [first, second] = [await makeSection('1'), await makeSection('2')]
    for (let count = 0; count < 3; count++) await makeItem(first)
    const seen = await orderNow()
    const turned = { base: seen.base, sections: seen.sections.toReversed() }
    const own = seen.sections.find(({ id }) => id === first)?.items ?? []
    const across = {
      base: seen.base,
      sections: seen.sections.map(({ id, items }) => ({ id, items: id === first ? own.slice(1) : id === second ? own.slice(0, 1) : items })),
    }
    const answers = await Promise.all([put(who.teacher, turned), put(who.second, across)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.type).toBe('urn:univer-plus:problem:courses.order-changed')
    const now = await orderNow()
    expect(now.sections.flatMap(({ items }) => items).toSorted()).toEqual(own.toSorted())
    const winner = answers[0]?.status === 200 ? turned : across
    expect(now.sections).toEqual(winner.sections)
    const acts = await given.portal.database.read.select().from(statement).where(eq(statement.verb, 'course.reordered'))
    expect(acts).toHaveLength(1)
  })

  test('an order that lost or doubled something is refused, and whoever does not edit arranges nothing', async () => {
    const { base, sections } = await orderNow()
    expect((await put(who.teacher, { base, sections: sections.slice(1) })).status).toBe(422)
    expect((await put(who.teacher, { base, sections: [...sections, ...sections] })).status).toBe(422)
    for (const as of [who.other, who.student, who.stranger, who.auditor]) {
      expect((await put(as, { base, sections })).status).toBe(403)
      expect((await send('GET', `/api/offerings/${offeringId}/structure`, as)).status).toBe(403)
    }
  })

  test('what was added in between makes the seen order old', async () => {
    const seen = await orderNow()
    const sectionId = seen.sections[0]?.id ?? ''
    await makeItem(sectionId)
    expect((await put(who.teacher, seen)).status).toBe(409)
  })
})

describe('conditions of release', () => {
  const makeTest = async (sectionId: string): Promise<string> => {
    const id = await makeItem(sectionId, 'test', 'Тест')
    const kept = await send('PUT', `/api/items/${id}/test/edit`, who.teacher, {
      points: 10,
      passPercent: null,
      attempts: 5,
      minutes: null,
      shuffle: false,
      showAnswers: 'after_attempt',
      questions: [
        {
          kind: 'single',
          prompt: { ky: '2 + 2' },
          choices: [
            { id: 'a', text: { ky: '4' }, right: true },
            { id: 'b', text: { ky: '5' }, right: false },
          ],
          answer: null,
          tolerance: null,
          unit: null,
          points: 10,
          feedback: null,
        },
      ],
    })
    expect(kept.status, JSON.stringify(kept.body)).toBeLessThan(300)
    return id
  }
  const takeTest = async (itemId: string, right: boolean): Promise<void> => {
    const { body } = await send('POST', `/api/items/${itemId}/attempts`, who.student)
    const [asked] = body.questions
    const choice = right ? 'a' : 'b'
    const saved = await send('PUT', `/api/attempts/${body.attemptId}/answers/${asked.id}`, who.student, { value: { choices: [choice] }, sequence: 1 })
    expect(saved.status, JSON.stringify(saved.body)).toBeLessThan(300)
    await send('POST', `/api/attempts/${body.attemptId}/submit`, who.student)
  }

  test('an item opens when what it needs is done, and every door holds until then', async () => {
    const sectionId = await makeSection('Шарт')
    const [first, locked] = [await makeItem(sectionId, 'page', 'Биринчи'), await makeItem(sectionId, 'page', 'Экинчи')]
    await send('PUT', `/api/items/${locked}/texts/ky`, who.teacher, { html: '<p>Жашыруун сөз</p>' })
    expect((await needs(locked, [first, null])).status).toBeLessThan(300)
    const seen = await send('GET', `/api/items/${locked}`, who.student)
    expect(seen.body).toMatchObject({ open: false, text: null, needs: [{ itemId: first, met: false, minPercent: null }] })
    const outline = (await send('GET', `/api/offerings/${offeringId}/course`, who.student)).body.sections.flatMap(
      (one: { items: object[] }) => one.items,
    )
    expect(outline.find((one: { id: string }) => one.id === locked)).toMatchObject({ needs: [{ met: false }] })
    expect((await send('POST', `/api/items/${locked}/progress`, who.student, { seconds: 5, place: 1000, done: true })).status).toBe(409)
    const teacher = await send('GET', `/api/items/${locked}`, who.teacher)
    expect(teacher.body).toMatchObject({ open: true, needs: [{ met: null }] })
    expect((await send('GET', `/api/items/${locked}`, who.auditor)).body.open).toBe(true)
    await send('POST', `/api/items/${first}/progress`, who.student, { seconds: 5, place: 1000, done: true })
    expect((await send('GET', `/api/items/${locked}`, who.student)).body).toMatchObject({ open: true, needs: [{ met: true }] })
  })

  test('tests, assignments, discussions and files stay shut too', async () => {
    const sectionId = await makeSection('Эшиктер')
    const first = await makeItem(sectionId)
    const [exam, work, talk, file] = [
      await makeTest(sectionId),
      await makeItem(sectionId, 'assignment'),
      await makeItem(sectionId, 'discussion'),
      await makeItem(sectionId, 'file'),
    ]
    const payload = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\nтекст\r\n--b--\r\n'
    const inject = { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' } }
    const kept = await given.request('POST', `/api/items/${file}/files`, { as: who.teacher, inject })
    for (const id of [exam, work, talk, file]) await needs(id, [first, null])
    const doors = async () =>
      Promise.all([
        send('POST', `/api/items/${exam}/attempts`, who.student).then(({ status }) => status),
        send('GET', `/api/items/${talk}/posts`, who.student).then(({ status }) => status),
        send('POST', `/api/items/${talk}/posts`, who.student, { text: 'Салам' }).then(({ status }) => status),
        send('GET', kept.body.href, who.student).then(({ status }) => status),
      ])
    expect(await doors()).toEqual([409, 409, 409, 404])
    const part = (name: string, value: string): string => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const form = `${part('clientKey', 'ачкыч-12345')}${part('text', 'Иш')}--b--\r\n`
    const handIn = () =>
      given.request('POST', `/api/items/${work}/submissions`, {
        as: who.student,
        inject: { payload: form, headers: { 'content-type': 'multipart/form-data; boundary=b' } },
      })
    expect((await handIn()).status).toBe(409)
    await send('POST', `/api/items/${first}/progress`, who.student, { seconds: 5, place: 1000, done: true })
    expect((await doors()).every((status) => status < 300)).toBe(true)
    expect((await handIn()).status).toBeLessThan(300)
  })

  test('a score is asked of a test: handed in is not enough', async () => {
    const sectionId = await makeSection('Упай')
    const exam = await makeTest(sectionId)
    const locked = await makeItem(sectionId)
    await needs(locked, [exam, 60])
    const open = async () => (await send('GET', `/api/items/${locked}`, who.student)).body.open
    expect(await open()).toBe(false)
    await takeTest(exam, false)
    expect(await open()).toBe(false)
    await takeTest(exam, true)
    expect(await open()).toBe(true)
  })

  test('rings, headings, other courses and scores of what has none are refused', async () => {
    const sectionId = await makeSection('Айлампа')
    const [one, two, three] = [await makeItem(sectionId), await makeItem(sectionId), await makeItem(sectionId)]
    const head = await makeItem(sectionId, 'heading')
    await needs(two, [one, null])
    await needs(three, [two, null])
    const ring = await needs(one, [three, null])
    expect([ring.status, ring.body.type]).toEqual([422, 'urn:univer-plus:problem:courses.condition-cycle'])
    expect((await needs(one, [one, null])).status).toBe(422)
    expect((await needs(one, [head, null])).status).toBe(422)
    expect((await needs(one, [two, 50])).body.type).toBe('urn:univer-plus:problem:courses.condition-without-score')
    expect((await needs(one, ['01990000-0000-7000-8000-000000000000', null])).status).toBe(422)
    for (const as of [who.other, who.student, who.auditor])
      expect((await send('PUT', `/api/items/${one}/conditions`, as, { needs: [] })).status).toBe(403)
  })

  test('what students do not see is not demanded of them', async () => {
    const sectionId = await makeSection('Көрүнбөйт')
    const [first, locked] = [await makeItem(sectionId), await makeItem(sectionId)]
    await needs(locked, [first, null])
    await send('PATCH', `/api/items/${first}`, who.teacher, { hidden: true })
    expect((await send('GET', `/api/items/${locked}`, who.student)).body.open).toBe(true)
    const own = (await structure()).sections.flatMap((one: { items: object[] }) => one.items).find((one: { id: string }) => one.id === locked)
    expect(own).toMatchObject({ needs: [{ shown: false }] })
  })
})
