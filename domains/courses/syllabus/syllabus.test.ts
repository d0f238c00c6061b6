import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { offering } from '../../programmes/index.ts'
import { ethicsStated } from './rules.ts'
import {
  controlKinds,
  emptySyllabus,
  findSyllabusGaps,
  hourKinds,
  liveShare,
  noHours,
  totalHours,
  totalWeight,
  type SyllabusContent,
  type Topic,
} from './shared/syllabus.ts'
import { itemTopic } from './tables.ts'

let given: TestPortal
let offeringId: string
const who = { teacher: '', other: '', student: '' }
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  await given.portal.database.write.update(offering).set({ lectureHours: 10, independentHours: 20 }).where(eq(offering.id, offeringId))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.other = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
})
afterAll(() => given.close())

const url = () => `/api/offerings/${offeringId}/syllabus`
const put = (as: string, version: number, content: SyllabusContent, on = url()) => given.request('PUT', on, { as, body: { version, content } })

function whole(): SyllabusContent {
  const ethics = 'Көчүрүп алууга болбойт; колдонулган ар бир булак көрсөтүлөт.'
  return {
    aims: { ky: 'Окутуу' },
    before: {},
    outcomes: [{ id: 'o1', text: { ky: 'Түшүнөт' }, competences: [] }],
    topics: [
      { id: 't1', title: { ky: 'Киришүү' }, week: 1, hours: { ...noHours(), lecture: { live: 4, own: 6 } }, independent: 20, outcomes: ['o1'] },
    ],
    controls: [
      { id: 'c1', kind: 'current', title: { ky: 'Учурдагы' }, weight: 60, week: null },
      { id: 'c2', kind: 'final', title: { ky: 'Сынак' }, weight: 40, week: 16 },
    ],
    gradingPolicy: { ky: 'Баалоо' },
    ethics: { ky: ethics },
    sources: [{ id: 's1', kind: 'main', text: 'Китеп. – Ош, 2024.', url: null }],
  }
}

test('a syllabus is kept, read by its students, and printed in Kyrgyz and Russian', async () => {
  const empty = await given.request('GET', url(), { as: who.teacher })
  expect(empty.body).toMatchObject({ version: 0, planned: { lecture: 10, independent: 20 }, mayEdit: true })
  expect(empty.body.findings.map((one: { key: string }) => one.key)).toContain('ethics')
  expect((await put(who.teacher, 0, whole())).body).toEqual({ version: 1, findings: [] })
  const read = await given.request('GET', url(), { as: who.student })
  expect(read.body).toMatchObject({ version: 1, content: whole(), mayEdit: false, earlier: [] })
  for (const [language, heading] of [
    ['ky', 'Академиялык этика'],
    ['ru', 'Академическая этика'],
  ] as const) {
    const paper = await given.request('GET', `${url()}.pdf?language=${language}`, { as: who.student })
    expect(paper.headers['content-type']).toBe('application/pdf')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(paper.bytes)), { mergePages: true })
    expect(text).toContain(heading)
    expect(text).toContain('4 + 6')
    expect(text).toContain('Көчүрүп алууга болбойт')
  }
})

test('two authors at once: the second is told, and nothing is overwritten', async () => {
  const at = (await given.request('GET', url(), { as: who.teacher })).body.version as number
  const mine = { ...whole(), aims: { ky: 'Биринчи' } }
  expect((await put(who.teacher, at, mine)).status).toBe(200)
  const late = await put(who.teacher, at, { ...whole(), aims: { ky: 'Экинчи' } })
  expect(late.status).toBe(409)
  expect(late.body.type).toContain('syllabus-changed')
  expect((await given.request('GET', url(), { as: who.teacher })).body.content.aims.ky).toBe('Биринчи')
})

test('who does not teach may not write; what does not fit is refused', async () => {
  for (const as of [who.other, who.student]) expect((await put(as, 0, whole())).status).toBe(403)
  expect((await given.request('GET', url(), { as: who.other })).status).toBe(403)
  const at = (await given.request('GET', url(), { as: who.teacher })).body.version as number
  const twice = { ...whole(), sources: [whole().sources[0]!, whole().sources[0]!] }
  expect((await put(who.teacher, at, twice)).status).toBe(422)
  const nowhere = { ...whole(), topics: [{ ...whole().topics[0]!, outcomes: ['gone'] }] }
  expect((await put(who.teacher, at, nowhere)).status).toBe(422)
})

