import fc from 'fast-check'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailMessage } from '../../../foundation/server/mail/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { roleGrant } from '../../people/index.ts'
import { enrolment } from '../../programmes/index.ts'
import { isCompleted, percentOf } from './rules.ts'
import { moocRequest } from './tables.ts'

let given: TestPortal
let offeringId: string
const items: string[] = []
const who = { teacher: '', stranger: '', council: '', quality: '', student: '', guest: '' }
const announcement = {
  slug: 'open-python',
  state: 'draft',
  summary: { ky: 'Python нөлдөн баштап.' },
  audience: { ky: 'Баарына.' },
  startsOn: null,
  endsOn: null,
  leastShare: 50,
  leastPoints: 0,
  exemptReason: '',
}
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  for (const [name, role] of [
    ['teacher', 'teacher'],
    ['stranger', 'teacher'],
    ['council', 'methodical_council'],
    ['quality', 'quality_office'],
    ['student', 'student'],
    ['guest', 'applicant'],
  ] as const)
    who[name] = await makePerson(given.portal, role)
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
  const section = await send('POST', `/api/offerings/${offeringId}/sections`, who.teacher, { title: { ky: 'Бөлүм' } })
  for (const title of ['Биринчи', 'Экинчи']) {
    const made = await send('POST', `/api/sections/${section.body.id}/items`, who.teacher, { kind: 'page', title: { ky: title } })
    items.push(made.body.id as string)
    await send('PATCH', `/api/items/${made.body.id}`, who.teacher, { hidden: false })
    await send('PUT', `/api/items/${made.body.id}/texts/ky`, who.teacher, { html: '<p>Сөз.</p>' })
  }
})
afterAll(() => given.close())

const send = (method: string, url: string, as?: string, body?: object) =>
  given.request(method, url, { ...(as ? { as } : {}), locale: 'ru', ...(body ? { body } : {}) })
const save = (as: string, change: object) => send('PUT', `/api/offerings/${offeringId}/mooc`, as, { ...announcement, ...change })
const letters = () => given.portal.database.write.select().from(mailMessage).orderBy(mailMessage.id)
const done = (as: string, item = items[0]) => send('POST', `/api/items/${item}/progress`, as, { seconds: 5, place: 1000, done: true })

test('a course is opened only as published, described, and with the reason of its live share; by those who run it', async () => {
  for (const as of [who.stranger, who.student, who.quality]) expect((await save(as, {})).status).toBe(403)
  expect((await save(who.teacher, {})).status).toBe(204)
  expect((await save(who.teacher, { slug: 'Не адрес' })).status).toBe(400)
  const refused = await save(who.teacher, { state: 'open' })
  expect(refused).toMatchObject({ status: 422, body: { lacks: ['published', 'exemption'] } })
  expect((await send('GET', '/api/open-courses/open-python')).status).toBe(404)
  await send('POST', `/api/offerings/${offeringId}/complex/submit`, who.teacher, {})
  await send('POST', `/api/offerings/${offeringId}/complex/decision`, who.council, { decision: 'approve' })
  for (const { part } of (await send('GET', `/api/offerings/${offeringId}/complex`, who.teacher)).body.gaps)
    await send('PUT', `/api/offerings/${offeringId}/complex/excuses/${part}`, who.council, { reason: 'Сыноо үчүн керек эмес' })
  expect((await send('POST', `/api/offerings/${offeringId}/complex/publish`, who.teacher)).status).toBe(204)
  expect(await save(who.teacher, { state: 'open' })).toMatchObject({ status: 422, body: { clause: 'R3.5b' } })
  expect((await save(who.teacher, { state: 'open', exemptReason: 'Асинхрондуу ачык курс' })).status).toBe(204)
  const page = (await send('GET', '/api/open-courses/open-python')).body
  expect(page).toMatchObject({ open: true, mine: null, sections: [{ items: [{ title: { ky: 'Биринчи' } }, { title: { ky: 'Экинчи' } }] }] })
  expect(JSON.stringify(page)).not.toContain('Сөз.')
  expect((await send('GET', '/api/open-courses')).body.courses).toMatchObject([{ slug: 'open-python' }])
})

