import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../foundation/server/database/ids.ts'
import { statement } from '../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, makeOffering, makePerson, testPortal, type TestPortal } from '../../testing/index.ts'
import { item, laterDeadline, ownDeadline, section } from '../courses/index.ts'
import type { AssignmentView, MarkingView } from './contract.ts'
import { assignment, submission } from './tables.ts'

let portal: TestPortal
let offeringId = ''
let [teacher, foreignTeacher, first, second, stranger] = ['', '', '', '', '']
const [lab, free] = [newId(), newId()]
const day = 86_400_000
const due = new Date(Date.now() - 2 * day - 60_000)

beforeAll(async () => {
  portal = await testPortal()
  const write = portal.portal.database.write
  const foreign = await makeOffering(portal.portal)
  ;({ offeringId } = await makeOffering(portal.portal))
  ;[teacher, foreignTeacher, first, second, stranger] = [
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
  ]
  await assignTeacher(portal.portal, teacher, offeringId)
  await assignTeacher(portal.portal, foreignTeacher, foreign.offeringId)
  for (const one of [first, second]) await enrol(portal.portal, one, offeringId)
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values([
    { id: lab, sectionId, offeringId, kind: 'assignment', title: { ky: 'Иш' }, position: 0, dueAt: due },
    { id: free, sectionId, offeringId, kind: 'assignment', title: { ky: 'Мөөнөтсүз' }, position: 1 },
  ])
  await write.insert(assignment).values([
    { itemId: lab, points: 20, latePerDay: 10, lateFloor: 50, lateDays: 5 },
    { itemId: free, points: 5 },
  ])
})
afterAll(() => portal.close())

const view = async (who: string): Promise<AssignmentView> =>
  (await portal.request('GET', `/api/items/${lab}/assignment`, { as: who })).body as AssignmentView
const kindOf = (reply: { body: { type?: string } }) => reply.body.type?.split(':').at(-1)
const grant = (who: string, personIds: string[], dueAt: Date, itemId = lab) =>
  portal.request('PUT', `/api/items/${itemId}/deadlines`, { as: who, body: { personIds, dueAt: dueAt.toISOString(), reason: 'Оорулуу болгон' } })

async function handIn(who: string): Promise<{ status: number; body: { id: string; daysLate: number; type?: string } }> {
  const boundary = '----works'
  const field = (name: string, value: string): string => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const payload = `${field('clientKey', newId())}${field('text', 'Менин ишим')}--${boundary}--\r\n`
  return portal.request('POST', `/api/items/${lab}/submissions`, {
    as: who,
    inject: { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } },
  })
}

