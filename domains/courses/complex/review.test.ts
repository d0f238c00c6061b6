import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemContext } from '../../../foundation/server/context.ts'
import { account } from '../../../foundation/server/sessions/index.ts'
import { mailMessage } from '../../../foundation/server/mail/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { ruleDay, term, offering } from '../../programmes/index.ts'
import { meanScores } from './kept-review.ts'
import { remindReviewers } from './remind-reviewers.ts'
import { addDays } from './rules.ts'
import { complex, itemPart } from './tables.ts'

let given: TestPortal
let offeringId: string
const who = { teacher: '', student: '', council: '', second: '', head: '', stranger: '' }
const items: string[] = []
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  for (const [name, role] of [
    ['teacher', 'teacher'],
    ['stranger', 'teacher'],
    ['student', 'student'],
    ['council', 'methodical_council'],
    ['second', 'methodical_council'],
    ['head', 'quality_office'],
  ] as const)
    who[name] = await makePerson(given.portal, role)
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
  const section = await given.request('POST', `/api/offerings/${offeringId}/sections`, { as: who.teacher, body: { title: { ky: 'Бөлүм' } } })
  for (const title of ['Биринчи', 'Экинчи']) {
    const made = await given.request('POST', `/api/sections/${section.body.id}/items`, {
      as: who.teacher,
      body: { kind: 'page', title: { ky: title } },
    })
    items.push(made.body.id as string)
    await edit(items.length - 1, { hidden: false })
    await write(items.length - 1, `<p>${title} сабактын биринчи сөзү.</p>`)
  }
})
afterAll(() => given.close())

const at = (path = '') => `/api/offerings/${offeringId}/complex${path}`
const get = (as: string, url: string) => given.request('GET', url, { as })
const post = (as: string, path: string, body: object = {}) => given.request('POST', at(path), { as, body })
const edit = (index: number, body: object) => given.request('PATCH', `/api/items/${items[index]}`, { as: who.teacher, body })
const write = (index: number, html: string) => given.request('PUT', `/api/items/${items[index]}/texts/ky`, { as: who.teacher, body: { html } })
const letters = () => given.portal.database.write.select().from(mailMessage).orderBy(mailMessage.id)
const mailOf = (personId: string) => `${personId}@example.org`
const withMail = (personId: string) =>
  given.portal.database.write
    .insert(account)
    .values({ personId, username: personId, email: mailOf(personId), locale: 'ru' })
    .onConflictDoUpdate({
      target: account.personId,
      set: { email: mailOf(personId), locale: 'ru' },
    })
const publish = async () => {
  await post(who.teacher, '/submit')
  expect((await post(who.council, '/decision', { decision: 'approve', note: 'Жакшы' })).status).toBe(204)
  for (const { part } of (await get(who.teacher, at())).body.gaps)
    await given.request('PUT', at(`/excuses/${part}`), { as: who.council, body: { reason: 'Бул дисциплинага керек эмес' } })
  expect((await post(who.teacher, '/publish')).status).toBe(204)
}

test('reviewers are told by mail, reminded before the deadline, once, and again when it is a week past', async () => {
  for (const one of [who.council, who.second, who.teacher]) await withMail(one)
  await post(who.teacher, '/submit')
  await given.request('PUT', at('/reviewers'), { as: who.council, body: { personIds: [who.council] } })
  expect(await letters()).toMatchObject([{ recipient: mailOf(who.council) }])
  await given.request('PUT', at('/reviewers'), { as: who.council, body: { personIds: [who.council, who.second] } })
  expect((await letters()).map(({ recipient }) => recipient)).toEqual([mailOf(who.council), mailOf(who.second)])

  const remind = async (dueOn: string, remindedOn: string | null) => {
    await given.portal.database.write.update(complex).set({ dueOn, remindedOn }).where(eq(complex.offeringId, offeringId))
    const before = (await letters()).length
    await remindReviewers.run(systemContext(given.portal, 'test'), {})
    return (await letters()).slice(before)
  }
  const today = ruleDay()
  expect(await remind(addDays(today, 4), null)).toEqual([])
  const near = await remind(addDays(today, 3), null)
  expect(near.map(({ recipient }) => recipient).toSorted()).toEqual([mailOf(who.council), mailOf(who.second)].toSorted())
  expect(near[0]?.subject).toContain('Подходит срок')
  expect(await remind(addDays(today, 3), today)).toEqual([])
  expect(await remind(addDays(today, -1), addDays(today, -6))).toEqual([])
  const late = await remind(addDays(today, -1), addDays(today, -7))
  expect(late[0]?.subject).toContain('Срок рецензии прошёл')
  await given.request('PUT', at('/reviewers'), { as: who.council, body: { personIds: [who.council], dueOn: addDays(today, 9) } })
  expect((await get(who.council, at())).body.dueOn).toBe(addDays(today, 9))
})