test('whoever is signed in takes part, without a group, and leaves', async () => {
  expect((await send('POST', '/api/open-courses/open-python/join')).status).toBe(401)
  expect((await send('GET', `/api/offerings/${offeringId}/course`, who.guest)).status).toBe(403)
  expect(await send('POST', '/api/open-courses/open-python/join', who.guest)).toMatchObject({ status: 200, body: { offeringId } })
  expect((await send('POST', '/api/open-courses/open-python/join', who.guest)).status).toBe(200)
  expect((await send('GET', `/api/offerings/${offeringId}/course`, who.guest)).status).toBe(200)
  expect((await done(who.guest)).status).toBe(200)
  expect((await send('POST', '/api/open-courses/open-python/leave', who.guest)).status).toBe(204)
  expect((await send('GET', `/api/offerings/${offeringId}/course`, who.guest)).status).toBe(403)
  expect((await send('POST', '/api/open-courses/nothing/join', who.guest)).status).toBe(404)
})

test('a stranger asks by e-mail, confirms with the link once, and studies; a known address gets another letter and no second account', async () => {
  const ask = (email: string) =>
    send('POST', '/api/open-courses/open-python/ask', undefined, { surname: 'Асанова', givenName: 'Айгүл', email, consent: true })
  expect((await send('POST', '/api/open-courses/open-python/ask', undefined, { surname: 'А', givenName: 'Б', email: 'a@example.org' })).status).toBe(
    400,
  )
  const first = await ask('aigul@example.org')
  await given.drain()
  const [letter] = await letters()
  expect(letter).toMatchObject({ recipient: 'aigul@example.org' })
  const token = /confirm#([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? ''
  const confirm = (password: string) => send('POST', '/api/open-courses/confirm', undefined, { token, password })
  expect((await confirm('123')).status).toBe(422)
  const made = await confirm('Ала-Тоо-кичинекей-78')
  expect(made).toMatchObject({ status: 200, body: { login: 'aigul', offeringId } })
  expect((await confirm('Ала-Тоо-кичинекей-78')).status).toBe(410)
  const [row] = await given.portal.database.write
    .select({ personId: enrolment.personId, groupId: enrolment.groupId })
    .from(enrolment)
    .innerJoin(roleGrant, and(eq(roleGrant.personId, enrolment.personId), eq(roleGrant.role, 'learner')))
    .where(eq(enrolment.offeringId, offeringId))
    .orderBy(enrolment.enrolledAt)
  expect(row?.groupId).toBeNull()
  const second = await ask('AIGUL@example.org')
  expect([second.status, second.body]).toEqual([first.status, first.body])
  await given.drain()
  const known = (await letters()).at(-1)
  expect(known?.text).toContain('уже есть на портале')
  expect(known?.text).not.toContain('confirm#')
})

test('no more than three letters a day go to one address', async () => {
  const before = (await letters()).length
  for (let time = 0; time < 5; time++)
    await send('POST', '/api/open-courses/open-python/ask', undefined, { surname: 'А', givenName: 'Б', email: 'many@example.org', consent: true })
  await given.drain()
  expect((await letters()).length - before).toBeLessThanOrEqual(3)
  expect(await given.portal.database.write.select().from(moocRequest).where(eq(moocRequest.email, 'many@example.org'))).toHaveLength(5)
})

test('two hundred join at one moment; the list is paged and searched', async () => {
  const people = await Promise.all(Array.from({ length: 200 }, () => makePerson(given.portal, 'applicant')))
  const answers = await Promise.all(people.map((as) => send('POST', '/api/open-courses/open-python/join', as)))
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  const list = (query: string, as = who.teacher) => send('GET', `/api/offerings/${offeringId}/mooc/participants${query}`, as)
  const page = (await list('?page=2')).body
  expect(page.people).toHaveLength(50)
  expect(page.total).toBeGreaterThanOrEqual(201)
  expect((await list('?q=асанова')).body.people).toMatchObject([{ share: 0, certificate: null }])
  expect((await list('', who.stranger)).status).toBe(403)
  expect((await list('', who.student)).status).toBe(403)
})

