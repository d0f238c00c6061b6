import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { offering } from '../../programmes/index.ts'
import { addDays, complexWhole, materialFresh, reviewInTime, type ComplexContent } from './rules.ts'
import { measure, readable } from './shared/measures.ts'
import { itemParts } from './shared/parts.ts'

let given: TestPortal
let offeringId: string
const who = { teacher: '', student: '', council: '', second: '', stranger: '' }
const items: string[] = []
beforeAll(async () => {
  given = await testPortal()
  ;({ offeringId } = await makeOffering(given.portal))
  await given.portal.database.write.update(offering).set({ lectureHours: 10 }).where(eq(offering.id, offeringId))
  who.teacher = await makePerson(given.portal, 'teacher')
  who.stranger = await makePerson(given.portal, 'teacher')
  who.student = await makePerson(given.portal, 'student')
  who.council = await makePerson(given.portal, 'methodical_council')
  who.second = await makePerson(given.portal, 'methodical_council')
  await assignTeacher(given.portal, who.teacher, offeringId)
  await enrol(given.portal, who.student, offeringId)
  const section = await given.request('POST', `/api/offerings/${offeringId}/sections`, { as: who.teacher, body: { title: { ky: 'Бөлүм' } } })
  for (const title of ['Биринчи', 'Экинчи']) {
    const made = await given.request('POST', `/api/sections/${section.body.id}/items`, {
      as: who.teacher,
      body: { kind: 'page', title: { ky: title } },
    })
    items.push(made.body.id as string)
  }
  await edit(0, { hidden: false })
  await write(0, '<p>Бекитилген сөз.</p>')
})
afterAll(() => given.close())

const at = (path = '') => `/api/offerings/${offeringId}/complex${path}`
const edit = (index: number, body: object) => given.request('PATCH', `/api/items/${items[index]}`, { as: who.teacher, body })
const write = (index: number, html: string) => given.request('PUT', `/api/items/${items[index]}/texts/ky`, { as: who.teacher, body: { html } })
const post = (as: string, path: string, body: object = {}) => given.request('POST', at(path), { as, body })
const view = async (as = who.teacher) => (await given.request('GET', at(), { as })).body

test('an offering that was never submitted is shown as it is, and its gaps are named', async () => {
  const read = await view()
  expect(read).toMatchObject({ state: 'open', mayEdit: true, mayReview: false, differs: null })
  const parts = read.gaps.map((one: { part: string }) => one.part)
  expect(parts).toContain('presentation')
  expect(parts).not.toContain('lecture')
  expect(parts).not.toContain('laboratory')
  expect(
    (await given.request('PUT', `/api/items/${items[0]}/part`, { as: who.teacher, body: { part: 'presentation', licence: 'CC BY 4.0' } })).status,
  ).toBe(204)
  const after = (await view()).gaps.map((one: { part: string }) => one.part)
  expect(after).toContain('lecture')
  expect(after).not.toContain('presentation')
})

test('who may not, is refused', async () => {
  for (const as of [who.student, who.stranger]) {
    expect((await given.request('GET', at(), { as })).status).toBe(403)
    expect((await post(as, '/submit')).status).toBe(403)
    expect((await post(as, '/decision', { decision: 'approve' })).status).toBe(403)
  }
  expect((await post(who.teacher, '/decision', { decision: 'approve' })).status).toBe(403)
  expect((await given.request('PUT', at('/excuses/control'), { as: who.teacher, body: { reason: 'Мага ушундай керек' } })).status).toBe(403)
  expect((await given.request('GET', '/api/complexes', { as: who.teacher })).status).toBe(403)
  expect((await post(who.council, '/decision', { decision: 'approve' })).status).toBe(409)
})

