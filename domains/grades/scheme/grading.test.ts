import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { assignment } from '../../assignments/index.ts'
import { item, section } from '../../courses/index.ts'
import { emptySyllabus } from '../../courses/syllabus/shared/syllabus.ts'
import { test } from '../../exams/index.ts'
import { keepLines } from '../keep-lines.ts'
import { grade, recordLine } from '../tables.ts'
import type { GradingView } from './contract.ts'
import { gradingScheme } from './tables.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { record } from '../../../foundation/server/trace/record.ts'

let portal: TestPortal
let offeringId = ''
let [teacher, foreignTeacher, head, foreignHead, auditor, first, second, confirmed, stranger] = ['', '', '', '', '', '', '', '', '']
const [quiz, lab, essay] = [newId(), newId(), newId()]

beforeAll(async () => {
  portal = await testPortal()
  const made = await makeOffering(portal.portal)
  const other = await makeOffering(portal.portal)
  ;({ offeringId } = made)
  const write = portal.portal.database.write
  ;[teacher, foreignTeacher, auditor] = [
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'auditor'),
  ]
  ;[head, foreignHead] = [await makePerson(portal.portal), await makePerson(portal.portal)]
  await giveRole(portal.portal, head, 'head_of_department', made.departmentId)
  await giveRole(portal.portal, foreignHead, 'head_of_department', other.departmentId)
  ;[first, second, confirmed, stranger] = [
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
  ]
  for (const one of [first, second, confirmed]) await enrol(portal.portal, one, offeringId)
  await assignTeacher(portal.portal, teacher, offeringId)
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  const common = { sectionId, offeringId, title: { ky: 'Иш' } }
  await write.insert(item).values([
    { ...common, id: quiz, kind: 'test', position: 0 },
    { ...common, id: lab, kind: 'assignment', position: 1 },
    { ...common, id: essay, kind: 'assignment', position: 2 },
  ])
  await write.insert(assignment).values([
    { itemId: lab, points: 20 },
    { itemId: essay, points: 10 },
  ])
  await write.insert(test).values({ itemId: quiz, points: 10, attempts: 2, minutes: 10 })
  const at = new Date()
  const mark = (personId: string, itemId: string, points: number, maxPoints: number) => ({
    personId,
    itemId,
    offeringId,
    points,
    maxPoints,
    gradedAt: at,
  })
  await write
    .insert(grade)
    .values([
      mark(first, quiz, 10, 10),
      mark(first, lab, 10, 20),
      mark(second, quiz, 5, 10),
      mark(second, lab, 20, 20),
      mark(second, essay, 10, 10),
      mark(confirmed, quiz, 0, 10),
    ])
  await write.insert(recordLine).values({ personId: confirmed, offeringId, percent: 91, letter: 'A', traditional: '5', final: true, changedAt: at })
  await count()
})
afterAll(() => portal.close())

async function count(): Promise<void> {
  const ctx = await portal.ctx()
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    await keepLines(
      ctx,
      tx,
      [first, second, confirmed].map((personId) => ({ personId, offeringId })),
    )
  })
}
const lineOf = async (personId: string) => {
  const [line] = await portal.portal.database.read
    .select()
    .from(recordLine)
    .where(and(eq(recordLine.personId, personId), eq(recordLine.offeringId, offeringId)))
  return line
}
const url = () => `/api/offerings/${offeringId}/grading`
const read = async (as = teacher): Promise<GradingView> => (await portal.request('GET', url(), { as })).body as GradingView
const halves = (items: Record<string, string | null> = {}) => ({
  parts: [
    { id: 'tests', kind: 'current', title: { ky: 'Тесттер' }, weight: 50, works: 'alike', dropLowest: 0 },
    { id: 'labs', kind: 'independent', title: { ky: 'Иштер' }, weight: 50, works: 'alike', dropLowest: 1 },
  ],
  bonusMost: 0,
  rounding: 'half-up',
  items,
})
const publish = (body: object, as = teacher) => portal.request('PUT', url(), { as, body, locale: 'en' })