test('the certificate is taken when the rule is met, once; it is public by its code, on paper, and can be revoked', async () => {
  await send('POST', '/api/open-courses/open-python/join', who.guest)
  const take = () => send('POST', `/api/offerings/${offeringId}/certificate`, who.guest)
  const own = async () => (await send('GET', `/api/offerings/${offeringId}/certificate`, who.guest)).body
  // what was done before leaving counts again
  expect(await own()).toMatchObject({ share: 50, points: null, met: true, certificate: null })
  await save(who.teacher, { state: 'open', exemptReason: 'Асинхрондуу ачык курс', leastShare: 100 })
  expect(await take()).toMatchObject({ status: 422, body: { share: 50 } })
  await done(who.guest, items[1])
  const [one, again] = await Promise.all([take(), take()])
  expect(one.status).toBe(200)
  expect(again.body).toEqual(one.body)
  const { code } = one.body
  const shown = await send('GET', `/api/certificates/${code}`)
  expect(shown).toMatchObject({ status: 200, body: { share: 100, revokedAt: null, number: expect.stringMatching(/^\d{4}-0001$/) } })
  for (const language of ['ky', 'ru', 'en']) {
    const paper = await send('GET', `/api/certificates/${code}/paper.pdf?language=${language}`)
    expect(paper.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  }
  expect((await send('GET', '/api/certificates/abcdefghjkmn')).status).toBe(404)
  const revoke = (as: string) => send('POST', `/api/certificates/${code}/revoke`, as, { reason: 'Иш башка бирөөнүкү болгон' })
  for (const as of [who.teacher, who.student, who.guest]) expect((await revoke(as)).status).toBe(403)
  expect((await revoke(who.quality)).status).toBe(204)
  expect((await send('GET', `/api/certificates/${code}`)).body.revokedReason).toContain('башка бирөөнүкү')
  expect((await send('GET', `/api/certificates/${code}/paper.pdf`)).status).toBe(410)
  expect((await take()).status).toBe(409)
  expect((await send('POST', `/api/offerings/${offeringId}/certificate`, who.stranger)).status).toBe(403)
})

test('a closed course takes nobody more, and keeps its page and its people', async () => {
  await save(who.teacher, { state: 'closed', exemptReason: 'Асинхрондуу ачык курс' })
  expect((await send('POST', '/api/open-courses/open-python/join', who.stranger)).status).toBe(409)
  expect((await send('GET', '/api/open-courses/open-python')).body).toMatchObject({ open: false })
  expect((await send('GET', '/api/open-courses')).body.courses).toEqual([])
  expect((await send('GET', `/api/offerings/${offeringId}/course`, who.guest)).status).toBe(200)
})

test('percent is never rounded up, and more done never takes a certificate away', () => {
  expect(percentOf(799, 1000)).toBe(79)
  expect(percentOf(4, 5)).toBe(80)
  expect(percentOf(0, 0)).toBe(0)
  const whole = fc.integer({ min: 1, max: 500 })
  fc.assert(
    fc.property(whole, fc.nat(500), fc.nat(500), fc.integer({ min: 1, max: 100 }), (all, some, more, leastShare) => {
      const [less, greater] = [Math.min(some, all), Math.min(some + more, all)].map((part) => percentOf(part, all)) as [number, number]
      expect(less).toBeLessThanOrEqual(greater)
      expect(percentOf(all, all)).toBe(100)
      const rule = { leastShare, leastPoints: 0 }
      if (isCompleted({ share: less, points: null }, rule)) expect(isCompleted({ share: greater, points: null }, rule)).toBe(true)
    }),
  )
})