test('the whole path: submitted, returned with a remark, mended, approved, refused for gaps, excused, published', async () => {
  expect((await post(who.teacher, '/submit')).status).toBe(204)
  expect((await post(who.teacher, '/submit')).status).toBe(409)
  expect((await given.request('GET', '/api/complexes', { as: who.council })).body.complexes).toMatchObject([{ offeringId, late: false }])
  const name = (personIds: string[]) => given.request('PUT', at('/reviewers'), { as: who.council, body: { personIds } })
  expect((await name([who.teacher])).status).toBe(422)
  expect((await name([who.council])).status).toBe(204)
  const remark = await post(who.council, '/comments', { itemId: items[0], quote: 'Бекитилген', text: 'Түшүндүрүңүз' })
  expect(remark.status).toBe(200)
  expect((await post(who.second, '/decision', { decision: 'approve' })).status).toBe(403)
  expect((await post(who.council, '/decision', { decision: 'return' })).status).toBe(422)
  expect((await post(who.council, '/decision', { decision: 'return', note: 'Оңдоңуз' })).status).toBe(204)
  expect((await post(who.teacher, '/publish')).status).toBe(409)
  expect((await given.request('POST', `/api/complex-comments/${remark.body.id}/resolve`, { as: who.teacher })).status).toBe(204)
  expect((await view()).comments).toMatchObject([{ quote: 'Бекитилген', resolved: true }])

  await post(who.teacher, '/submit')
  await write(0, '<p>Бекитилген жаңы сөз.</p>')
  const changed = await post(who.council, '/decision', { decision: 'approve' })
  expect(changed.status).toBe(409)
  expect(changed.body.type).toContain('complex-changed')
  await post(who.council, '/decision', { decision: 'return', note: 'Кайра жөнөтүңүз' })
  await post(who.teacher, '/submit')
  expect((await given.request('PUT', at('/scores'), { as: who.council, body: { scores: { design: 99 } } })).status).toBe(422)
  expect((await given.request('PUT', at('/scores'), { as: who.council, body: { scores: { design: 4 } } })).status).toBe(204)
  expect((await post(who.council, '/decision', { decision: 'approve' })).status).toBe(204)

  const refused = await post(who.teacher, '/publish')
  expect(refused).toMatchObject({ status: 422, body: { clause: 'R3.4a' } })
  for (const { part } of (await view()).gaps)
    expect((await given.request('PUT', at(`/excuses/${part}`), { as: who.council, body: { reason: 'Бул дисциплинага керек эмес' } })).status).toBe(
      204,
    )
  expect((await post(who.teacher, '/publish')).status).toBe(204)
  expect(await view()).toMatchObject({ state: 'published', gaps: [], differs: 0, versions: [{ number: 1, published: true }] })
})

test('what stands only in the draft is withheld from students through every door', async () => {
  const [yes, no] = [randomUUID(), randomUUID()]
  const asked = {
    id: randomUUID(),
    kind: 'single',
    prompt: 'Канча?',
    choices: [
      { id: yes, text: '4', right: true, note: '' },
      { id: no, text: '3', right: false, note: '' },
    ],
    truth: true,
    number: 0,
    tolerance: 0,
    accepted: [],
    strict: false,
    explanation: '',
  }
  const doors = await Promise.all(
    items.map(async (id) => {
      const made = await given.request('POST', `/api/items/${id}/self-checks`, { as: who.teacher, body: { questions: [asked], counts: true } })
      expect(made.status).toBe(200)
      return `/api/self-checks/${made.body.id}`
    }),
  )
  const status = async (door: string, as: string) => (await given.request('GET', door, { as })).status
  await edit(1, { hidden: false })
  expect(await status(doors[0]!, who.student)).toBe(200)
  expect(await status(doors[1]!, who.student)).toBe(404)
  for (const reader of [who.teacher, who.council]) expect(await status(doors[1]!, reader)).toBe(200)
})

test('students see the approved version; authors and reviewers see the draft and what differs', async () => {
  await write(0, '<p>Каралама.</p>')
  await edit(0, { title: { ky: 'Башка ат' } })
  await edit(1, { hidden: false })
  const html = async (as: string) => (await given.request('GET', `/api/items/${items[0]}`, { as })).body.text.html
  expect(await html(who.student)).toContain('Бекитилген жаңы сөз')
  expect(await html(who.teacher)).toContain('Каралама')
  expect(await html(who.council)).toContain('Каралама')
  const course = (await given.request('GET', `/api/offerings/${offeringId}/course`, { as: who.student })).body
  expect(course.sections.flatMap((one: { items: object[] }) => one.items)).toMatchObject([{ id: items[0], title: { ky: 'Биринчи' } }])
  expect((await given.request('GET', `/api/items/${items[1]}`, { as: who.student })).status).toBe(404)
  expect((await given.request('GET', `/api/offerings/${offeringId}/progress`, { as: who.student })).body.total).toBe(1)
  expect(JSON.stringify((await given.request('GET', '/api/my/today', { as: who.student })).body)).not.toContain('Экинчи')
  const { fresh } = (await given.request('GET', `/api/offerings/${offeringId}/progress`, { as: who.student })).body
  expect(fresh.filter(({ why }: { why: string }) => why === 'changed')).toEqual([])
  expect((await view()).differs).toBe(2)
  const { changes } = (await given.request('GET', at('/changes'), { as: who.council })).body
  expect(changes).toMatchObject([
    { itemId: items[0], change: 'changed', after: { ky: '<p>Каралама.</p>' } },
    { itemId: items[1], change: 'added', before: {} },
  ])
  expect((await given.request('DELETE', `/api/items/${items[0]}`, { as: who.teacher })).status).toBe(409)
  await edit(0, { hidden: true })
  expect((await given.request('GET', `/api/items/${items[0]}`, { as: who.student })).status).toBe(404)
})

