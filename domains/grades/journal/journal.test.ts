import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { civilDate } from '../../../foundation/i18n/format.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { enrolment, offeringGroup, studentGroup, studentship, term, weeklyMeeting } from '../../programmes/index.ts'
import type { GroupAttendanceView, JournalView, OwnAttendanceView } from './contract.ts'
import { hoursOf, presences, shareThere } from './shared/presence.ts'
import { journalPresence } from './tables.ts'

let portal: TestPortal
let [offeringId, groupId, otherGroup] = ['', '', '']
let [teacher, foreignTeacher, head, curator, first, second, apart, stranger] = ['', '', '', '', '', '', '', '']
const day = 86_400_000
const on = (back: number): string => civilDate(Date.now() - back * day)

beforeAll(async () => {
  portal = await testPortal()
  const write = portal.portal.database.write
  const made = await makeOffering(portal.portal)
  const foreign = await makeOffering(portal.portal)
  ;({ offeringId, groupId } = made)
  await write
    .update(term)
    .set({ startsOn: on(60), endsOn: on(-60) })
    .where(eq(term.id, made.termId))
  otherGroup = newId()
  await write.insert(studentGroup).values({ id: otherGroup, code: 'БТ-1', programmeId: made.programmeId, intakeYear: 2026, language: 'ky' })
  await write
    .insert(offeringGroup)
    .values([groupId, otherGroup].map((one) => ({ offeringId, groupId: one })))
    .onConflictDoNothing()
  ;[teacher, foreignTeacher, head, curator] = [
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal),
    await makePerson(portal.portal, 'curator'),
  ]
  await giveRole(portal.portal, head, 'head_of_department', made.departmentId)
  await write.update(studentGroup).set({ curatorId: curator }).where(eq(studentGroup.id, groupId))
  await assignTeacher(portal.portal, teacher, offeringId)
  await assignTeacher(portal.portal, foreignTeacher, foreign.offeringId)
  ;[first, second, apart, stranger] = [
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
  ]
  for (const [personId, own] of [
    [first, groupId],
    [second, groupId],
    [apart, otherGroup],
  ] as const) {
    await enrol(portal.portal, personId, offeringId)
    await write.update(enrolment).set({ groupId: own }).where(eq(enrolment.personId, personId))
    await write
      .insert(studentship)
      .values({ id: newId(), personId, groupId: own, recordBookNumber: `J-${personId.slice(-6)}`, startsOn: '2026-09-01' })
  }
})
afterAll(() => portal.close())

const send = (who: string, method: string, rest: string, body?: unknown) =>
  portal.request(method, `/api/offerings/${offeringId}/journal${rest}`, { as: who, body })
const journal = async (who = teacher): Promise<JournalView> => (await send(who, 'GET', '')).body as JournalView
const blank = { groupId: null, heldOn: on(1), startsAt: 600, kind: 'lecture', hours: 2, topic: 'Киришүү', marks: null }
const add = async (part: object = {}): Promise<string> => {
  const reply = await send(teacher, 'POST', '/classes', { ...blank, ...part })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return String(reply.body.id)
}
const take = (classId: string, rows: object[], why: string | null = null, who = teacher) =>
  send(who, 'PUT', `/classes/${classId}/presence`, { rows, why })
const kindOf = (reply: { body: { type?: string } }) => reply.body.type?.split(':').at(-1)