describe('late work and personal deadlines (R4.4a)', () => {
  it('a late work counts by the rule, the student is told before and after, and the teacher may forgive', async () => {
    expect(await view(first)).toMatchObject({
      open: true,
      daysLate: 3,
      kept: 70,
      extended: null,
      lateUntil: new Date(due.getTime() + 5 * day).toISOString(),
    })
    const handed = await handIn(first)
    expect([handed.status, handed.body.daysLate]).toEqual([200, 3])
    const queue = (await portal.request('GET', `/api/offerings/${offeringId}/marking`, { as: teacher })).body as MarkingView
    expect(queue.works[0]).toMatchObject({ daysLate: 3, kept: 70 })
    const mark = (body: object) => portal.request('POST', `/api/submissions/${handed.body.id}/mark`, { as: teacher, body: { comment: '', ...body } })
    expect((await mark({ points: 18.5 })).body).toMatchObject({ points: 12.95, rawPoints: 18.5 })
    expect((await view(first)).submissions[0]).toMatchObject({ points: 12.95, rawPoints: 18.5 })
    expect((await mark({ points: 18.5, forgiven: true })).body).toMatchObject({ points: 18.5, rawPoints: null })
    // a nought is reduced by nothing; corrected later, the rule holds again
    await mark({ points: 0 })
    expect((await mark({ points: 10 })).body).toMatchObject({ points: 7, rawPoints: 10, forgiven: false })
    expect((await mark({ points: 18.555 })).status).toBe(400)
    const acts = await portal.portal.database.read.select().from(statement).where(eq(statement.verb, 'submission.marked'))
    expect(acts.map((one) => one.result)).toContainEqual(expect.objectContaining({ points: 12.95, given: 18.5, kept: 70 }))
  })

  it('a deadline that is granted after the work came in is counted too, and its mark and grade anew', async () => {
    expect((await grant(teacher, [first, first], new Date(Date.now() + day))).status).toBe(204)
    await portal.drain()
    const read = async () => (await portal.portal.database.read.select().from(submission).where(eq(submission.personId, first)))[0]
    const gradeOf = async () => {
      const { grades } = (await portal.request('GET', `/api/offerings/${offeringId}/grades`, { as: first })).body as { grades: { points: number }[] }
      return grades[0]?.points
    }
    expect(await read()).toMatchObject({ daysLate: 0, late: false, points: 10, rawPoints: null })
    expect(await gradeOf()).toBe(10)
    await portal.request('DELETE', `/api/items/${lab}/deadlines/${first}`, { as: teacher })
    await portal.drain()
    expect(await read()).toMatchObject({ daysLate: 3, late: true, points: 7, rawPoints: 10 })
    expect(await gradeOf()).toBe(7)
    const granted = await portal.portal.database.read.select().from(statement).where(eq(statement.verb, 'deadline.granted'))
    expect(granted.filter((one) => one.about === first)).toHaveLength(1)
  })

  it('everybody’s deadline that moves past one’s own holds', () => {
    const [own, common] = [new Date('2026-11-20'), new Date('2026-11-25')]
    expect(laterDeadline(own, common)).toBe(common)
    expect(laterDeadline(common, own)).toBe(common)
    expect(laterDeadline(own, null)).toBeNull()
    expect(laterDeadline(null, own)).toBe(own)
  })

  it('a deadline of one’s own holds for its student alone, everywhere', async () => {
    const until = new Date(Date.now() + 3 * day)
    expect((await grant(teacher, [second], until)).status).toBe(204)
    expect(await view(second)).toMatchObject({
      dueAt: until.toISOString(),
      daysLate: 0,
      kept: 100,
      extended: { from: due.toISOString(), reason: 'Оорулуу болгон' },
    })
    expect((await view(first)).dueAt).toBe(due.toISOString())
    const today = (await portal.request('GET', '/api/my/today', { as: second })).body as { deadlines: { itemId: string; dueAt: string }[] }
    expect(today.deadlines.find((one) => one.itemId === lab)?.dueAt).toBe(until.toISOString())
    const course = (await portal.request('GET', `/api/offerings/${offeringId}/course`, { as: second })).body as {
      sections: { items: { id: string; dueAt: string | null }[] }[]
    }
    expect(course.sections[0]?.items.find((one) => one.id === lab)?.dueAt).toBe(until.toISOString())
    const handed = await handIn(second)
    expect([handed.status, handed.body.daysLate]).toEqual([200, 0])
    expect((await portal.request('DELETE', `/api/items/${lab}/deadlines/${second}`, { as: teacher })).status).toBe(204)
    expect((await view(second)).dueAt).toBe(due.toISOString())
    expect((await portal.request('DELETE', `/api/items/${lab}/deadlines/${second}`, { as: teacher })).status).toBe(404)
  })

  it('after the last day of being late nothing is taken', async () => {
    await portal.portal.database.write.update(assignment).set({ lateDays: 1 }).where(eq(assignment.itemId, lab))
    await portal.portal.database.write.delete(submission).where(eq(submission.personId, second))
    expect(await view(second)).toMatchObject({ open: false, reason: 'deadline' })
    expect(kindOf(await handIn(second))).toBe('assignments.closed-deadline')
  })

  it('bad input is told, and nobody else grants', async () => {
    const later = new Date(Date.now() + day)
    expect(kindOf(await grant(teacher, [first], new Date(due.getTime() - day)))).toBe('courses.deadline-not-later')
    expect(kindOf(await grant(teacher, [stranger], later))).toBe('courses.deadline-stranger')
    expect(kindOf(await grant(teacher, [first], later, free))).toBe('courses.no-deadline')
    for (const who of [foreignTeacher, first, stranger]) {
      expect((await grant(who, [first], later)).status).toBe(403)
      expect((await portal.request('GET', `/api/items/${lab}/deadlines`, { as: who })).status).toBe(403)
      expect((await portal.request('DELETE', `/api/items/${lab}/deadlines/${first}`, { as: who })).status).toBe(403)
    }
    expect(await portal.portal.database.read.select().from(ownDeadline)).toEqual([])
  })
})