test('points of the rubric come with reasons; who stays a reviewer keeps them', async () => {
  const scores = { scores: { design: 4, variety: 2 }, notes: { variety: 'Видео жок' } }
  expect((await given.request('PUT', at('/scores'), { as: who.council, body: scores })).status).toBe(204)
  expect((await given.request('PUT', at('/scores'), { as: who.council, body: { scores: {}, notes: { beauty: '?' } } })).status).toBe(422)
  expect((await given.request('PUT', at('/scores'), { as: who.second, body: scores })).status).toBe(403)
  await given.request('PUT', at('/reviewers'), { as: who.council, body: { personIds: [who.council, who.second] } })
  const { reviewers } = (await get(who.council, at())).body
  expect(reviewers).toContainEqual(expect.objectContaining({ id: who.council, ...scores }))
})

test('means: of what was given, to hundredths; nothing given has none', () => {
  expect(meanScores(['a', 'b'], [{ scores: { a: 5 } }, { scores: { a: 4, b: 3 } }])).toEqual({ each: { a: 4.5, b: 3 }, all: 4 })
  expect(meanScores(['a'], [])).toEqual({ each: { a: null }, all: null })
  fc.assert(
    fc.property(
      fc.array(fc.record({ scores: fc.record({ a: fc.integer({ min: 0, max: 5 }), b: fc.integer({ min: 0, max: 5 }) }) }), { minLength: 1 }),
      (all) => {
        const { each, all: whole } = meanScores(['a', 'b'], all)
        for (const one of [each['a'], each['b'], whole]) expect(one).toSatisfy((value: number) => value >= 0 && value <= 5)
      },
    ),
  )
})

test('the review sheet prints what is under review, and a version’s as it stood', async () => {
  await post(who.council, '/comments', { itemId: items[0], quote: 'биринчи сөзү', text: 'Түшүндүрүңүз' })
  await publish()
  const { versions } = (await get(who.teacher, at())).body
  for (const query of ['', '?language=ru', `?language=ky&version=${versions[0].id}`]) {
    const sheet = await get(who.teacher, at(`/sheet.pdf${query}`))
    expect(sheet.status).toBe(200)
    expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  }
  expect((await get(who.student, at('/sheet.pdf'))).status).toBe(403)
  expect((await get(who.teacher, at(`/sheet.pdf?version=${offeringId}`))).status).toBe(404)
  const told = (await letters()).filter(({ recipient }) => recipient === mailOf(who.teacher))
  expect(told.at(-1)?.subject).toContain('Комплекс утверждён')
})

test('readers see what the newest version changed; nothing before the second, nothing of the draft', async () => {
  const changes = async (as: string) => (await get(as, `/api/offerings/${offeringId}/changes`)).body
  expect(await changes(who.student)).toMatchObject({ number: 1, changes: [] })
  await write(0, '<p>Жаңы сөз.</p>')
  expect(await changes(who.student)).toMatchObject({ number: 1, changes: [] })
  await publish()
  expect(await changes(who.student)).toMatchObject({
    number: 2,
    changes: [{ itemId: items[0], change: 'changed', before: { ky: '<p>Биринчи сабактын биринчи сөзү.</p>' }, after: { ky: '<p>Жаңы сөз.</p>' } }],
  })
  expect((await get(who.stranger, `/api/offerings/${offeringId}/changes`)).status).toBe(403)
})