const content: ComplexContent = {
  hours: { lecture: 0, practical: 0, laboratory: 0, seminar: 0 },
  items: [],
  syllabusGaps: 0,
  gradingPolicy: true,
  furtherSources: 1,
}

test('R3.4a: hours decide what is demanded', () => {
  const parts = (more: Partial<ComplexContent>) => complexWhole.findings({ ...content, ...more }, '2026-01-01').map(({ part }) => part)
  expect(parts({})).toEqual(['test', 'control', 'multimedia'])
  expect(parts({ hours: { ...content.hours, laboratory: 2 } })).toEqual(['laboratory', 'virtual-lab', 'test', 'control', 'multimedia'])
  expect(parts({ hours: { ...content.hours, seminar: 2 } })).toContain('practical')
  expect(parts({ syllabusGaps: 1, gradingPolicy: false })).toEqual(['test', 'control', 'multimedia', 'syllabus', 'grading-policy'])
})

test('R3.4a: an item more never opens a gap', () => {
  const one = fc.record({ kind: fc.constantFrom('page', 'file', 'link', 'test'), part: fc.constantFrom(null, ...itemParts) })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), one, (all, more) => {
      const gaps = (held: typeof all) =>
        complexWhole.findings({ ...content, hours: { ...content.hours, lecture: 4 }, items: held }, '2026-01-01').length
      expect(gaps([...all, more])).toBeLessThanOrEqual(gaps(all))
    }),
  )
})

test('R5.3c and R2.2d: the last day is in time, the day after is not; the day before the first parameter has that parameter', () => {
  expect(reviewInTime.findings({ submittedOn: '2026-01-01', answeredOn: '2026-01-15' }, '2026-03-01')).toEqual([])
  expect(reviewInTime.findings({ submittedOn: '2026-01-01', answeredOn: '2026-01-16' }, '2026-03-01')).toEqual([{ dueOn: '2026-01-15' }])
  expect(materialFresh.findings({ changedOn: '2025-01-01', reviewOn: null }, '2026-01-01')).toEqual([])
  expect(materialFresh.findings({ changedOn: '2025-01-01', reviewOn: null }, '2026-01-02')).toHaveLength(1)
  expect(materialFresh.findings({ changedOn: '2025-01-01', reviewOn: '2027-01-01' }, '2026-12-31')).toEqual([])
  expect(complexWhole.parameterOn('2025-05-19')).toBe(complexWhole.parameterOn('2025-05-20'))
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
})

test('measures: topics, kinds and readability', () => {
  expect(readable('Бул 3.5 метр. Бул сүйлөм!')).toEqual({ words: 4, sentences: 2 })
  expect(readable('')).toEqual({ words: 0, sentences: 0 })
  const all = measure(
    [{ id: 'a', kind: 'page', html: '<img src="x"><figure data-block="self-check"></figure>', plain: 'Бир эки үч. Төрт беш алты.' }],
    {
      topics: [
        { id: 't1', hours: 4, outcomes: ['o1'] },
        { id: 't2', hours: 6, outcomes: ['o1', 'o2'] },
      ],
      outcomes: ['o1', 'o2'],
    },
    [
      { itemId: 'a', topicId: 't1' },
      { itemId: 'hidden', topicId: 't2' },
    ],
  )
  expect(all).toMatchObject({ topics: { all: 2, covered: 1, share: 0.5 }, kinds: { text: 1, image: 1, interactive: 1 }, variety: 3 })
  expect(all).toMatchObject({ hours: { all: 10, covered: 4 }, outcomes: { all: 2, covered: 1 } })
  expect(all.lessons).toEqual({ count: 1, words: 6, wordsPerLesson: 6, wordsPerSentence: 3, active: 1 })
})
