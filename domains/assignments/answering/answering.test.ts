import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { item, section } from '../../courses/index.ts'
import { question } from '../../learning/index.ts'
import { offering, term } from '../../programmes/index.ts'
import { assignment, submission } from '../tables.ts'
import type { AnsweringView, OwnAnsweringView, TeacherAnsweringView } from './contract.ts'
import { answeredInTime, daysFor } from './rules.ts'
import { shareInTime, stateOf, sumUp, type Asked } from './shared/waiting.ts'

let portal: TestPortal
let [teacher, colleague, head, foreignHead, student, quality] = ['', '', '', '', '', '']
const work = newId()
const day = 86_400_000
const ago = (days: number): Date => new Date(Date.now() - days * day)

beforeAll(async () => {
  portal = await testPortal()
  const write = portal.portal.database.write
  const made = await makeOffering(portal.portal)
  const foreign = await makeOffering(portal.portal)
  await write.update(offering).set({ termId: made.termId }).where(eq(offering.id, foreign.offeringId))
  await write
    .update(term)
    .set({ startsOn: ago(90).toISOString().slice(0, 10) })
    .where(eq(term.id, made.termId))
  await write.update(term).set({ startsOn: '2020-01-01' }).where(eq(term.id, foreign.termId))
  ;[teacher, colleague, head, foreignHead, student, quality] = [
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal),
    await makePerson(portal.portal),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'quality_office'),
  ]
  await giveRole(portal.portal, head, 'head_of_department', made.departmentId)
  await giveRole(portal.portal, foreignHead, 'head_of_department', foreign.departmentId)
  for (const one of [teacher, colleague]) await assignTeacher(portal.portal, one, made.offeringId)
  await enrol(portal.portal, student, made.offeringId)
  const sectionId = newId()
  const lab = newId()
  await write.insert(section).values({ id: sectionId, offeringId: made.offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: lab, sectionId, offeringId: made.offeringId, kind: 'assignment', title: { ky: 'Иш' }, position: 0 })
  await write.insert(assignment).values({ itemId: lab, points: 20 })
  const one = { itemId: lab, offeringId: made.offeringId, personId: student, digest: '0' }
  await write.insert(submission).values([
    { ...one, id: newId(), round: 1, state: 'returned', submittedAt: ago(30), markedAt: ago(28), markedBy: teacher },
    { ...one, id: newId(), round: 2, state: 'returned', submittedAt: ago(27), markedAt: ago(12), markedBy: colleague },
    { ...one, id: work, round: 3, state: 'submitted', submittedAt: ago(9) },
  ])
  const asked = { itemId: lab, offeringId: made.offeringId, personId: student, text: 'Кантип?' }
  await write.insert(question).values([
    { ...asked, id: newId(), createdAt: ago(5), answer: 'Мындай', answeredBy: teacher, answeredAt: ago(4) },
    { ...asked, id: newId(), createdAt: ago(1) },
  ])
})
afterAll(() => portal.close())

const get = async (who: string, url: string) => portal.request('GET', url, { as: who })