test('items are tied to topics, and lose the tie when the topic goes', async () => {
  const { body: section } = await given.request('POST', `/api/offerings/${offeringId}/sections`, {
    as: who.teacher,
    body: { title: { ky: 'Бөлүм' } },
  })
  const { body: made } = await given.request('POST', `/api/sections/${section.id}/items`, {
    as: who.teacher,
    body: { kind: 'page', title: { ky: 'Бет' } },
  })
  const tie = (as: string, topicIds: string[]) => given.request('PUT', `/api/items/${made.id}/topics`, { as, body: { topicIds } })
  expect((await tie(who.teacher, ['nothing'])).status).toBe(422)
  expect((await tie(who.student, ['t1'])).status).toBe(403)
  expect((await tie(who.teacher, ['t1', 't1'])).status).toBe(204)
  const read = await given.request('GET', url(), { as: who.teacher })
  expect(read.body.items).toEqual([{ topicId: 't1', itemId: made.id, title: { ky: 'Бет' }, kind: 'page' }])
  await put(who.teacher, read.body.version, { ...whole(), topics: [] })
  expect(await given.portal.database.read.select().from(itemTopic).where(eq(itemTopic.itemId, made.id))).toEqual([])
})

test('the syllabus of another term of the same discipline is taken over; another discipline’s is not', async () => {
  const [own] = await given.portal.database.read.select().from(offering).where(eq(offering.id, offeringId))
  const nextId = newId()
  await given.portal.database.write.insert(offering).values({ ...own!, id: nextId, code: 'NEXT' })
  await assignTeacher(given.portal, who.teacher, nextId)
  const on = `/api/offerings/${nextId}/syllabus`
  expect((await given.request('GET', on, { as: who.teacher })).body.earlier).toMatchObject([{ offeringId }])
  const copy = (to: string) => given.request('POST', `${to}/copy`, { as: who.teacher, body: { fromOfferingId: offeringId, version: 0 } })
  expect((await copy(on)).body.version).toBe(1)
  const strange = await makeOffering(given.portal)
  await assignTeacher(given.portal, who.teacher, strange.offeringId)
  expect((await copy(`/api/offerings/${strange.offeringId}/syllabus`)).status).toBe(404)
})

test('R6.3b: ethics must be stated in the language of instruction', () => {
  expect(ethicsStated.findings({ content: whole(), language: 'ky' }, '2026-01-01')).toEqual([])
  expect(ethicsStated.findings({ content: whole(), language: 'ru' }, '2026-01-01')).toEqual([{ language: 'ru', characters: 0 }])
})

const topic: fc.Arbitrary<Topic> = fc.record({
  id: fc.uuid(),
  title: fc.constant({ ky: 'Т' }),
  week: fc.constant(null),
  hours: fc.record(Object.fromEntries(hourKinds.map((kind) => [kind, fc.record({ live: fc.nat(50), own: fc.nat(50) })])) as never),
  independent: fc.nat(50),
  outcomes: fc.constant([]),
}) as never

test('hours add up in whatever order the topics stand, and a plan equal to them leaves no gap of hours', () => {
  fc.assert(
    fc.property(fc.array(topic, { minLength: 1, maxLength: 20 }), (topics) => {
      const sum = totalHours(topics)
      expect(totalHours(topics.toReversed())).toEqual(sum)
      expect(sum.live + sum.own).toBe(hourKinds.reduce((all, kind) => all + sum.byKind[kind].live + sum.byKind[kind].own, 0))
      expect(liveShare(topics)).toBeGreaterThanOrEqual(0)
      expect(liveShare(topics)).toBeLessThanOrEqual(1)
      const planned = Object.fromEntries(hourKinds.map((kind) => [kind, sum.byKind[kind].live + sum.byKind[kind].own])) as never
      const gaps = findSyllabusGaps({ ...emptySyllabus(), topics }, Object.assign(planned, { independent: sum.independent }), [])
      expect(gaps.filter(({ key }) => key === 'hours')).toEqual([])
    }),
  )
})

test('weights in hundredths of a percent add up without crumbs', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 12 }), (parts) => {
      const rest = 10_000 - parts.reduce((sum, one) => sum + one, 0)
      fc.pre(rest >= 0)
      const controls = [...parts, rest].map((part, at) => ({ id: String(at), kind: controlKinds[0], title: {}, weight: part / 100, week: null }))
      expect(totalWeight(controls)).toBe(100)
    }),
  )
})