describe('the journal (R4.3c, R6.6a)', () => {
  it('keeps classes, who was there, and marks given at a class; the student and the curator see their part', async () => {
    const lecture = await add()
    const practical = await add({ groupId, heldOn: on(0), kind: 'practical', topic: 'Массивдер', marks: { maxPoints: 5, partId: null }, startsAt: 0 })
    expect(
      (
        await take(lecture, [
          { personId: first, was: null, state: 'present' },
          { personId: second, was: null, state: 'absent' },
          { personId: apart, was: null, state: 'late' },
        ])
      ).status,
    ).toBe(204)
    expect((await take(practical, [{ personId: second, was: null, state: 'excused', note: 'Маалымкат № 14' }])).status).toBe(204)
    const view = await journal()
    expect(view.classes.map((one) => [one.topic, one.taken])).toEqual([
      ['Киришүү', true],
      ['Массивдер', true],
    ])
    const rowOf = (personId: string) => view.students.find((one) => one.person.id === personId)
    expect(rowOf(second)).toMatchObject({ states: ['absent', 'excused'], hours: { held: 4, missed: 2, excused: 2 } })
    expect(rowOf(apart)).toMatchObject({ states: ['late', null], hours: { held: 2, missed: 0, excused: 0 } })

    // the mark of the class is a mark of the grade book
    const columnId = view.classes[1]?.columnId ?? ''
    const marked = await portal.request('POST', `/api/offerings/${offeringId}/gradebook/marks`, {
      as: teacher,
      body: { changes: [{ personId: first, columnId, was: null, points: 4.5 }], why: null },
    })
    expect(marked.body.taken).toBe(1)
    expect((await journal()).students.find((one) => one.person.id === first)?.points).toEqual([null, 4.5])

    const own = (await portal.request('GET', `/api/offerings/${offeringId}/attendance`, { as: second })).body as OwnAttendanceView
    expect(own.classes.map(({ state, note }) => [state, note])).toEqual([
      ['excused', 'Маалымкат № 14'],
      ['absent', null],
    ])
    // a class of the other group is none of theirs
    const others = (await portal.request('GET', `/api/offerings/${offeringId}/attendance`, { as: apart })).body as OwnAttendanceView
    expect(others.classes).toHaveLength(1)
    const group = (await portal.request('GET', `/api/groups/${groupId}/attendance`, { as: curator })).body as GroupAttendanceView
    expect(group.students.find((one) => one.person.id === second)?.total).toEqual({ held: 4, missed: 2, excused: 2 })
    const acts = await portal.portal.database.read.select().from(statement).where(eq(statement.verb, 'attendance.taken'))
    expect(acts.filter((one) => one.about === second).map((one) => one.result)).toContainEqual({ state: 'excused', former: null, hours: 2 })
  })

  it('another teacher’s word is not overwritten, and a word of yesterday is changed with a reason only', async () => {
    const id = await add({ topic: 'Циклдер' })
    await take(id, [{ personId: first, was: null, state: 'absent' }])
    expect(kindOf(await take(id, [{ personId: first, was: null, state: 'present' }]))).toBe('grades.journal-changed')
    expect((await take(id, [{ personId: first, was: 'absent', state: 'late' }])).status).toBe(204)
    await portal.portal.database.write
      .update(journalPresence)
      .set({ changedAt: new Date(Date.now() - 2 * day) })
      .where(eq(journalPresence.classId, id))
    expect(kindOf(await take(id, [{ personId: first, was: 'late', state: 'present' }]))).toBe('grades.journal-why')
    expect((await take(id, [{ personId: first, was: 'late', state: 'present' }], 'Тизмеде жаңылыш белгиленген')).status).toBe(204)
    const history = await send(teacher, 'GET', `/classes/${id}/presence/${first}`)
    expect(history.body.changes.map((one: { from: string; to: string; why: string | null }) => [one.from, one.to, one.why])).toEqual([
      ['late', 'present', 'Тизмеде жаңылыш белгиленген'],
      ['absent', 'late', null],
      [null, 'absent', null],
    ])
    // the same word again changes nothing and needs no reason
    expect((await take(id, [{ personId: first, was: 'present', state: 'present' }])).status).toBe(204)
    expect((await send(teacher, 'GET', `/classes/${id}/presence/${first}`)).body.changes).toHaveLength(3)
    await expect(portal.portal.database.write.execute(sql`DELETE FROM grades.journal_change`)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('R6.6a') as string },
    })
  })

  it('bad input is told and nothing is written', async () => {
    const id = await add({ groupId, topic: 'Функциялар' })
    expect(kindOf(await take(id, [{ personId: apart, was: null, state: 'present' }]))).toBe('grades.journal-stranger')
    expect(kindOf(await take(id, [{ personId: first, was: null, state: 'excused' }]))).toBe('grades.journal-excuse')
    for (const [part, problem] of [
      [{ heldOn: on(-1) }, 'grades.journal-day'],
      [{ heldOn: on(90) }, 'grades.journal-day'],
      [{ groupId: newId() }, 'grades.journal-group'],
    ] as const)
      expect(kindOf(await send(teacher, 'POST', '/classes', { ...blank, ...part }))).toBe(problem)
    expect((await send(teacher, 'POST', '/classes', { ...blank, topic: ' ' })).status).toBe(400)
    expect((await take(id, [{ personId: first, was: null, state: 'present' }])).status).toBe(204)
    expect(kindOf(await send(teacher, 'DELETE', `/classes/${id}`))).toBe('grades.journal-taken')
    expect(kindOf(await send(teacher, 'PUT', `/classes/${id}`, { ...blank, marks: undefined, groupId: otherGroup }))).toBe('grades.journal-taken')
    const empty = await add({ topic: 'Ката' })
    expect((await send(teacher, 'DELETE', `/classes/${empty}`)).status).toBe(204)
    expect((await journal()).classes.some((one) => one.id === empty)).toBe(false)
    expect((await take(empty, [{ personId: first, was: null, state: 'present' }])).status).toBe(404)
  })

  it('reminds of classes of the timetable that are not written yet', async () => {
    const back = new Date(`${on(3)}T00:00:00Z`)
    const weekday = ((back.getUTCDay() + 6) % 7) + 1
    await portal.portal.database.write
      .insert(weeklyMeeting)
      .values({ id: newId(), offeringId, weekday, startsAt: 540, minutes: 90, kind: 'practical', weeks: 'all' })
    expect((await journal()).missing).toContainEqual({ heldOn: on(3), startsAt: 540, kind: 'practical', hours: 2 })
    await add({ heldOn: on(3), startsAt: 540, kind: 'practical', topic: 'Саптар' })
    const { missing } = await journal()
    expect(missing.some((one) => one.heldOn === on(3))).toBe(false)
    expect(missing.every((one) => one.heldOn <= on(0))).toBe(true)
  })

  it('nobody else reads or writes it', async () => {
    const id = await add({ topic: 'Жабык' })
    for (const who of [foreignTeacher, first, stranger, curator]) {
      expect((await send(who, 'GET', '')).status, who).toBe(403)
      expect((await take(id, [{ personId: first, was: null, state: 'present' }], null, who)).status).toBe(403)
      expect((await send(who, 'POST', '/classes', blank)).status).toBe(403)
      expect((await send(who, 'GET', `/classes/${id}/presence/${first}`)).status).toBe(403)
    }
    expect((await send(head, 'GET', '')).status).toBe(200)
    expect((await send(head, 'POST', '/classes', blank)).status).toBe(403)
    expect((await portal.request('GET', `/api/offerings/${offeringId}/attendance`, { as: stranger })).status).toBe(403)
    for (const who of [first, teacher]) expect((await portal.request('GET', `/api/groups/${groupId}/attendance`, { as: who })).status).toBe(403)
    expect((await portal.request('GET', `/api/groups/${otherGroup}/attendance`, { as: curator })).status).toBe(403)
  })
})

describe('hours of attendance', () => {
  it('what was missed is never more than what was held, and silence counts as nothing', () => {
    const rows = fc.array(fc.record({ hours: fc.integer({ min: 1, max: 8 }), state: fc.constantFrom(null, ...presences) }), { maxLength: 40 })
    fc.assert(
      fc.property(rows, (all) => {
        const sum = hoursOf(all)
        expect(sum.missed + sum.excused).toBeLessThanOrEqual(sum.held)
        expect(hoursOf(all.filter(({ state }) => state !== null))).toEqual(sum)
        const share = shareThere(sum)
        if (sum.held === 0) expect(share).toBeNull()
        else expect(share).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