describe('the grading scheme of an offering (R4.4b)', () => {
  it('begins with all points alike where the syllabus states nothing; a final line stays', async () => {
    expect(await read()).toMatchObject({ version: 1, source: 'points', parts: [{ id: 'all', weight: 100 }], mayEdit: true, syllabus: null })
    expect(await lineOf(first)).toMatchObject({ percent: 67, letter: 'E', schemeVersion: 1 })
    expect(await lineOf(second)).toMatchObject({ percent: 88, letter: 'A', schemeVersion: 1 })
    expect(await lineOf(confirmed)).toMatchObject({ percent: 91, final: true })
  })

  it('follows the weights of the syllabus when they make a hundred, with the lines, and only then', async () => {
    const control = (id: string, kind: string, weight: number) => ({ id, kind, title: { ky: id }, weight, week: null })
    const save = async (version: number, controls: object[]) => {
      const content = { ...emptySyllabus(), controls }
      const reply = await portal.request('PUT', `/api/offerings/${offeringId}/syllabus`, { as: teacher, body: { version, content } })
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      await portal.drain()
    }
    await save(0, [control('current', 'current', 30), control('own', 'independent', 20)])
    expect((await read()).version).toBe(1)
    await save(1, [control('current', 'current', 30), control('own', 'independent', 20), control('exam', 'final', 50)])
    expect(await read()).toMatchObject({
      version: 2,
      source: 'syllabus',
      versions: [
        { syllabusVersion: 2, reason: null, by: { id: teacher } },
        { version: 1, by: null },
      ],
    })
    // (100 · 30 + 50 · 20) / 50
    expect(await lineOf(first)).toMatchObject({ percent: 80, letter: 'B', schemeVersion: 2 })
    await save(2, [control('current', 'current', 30), control('own', 'independent', 20), control('exam', 'final', 50)])
    expect((await read()).version).toBe(2)
  })

  it('tells whose letter a draft would change, and keeps nothing', async () => {
    const reply = await portal.request('POST', `${url()}/preview`, { as: teacher, body: { content: halves() } })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(reply.body).toMatchObject({
      changed: 2,
      final: 1,
      letters: expect.arrayContaining([
        expect.objectContaining({
          person: expect.objectContaining({ id: first }),
          before: { percent: 80, letter: 'B' },
          after: { percent: 75, letter: 'C' },
        }),
      ]),
    })
    expect((await read()).version).toBe(2)
    expect(await lineOf(first)).toMatchObject({ percent: 80 })
  })

  it('publishes a version with its reason, makes the lines anew, and follows the syllabus no more', async () => {
    const body = { began: 2, content: halves({ [essay]: null }), reason: 'Кафедранын чечими' }
    const reply = await publish(body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    expect(reply.body).toEqual({ version: 3 })
    expect(await lineOf(first)).toMatchObject({ percent: 75, letter: 'C', schemeVersion: 3 })
    expect(await lineOf(confirmed)).toMatchObject({ percent: 91, letter: 'A', final: true, schemeVersion: null })
    const view = await read()
    expect(view).toMatchObject({ source: 'hand', syllabus: [{ id: 'current' }, { id: 'own' }, { id: 'exam' }] })
    expect(view.items.map(({ id, partId, guessed }) => [id, partId, guessed])).toEqual([
      [quiz, 'tests', true],
      [lab, 'labs', true],
      [essay, null, false],
    ])
    const explained = await portal.request('GET', `/api/offerings/${offeringId}/students/${second}/explain`, { as: second })
    expect(explained.body).toMatchObject({
      agrees: true,
      scheme: { version: 3 },
      rows: expect.arrayContaining([expect.objectContaining({ itemId: essay, counts: 'none', partId: null })]),
      steps: [
        { kind: 'part', partId: 'tests', percent: 50, gives: 25 },
        { kind: 'part', partId: 'labs', percent: 100, gives: 50 },
        { kind: 'round', from: 75, to: 75 },
        { kind: 'band', letter: 'C' },
      ],
    })
    const settled = await portal.request('GET', `/api/offerings/${offeringId}/students/${confirmed}/explain`, { as: confirmed })
    expect(settled.body).toMatchObject({ agrees: false, scheme: null, steps: [], line: { percent: 91 } })
    const acts = await portal.portal.database.read.select().from(statement).where(eq(statement.verb, 'scheme.published'))
    expect(acts.find((act) => act.actor === teacher && (act.result as { version: number }).version === 3)).toBeTruthy()
  })

  it('refuses what another has overtaken, what cannot be used, and a change without a reason', async () => {
    const content = halves()
    expect(await publish({ began: 2, content, reason: 'Башка себеп' })).toMatchObject({ status: 409, body: { version: 3 } })
    const [tests, labs] = content.parts
    const faulty = await publish({
      began: 3,
      content: {
        ...content,
        parts: [
          { ...tests, weight: 40 },
          { ...labs, works: 'by-points' },
        ],
      },
      reason: 'Башка себеп',
    })
    expect(faulty.status).toBe(422)
    expect(faulty.body.fields.map(({ path }: { path: string }) => path)).toEqual(['weights', 'parts'])
    expect((await publish({ began: 3, content: halves({ [quiz]: 'nowhere' }), reason: 'Башка себеп' })).status).toBe(422)
    expect((await publish({ began: 3, content, reason: ' ' })).status).toBe(400)
    expect((await read()).version).toBe(3)
  })

  it('lets its teacher and head write, its people read, and nobody else', async () => {
    const content = halves()
    for (const as of [first, stranger, foreignTeacher, foreignHead, auditor]) {
      expect((await publish({ began: 3, content, reason: 'Башка себеп' }, as)).status).toBe(403)
      expect((await portal.request('POST', `${url()}/preview`, { as, body: { content } })).status).toBe(403)
    }
    for (const as of [stranger, foreignTeacher, foreignHead]) expect((await portal.request('GET', url(), { as })).status).toBe(403)
    for (const as of [first, auditor]) expect(await read(as)).toMatchObject({ version: 3, mayEdit: false })
    expect((await portal.request('GET', url())).status).toBe(401)
    expect((await publish({ began: 3, content, reason: 'Башка себеп' }, head)).status).toBe(200)
  })

  it('lets two who publish at once not overwrite each other', async () => {
    const both = await Promise.all([1, 2].map((at) => publish({ began: 4, content: halves(), reason: `Бир убакта ${at}` })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it('is kept by the database as it was written', async () => {
    const write = portal.portal.database.write
    const refused = { cause: { code: '23000' } }
    await expect(write.update(gradingScheme).set({ reason: 'x' })).rejects.toMatchObject(refused)
    await expect(write.delete(gradingScheme)).rejects.toMatchObject(refused)
    await expect(write.execute(sql`TRUNCATE grades.scheme`)).rejects.toMatchObject(refused)
  })
})