describe('answering times (R4.6a)', () => {
  it('a teacher sees what waits with its day, and only the answers of their own', async () => {
    const view = (await get(teacher, '/api/my/answering')).body as OwnAnsweringView
    expect(view.works).toMatchObject({ came: 2, answered: 1, inTime: 1, overdue: 1, waiting: 1, medianHours: 48 })
    expect(view.questions).toMatchObject({ came: 2, answered: 1, inTime: 1, overdue: 0, waiting: 1, medianHours: 24 })
    expect(view.waiting.map(({ kind, state }) => [kind, state])).toEqual([
      ['work', 'overdue'],
      ['question', 'waiting'],
    ])
    expect(((await get(colleague, '/api/my/answering')).body as OwnAnsweringView).works).toMatchObject({ answered: 1, inTime: 0 })
  })

  it('the head of the department sees the teachers and the rows behind, without names of students; others do not', async () => {
    const view = (await get(head, '/api/answering')).body as AnsweringView
    const row = (id: string) => view.teachers.find((one) => one.person.id === id)?.all
    expect(row(teacher)).toMatchObject({ came: 4, answered: 2, inTime: 2, overdue: 1 })
    expect(row(colleague)).toMatchObject({ came: 3, answered: 1, inTime: 0, overdue: 1 })
    // what waits stands with both teachers, and once in the whole
    expect(view.total).toMatchObject({ came: 5, waiting: 2 })
    const rows = (await get(head, `/api/answering/${teacher}`)).body as TeacherAnsweringView
    expect(rows.rows).toHaveLength(4)
    expect(rows.rows.every((one) => one.person === null)).toBe(true)
    expect(((await get(foreignHead, '/api/answering')).body as AnsweringView).teachers.some((one) => one.person.id === teacher)).toBe(false)
    expect((await get(foreignHead, `/api/answering/${teacher}`)).status).toBe(404)
    expect(((await get(quality, '/api/answering')).body as AnsweringView).total.came).toBe(5)
    for (const who of [student, teacher]) {
      expect((await get(who, '/api/answering')).status).toBe(403)
      expect((await get(who, `/api/answering/${colleague}`)).status).toBe(403)
    }
    expect((await get(student, '/api/my/answering')).status).toBe(403)
  })

  it('the first answer counts: a mark that is corrected later was not given late', async () => {
    const mark = (points: number) => portal.request('POST', `/api/submissions/${work}/mark`, { as: teacher, body: { points, comment: '' } })
    await mark(10)
    const read = async () => (await portal.portal.database.read.select().from(submission).where(eq(submission.id, work)))[0]
    const first = (await read())?.answeredAt
    await mark(12)
    const after = await read()
    expect(after?.answeredAt).toEqual(first)
    expect(after?.points).toBe(12)
    // neither does a colleague's correction take the answer from who gave it
    await portal.request('POST', `/api/submissions/${work}/mark`, { as: colleague, body: { points: 13, comment: '' } })
    expect(await read()).toMatchObject({ markedBy: colleague, answeredBy: teacher, answeredAt: first })
  })
})

describe('figures of answering', () => {
  it('the very day is in time, the moment after is not', () => {
    const one = (answered: number | null): Asked => ({ came: 0, answered, days: 3 })
    expect([stateOf(one(3 * day), 0), stateOf(one(3 * day + 1), 0)]).toEqual(['in-time', 'late'])
    expect([stateOf(one(null), 3 * day), stateOf(one(null), 3 * day + 1)]).toEqual(['waiting', 'overdue'])
    expect(answeredInTime.findings({ kind: 'question', came: ago(10), answered: ago(5), now: new Date() }, '2026-11-24')).toEqual([{ daysOver: 2 }])
    expect([daysFor('work', new Date()), daysFor('question', new Date())]).toEqual([7, 3])
  })

  it('every asking is counted once, shares lie between nought and one', () => {
    const hour = fc.integer({ min: 0, max: 2000 })
    const row = fc.record({ came: hour, took: fc.option(hour), days: fc.integer({ min: 1, max: 20 }) })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50 }), (all) => {
        const now = 4001 * 3_600_000
        const rows = all.map(({ came, took, days }) => ({ came: came * 3_600_000, answered: took === null ? null : (came + took) * 3_600_000, days }))
        const sum = sumUp(rows, now)
        expect(sum.answered + sum.waiting).toBe(sum.came)
        expect(sum.inTime).toBeLessThanOrEqual(sum.answered)
        expect(sum.overdue).toBeLessThanOrEqual(sum.waiting)
        const share = shareInTime(sum)
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true)
        const took = rows.flatMap((one) => (one.answered === null ? [] : [(one.answered - one.came) / 3_600_000]))
        if (sum.medianHours !== null) {
          expect(took.filter((one) => one < (sum.medianHours ?? 0)).length).toBeLessThanOrEqual(took.length / 2)
          expect(took.filter((one) => one > (sum.medianHours ?? 0)).length).toBeLessThanOrEqual(took.length / 2)
        }
      }),
    )
  })
})
