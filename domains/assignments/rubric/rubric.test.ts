import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/index.ts'
import type { AssignmentView, MarkingView } from '../contract.ts'
import { assignment, submission } from '../tables.ts'
import { faultOf, mostPoints, pointsOf, type Rubric } from './shared/rubric.ts'

let portal: TestPortal
let offeringId = ''
let [teacher, foreignTeacher, student] = ['', '', '']
const [lab, work] = [newId(), newId()]
const level = (id: string, points: number) => ({ id, title: { ky: `Деңгээл ${id}` }, points })
const rubric: Rubric = {
  criteria: [
    { id: 'a', title: { ky: 'Мазмун' }, levels: [level('a0', 0), level('a1', 4.5), level('a2', 7)] },
    { id: 'b', title: { ky: 'Тил' }, levels: [level('b0', 0), level('b1', 3)] },
  ],
}

beforeAll(async () => {
  portal = await testPortal()
  const write = portal.portal.database.write
  const foreign = await makeOffering(portal.portal)
  ;({ offeringId } = await makeOffering(portal.portal))
  ;[teacher, foreignTeacher, student] = [
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'student'),
  ]
  await assignTeacher(portal.portal, teacher, offeringId)
  await assignTeacher(portal.portal, foreignTeacher, foreign.offeringId)
  await enrol(portal.portal, student, offeringId)
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: lab, sectionId, offeringId, kind: 'assignment', title: { ky: 'Иш' }, position: 0 })
  await write.insert(assignment).values({ itemId: lab, points: 20 })
  await write
    .insert(submission)
    .values({ id: work, itemId: lab, offeringId, personId: student, round: 1, state: 'submitted', submittedAt: new Date(), digest: '0', text: 'Иш' })
})
afterAll(() => portal.close())

const put = (who: string, base: number, criteria = rubric.criteria) =>
  portal.request('PUT', `/api/items/${lab}/rubric`, { as: who, body: { base, criteria } })
const mark = (who: string, body: object) => portal.request('POST', `/api/submissions/${work}/mark`, { as: who, body })
const own = async () => (await portal.request('GET', `/api/items/${lab}/assignment`, { as: student })).body as AssignmentView
const kindOf = (reply: { body: { type?: string } }) => reply.body.type?.split(':').at(-1)

describe('rubrics (R4.4a)', () => {
  it('the points follow from the chosen levels; a mark keeps the version it was made by', async () => {
    expect((await put(teacher, 0)).body.version).toBe(1)
    expect(await own()).toMatchObject({ points: 10, rubric: { version: 1 } })
    const queue = (await portal.request('GET', `/api/offerings/${offeringId}/marking`, { as: teacher })).body as MarkingView
    expect(queue.works[0]?.markBy?.criteria.map(({ id }) => id)).toEqual(['a', 'b'])
    const unfinished = await mark(teacher, { points: 10, rubric: { version: 1, chosen: { a: 'a1' }, comments: {} } })
    expect([unfinished.status, unfinished.body.fields?.[0]?.path]).toEqual([422, 'rubric'])
    // what the page says of points does not count: the levels do
    const marked = await mark(teacher, { points: 10, rubric: { version: 1, chosen: { a: 'a1', b: 'b1' }, comments: { a: 'Мисал аз' } } })
    expect(marked.body).toMatchObject({ points: 7.5, rubric: { version: 1, chosen: { a: 'a1', b: 'b1' } } })
    const [first] = rubric.criteria
    // another sum would make the mark that stands mean something else
    expect(kindOf(await put(teacher, 1, first ? [first] : []))).toBe('assignments.rubric-marked')
    const one = [{ id: 'c', title: { ky: 'Баары' }, levels: [level('c0', 0), level('c1', 10)] }]
    expect((await put(teacher, 1, one)).body.version).toBe(2)
    const view = await own()
    expect(view).toMatchObject({ points: 10, rubric: { version: 2 } })
    // who still has the former version on the screen is told, and nothing is marked by the other one
    expect(kindOf(await mark(teacher, { points: 10, rubric: { version: 1, chosen: { a: 'a1', b: 'b1' }, comments: {} } }))).toBe(
      'assignments.rubric-changed',
    )
    expect(view.submissions[0]?.rubric).toMatchObject({ version: 1, comments: { a: 'Мисал аз' } })
    expect(view.submissions[0]?.rubric?.criteria).toHaveLength(2)
    await expect(portal.portal.database.write.execute(sql`UPDATE assignments.rubric_version SET content = '{}'::jsonb`)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('R4.4a') as string },
    })
  })

  it('another’s newer rubric is told; faulty ones are refused; others neither read nor write it', async () => {
    expect(kindOf(await put(teacher, 0))).toBe('assignments.rubric-changed')
    const faulty = await put(teacher, 2, [{ id: 'a', title: { ky: 'Мазмун' }, levels: [level('x', 1)] }])
    expect([kindOf(faulty), faulty.body.fields[0].message]).toEqual(['assignments.rubric-faulty', 'Ар бир критерийде жок дегенде эки деңгээл керек'])
    for (const who of [foreignTeacher, student]) {
      expect((await put(who, 2)).status).toBe(403)
      expect((await portal.request('GET', `/api/items/${lab}/rubric`, { as: who })).status).toBe(403)
    }
  })

  it('two savings at one moment: one version, one refusal', async () => {
    const both = await Promise.all([put(teacher, 2), put(teacher, 2)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const [kept] = await portal.portal.database.read.select().from(assignment).where(eq(assignment.itemId, lab))
    expect(kept?.points).toBe(10)
  })

  it('phrases are one’s own', async () => {
    const post = (words: string) => portal.request('POST', '/api/my/phrases', { as: teacher, body: { words } })
    await post('Жакшы аткарылган')
    const { body } = await post('Жакшы аткарылган')
    expect(body.phrases).toHaveLength(1)
    const id = String(body.phrases[0].id)
    expect((await portal.request('GET', '/api/my/phrases', { as: foreignTeacher })).body.phrases).toEqual([])
    expect((await portal.request('DELETE', `/api/my/phrases/${id}`, { as: foreignTeacher })).status).toBe(404)
    expect((await portal.request('GET', '/api/my/phrases', { as: student })).status).toBe(403)
    expect((await portal.request('DELETE', `/api/my/phrases/${id}`, { as: teacher })).status).toBe(204)
  })

  it('sums are exact to hundredths and never above the most', () => {
    const made = fc
      .array(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
      .map((rows): Rubric => ({
        criteria: rows.map((points, at) => ({
          id: `c${at}`,
          title: { ky: 'К' },
          levels: points.map((one, index) => ({ id: `c${at}-${index}`, title: { ky: 'Д' }, points: one / 100 })),
        })),
      }))
    fc.assert(
      fc.property(made, fc.nat(), (one, seed) => {
        const picked = one.criteria.map((criterion) => criterion.levels[seed % criterion.levels.length])
        const chosen = Object.fromEntries(one.criteria.map((criterion, at) => [criterion.id, picked[at]?.id ?? '']))
        const points = pointsOf(one, chosen) ?? -1
        expect(Math.round(points * 100)).toBe(picked.reduce((sum, level) => sum + Math.round((level?.points ?? 0) * 100), 0))
        expect(points).toBeLessThanOrEqual(mostPoints(one))
        expect(pointsOf(one, { ...chosen, c0: 'other' })).toBeNull()
        expect(faultOf(one) === null || mostPoints(one) === 0).toBe(true)
      }),
    )
  })
})