test('any two states are compared, and one is read whole', async () => {
  await write(1, '<p>Каралама.</p>')
  const { versions } = (await get(who.council, at())).body
  const [second, first] = versions
  const compared = async (query: string) => (await get(who.council, at(`/changes${query}`))).body
  expect(await compared('')).toMatchObject({ from: { number: 2 }, to: { id: 'draft' }, changes: [{ itemId: items[1] }] })
  expect((await compared(`?from=${first.id}&to=${second.id}`)).changes).toMatchObject([{ itemId: items[0] }])
  expect((await compared(`?from=${first.id}`)).changes).toHaveLength(2)
  expect((await get(who.council, at(`/changes?from=${offeringId}`))).status).toBe(404)
  const text = async (version: string) => (await get(who.council, at(`/content/${version}`))).body.sections[0].items[1].texts.ky
  expect(await text('draft')).toContain('Каралама')
  expect(await text(second.id)).toContain('Экинчи')
  for (const path of ['/content/draft', '/changes']) expect((await get(who.student, at(path))).status).toBe(403)
})

test('a block that only the draft of a published item shows is withheld; what belongs to the item itself is not', async () => {
  const made = async (index: number) => {
    const right = { id: randomUUID(), text: '4', right: true, note: '' }
    const questions = [
      { id: randomUUID(), kind: 'single', prompt: '2+2?', choices: [right, { ...right, id: randomUUID(), text: '5', right: false }], truth: true },
    ].map((one) => ({ ...one, number: 0, tolerance: 0, accepted: [], strict: false, explanation: '' }))
    const reply = await given.request('POST', `/api/items/${items[index]}/self-checks`, { as: who.teacher, body: { questions, counts: true } })
    return reply.body.id as string
  }
  const shown = await made(0)
  const own = await made(0)
  const block = (id: string) => `<figure data-block="self-check" data-id="${id}"></figure>`
  await write(0, `<p>Сөз.</p>${block(shown)}`)
  await publish()
  const drafted = await made(0)
  await write(0, `<p>Сөз.</p>${block(shown)}${block(drafted)}`)
  const status = async (id: string, as = who.student) => (await get(as, `/api/self-checks/${id}`)).status
  expect(await status(shown)).toBe(200)
  expect(await status(own)).toBe(200)
  expect(await status(drafted)).toBe(404)
  expect(await status(drafted, who.teacher)).toBe(200)
})

test('stale items and missing licences are counted for those whom they concern, and confirmed by the author', async () => {
  const today = ruleDay()
  await given.portal.database.write.update(term).set({ startsOn: addDays(today, -10), endsOn: addDays(today, 10) })
  await given.portal.database.write.update(offering).set({ lectureHours: 2 }).where(eq(offering.id, offeringId))
  await given.portal.database.write
    .insert(itemPart)
    .values({ itemId: items[0]!, offeringId, reviewOn: addDays(today, -1), licence: 'CC BY 4.0' })
    .onConflictDoUpdate({ target: itemPart.itemId, set: { reviewOn: addDays(today, -1), licence: 'CC BY 4.0' } })
  const overview = async (as: string) => (await get(as, '/api/complexes/overview')).body.complexes
  expect(await overview(who.head)).toMatchObject([{ offeringId, state: 'published', items: 2, stale: 1, unlicensed: 1 }])
  expect(await overview(who.teacher)).toHaveLength(1)
  expect(await overview(who.stranger)).toEqual([])
  expect((await get(who.student, '/api/complexes/overview')).status).toBe(403)
  expect((await post(who.student, '/confirm', { itemIds: [items[0]] })).status).toBe(403)
  expect((await post(who.teacher, '/confirm', { itemIds: [offeringId] })).status).toBe(422)
  expect((await post(who.teacher, '/confirm', { itemIds: [items[0]] })).status).toBe(204)
  expect((await overview(who.head))[0]).toMatchObject({ stale: 0, unlicensed: 1 })
  expect((await get(who.student, `/api/items/${items[0]}`)).body).toMatchObject({ licence: 'CC BY 4.0', source: null })
})
