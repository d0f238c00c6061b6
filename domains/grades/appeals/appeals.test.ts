import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type TestPortal } from '../../../testing/index.ts'
import { assignment, submission } from '../../assignments/index.ts'
import { item, section } from '../../courses/index.ts'
import { keepGrade } from '../keep-grade.ts'
import { grade, recordLine } from '../tables.ts'
import type { AppealsView, AppealView } from './contract.ts'
import { appeal } from './tables.ts'
import { answerUntil, fileUntil, termsOn } from './terms.ts'

let portal: TestPortal
let offeringId = ''
let [teacher, foreignTeacher, commission, head, foreignHead, curator, student, other, stranger, graduate] = ['', '', '', '', '', '', '', '', '', '']
const work = newId()
const reason = 'Экинчи тапшырмам толук текшерилген эмес: 3-пункт аткарылган.'

beforeAll(async () => {
  portal = await testPortal()
  const made = await makeOffering(portal.portal)
  const foreign = await makeOffering(portal.portal)
  ;({ offeringId } = made)
  const write = portal.portal.database.write
  ;[teacher, foreignTeacher, commission] = [
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'exam_commission'),
  ]
  ;[head, foreignHead, curator] = [await makePerson(portal.portal), await makePerson(portal.portal), await makePerson(portal.portal, 'curator')]
  await giveRole(portal.portal, head, 'head_of_department', made.departmentId)
  await giveRole(portal.portal, foreignHead, 'head_of_department', foreign.departmentId)
  ;[student, other, stranger, graduate] = [
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
  ]
  for (const one of [student, other, graduate]) await enrol(portal.portal, one, offeringId)
  await assignTeacher(portal.portal, teacher, offeringId)
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: work, sectionId, offeringId, kind: 'assignment', title: { ky: 'Иш' }, position: 0 })
  await write.insert(assignment).values({ itemId: work, points: 20 })
  const ctx = await portal.ctx()
  for (const personId of [student, other]) {
    await write.insert(submission).values({
      itemId: work,
      offeringId,
      personId,
      round: 1,
      state: 'marked',
      submittedAt: new Date(),
      digest: '0',
      points: 11,
      markedBy: teacher,
      markedAt: new Date(),
      comment: null,
    })
    await keepGrade(ctx, { personId, itemId: work, offeringId })
  }
  const line = { offeringId, percent: 58, letter: 'FX', traditional: '2', final: true }
  await write.insert(recordLine).values({ ...line, personId: graduate, changedAt: new Date() })
})
afterAll(() => portal.close())

const post = (who: string, url: string, body?: unknown) => portal.request('POST', url, { as: who, body })
const get = (who: string, url: string) => portal.request('GET', url, { as: who })
const file = (who: string, itemId: string | null = work) => post(who, `/api/offerings/${offeringId}/appeals`, { itemId, reason })
const kindOf = (reply: { body: { type?: string } }) => reply.body.type?.split(':').at(-1)

describe('appeals (R4.4d)', () => {
  it('a student appeals, the teacher speaks, the commission changes the mark, and the grade book says why', async () => {
    const before = await get(student, `/api/offerings/${offeringId}/appealable?itemId=${work}`)
    expect(before.body).toMatchObject({ mark: { points: 11, maxPoints: 20 }, openId: null })
    const filed = await file(student)
    expect(filed.status).toBe(200)
    const id = String(filed.body.id)
    expect(kindOf(await file(student))).toBe('grades.appeal-open')
    expect((await post(teacher, `/api/appeals/${id}/words`, { words: '3-пункт жарым аткарылган.' })).status).toBe(200)
    const seen = (await get(commission, `/api/appeals/${id}`)).body as AppealView
    expect(seen).toMatchObject({ state: 'open', reason, mayAnswer: true, own: false, pointsWere: 11 })
    expect(seen.words.map(({ side }) => side)).toEqual(['teacher'])

    expect(kindOf(await post(commission, `/api/appeals/${id}/answer`, { outcome: 'changed', words: 'Туура', points: 21 }))).toBe(
      'grades.appeal-points',
    )
    const words = 'Комиссия 3-пунктту эсептеди.'
    expect((await post(commission, `/api/appeals/${id}/answer`, { outcome: 'changed', words, points: 15 })).status).toBe(204)
    const [now] = await portal.portal.database.read.select().from(grade).where(eq(grade.personId, student))
    expect(now?.points).toBe(15)
    const history = await get(teacher, `/api/offerings/${offeringId}/gradebook/cells/${work}/${student}`)
    expect(history.body.changes[0]).toMatchObject({ pointsFrom: 11, pointsTo: 15, why: words, by: { id: commission } })
    const after = (await get(student, `/api/appeals/${id}`)).body as AppealView
    expect(after).toMatchObject({ state: 'changed', pointsNow: 15, answer: words, maySpeak: false, mayAnswer: false })
    // answered once: nothing more is said or decided in it
    expect(kindOf(await post(commission, `/api/appeals/${id}/answer`, { outcome: 'kept', words: 'Жок' }))).toBe('grades.appeal-ended')
    expect(kindOf(await post(student, `/api/appeals/${id}/words`, { words: 'Рахмат' }))).toBe('grades.appeal-ended')
    expect(kindOf(await post(student, `/api/appeals/${id}/withdraw`))).toBe('grades.appeal-ended')
    const acts = await portal.portal.database.read.select().from(statement).where(eq(statement.objectId, id))
    expect(acts.map(({ verb }) => verb).toSorted()).toEqual(['appeal.answered', 'appeal.filed', 'appeal.worded'])
    const news = (await get(student, '/api/my/today')).body as { news: { kind: string; href: string }[] }
    expect(news.news.find(({ kind }) => kind === 'appeal')?.href).toBe(`/appeals/${id}`)
  })

  it('two members who answer at one moment: one answer stands', async () => {
    const second = await makePerson(portal.portal, 'exam_commission')
    const id = String((await file(student)).body.id)
    const answers = await Promise.all([
      post(commission, `/api/appeals/${id}/answer`, { outcome: 'changed', words: 'Кошулду', points: 16 }),
      post(second, `/api/appeals/${id}/answer`, { outcome: 'kept', words: 'Баа туура' }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
  })

  it('a confirmed grade is not written past its sheet: the answer says that it waits for a correction', async () => {
    const filed = await file(graduate, null)
    expect(filed.status).toBe(200)
    const id = String(filed.body.id)
    expect((await post(commission, `/api/appeals/${id}/answer`, { outcome: 'changed', words: 'Эсептөөдө ката болгон', points: 63 })).status).toBe(204)
    const [line] = await portal.portal.database.read.select().from(recordLine).where(eq(recordLine.personId, graduate))
    expect(line?.percent).toBe(58)
    expect((await get(graduate, `/api/appeals/${id}`)).body).toMatchObject({ state: 'changed', pointsNow: 63, final: true, item: null })
  })

  it('who teaches the discipline does not decide, also as a member of the commission', async () => {
    await giveRole(portal.portal, foreignTeacher, 'exam_commission')
    await assignTeacher(portal.portal, foreignTeacher, offeringId)
    const id = String((await file(other)).body.id)
    expect((await get(foreignTeacher, `/api/appeals/${id}`)).body).toMatchObject({ mayAnswer: false, partial: true })
    const refused = await post(foreignTeacher, `/api/appeals/${id}/answer`, { outcome: 'kept', words: 'Туура' })
    expect([refused.status, kindOf(refused)]).toEqual([403, 'grades.appeal-own-discipline'])
    expect((await post(teacher, `/api/appeals/${id}/answer`, { outcome: 'kept', words: 'Туура' })).status).toBe(403)

    // nobody beside the student, the teachers, the unit and the commission
    for (const who of [student, stranger, foreignHead, curator]) {
      expect((await get(who, `/api/appeals/${id}`)).status, who).toBe(403)
      expect((await post(who, `/api/appeals/${id}/words`, { words: 'Мен' })).status).toBe(403)
      expect((await post(who, `/api/appeals/${id}/withdraw`)).status).toBe(403)
    }
    expect((await get(head, `/api/appeals/${id}`)).status).toBe(200)
    expect((await post(head, `/api/appeals/${id}/words`, { words: 'Мен' })).status).toBe(403)
    const idsOf = async (who: string) => ((await get(who, '/api/appeals')).body as AppealsView).appeals.map((one) => one.person.id)
    expect(new Set(await idsOf(student))).toEqual(new Set([student]))
    expect(await idsOf(stranger)).toEqual([])
    expect(await idsOf(foreignHead)).toEqual([])
    expect(await idsOf(head)).toContain(other)
    expect((await post(stranger, `/api/offerings/${offeringId}/appeals`, { itemId: work, reason })).status).toBe(403)

    expect((await post(other, `/api/appeals/${id}/withdraw`)).status).toBe(204)
    expect((await get(other, `/api/appeals/${id}`)).body.state).toBe('withdrawn')
  })

  it('a mark of long ago is not appealed; neither is one that is not there, nor without a reason', async () => {
    const ago = new Date(Date.now() - 6 * 86_400_000)
    await portal.portal.database.write.update(grade).set({ gradedAt: ago }).where(eq(grade.personId, other))
    expect(kindOf(await file(other))).toBe('grades.appeal-late')
    expect(kindOf(await file(other, null))).toBe('grades.appeal-no-mark')
    expect(kindOf(await file(other, newId()))).toBe('grades.appeal-no-mark')
    expect((await post(student, `/api/offerings/${offeringId}/appeals`, { itemId: work, reason: 'Жок' })).status).toBe(400)
  })

  it('the database keeps what was said and answered', async () => {
    const write = portal.portal.database.write
    const [ended] = await write.select().from(appeal).where(eq(appeal.state, 'changed'))
    for (const change of [
      sql`UPDATE grades.appeal SET answer = 'башка' WHERE id = ${ended?.id}`,
      sql`UPDATE grades.appeal SET state = 'open' WHERE id = ${ended?.id}`,
      sql`DELETE FROM grades.appeal WHERE id = ${ended?.id}`,
      sql`UPDATE grades.appeal_word SET words = 'башка'`,
      sql`DELETE FROM grades.appeal_word`,
      sql`TRUNCATE grades.appeal_word`,
    ]) {
      await expect(write.execute(change)).rejects.toMatchObject({ cause: { message: expect.stringContaining('R4.4d') as string } })
    }
  })
})

describe('terms of appeals', () => {
  it('another decision holds from its day on, and a mark is judged by the terms of its own day', () => {
    const basis = { ky: 'Чечим' }
    const known = [
      { value: { fileDays: 5, answerDays: 5 }, basis, validFrom: '2025-05-20' },
      { value: { fileDays: 3, answerDays: 7 }, basis, validFrom: '2027-01-01' },
    ]
    expect(termsOn('2026-12-31', known).value.fileDays).toBe(5)
    expect(termsOn('2027-01-01', known).value.fileDays).toBe(3)
    fc.assert(
      fc.property(fc.date({ min: new Date('2025-06-01'), max: new Date('2035-01-01'), noInvalidDate: true }), (at) => {
        expect(fileUntil(at).getTime()).toBeGreaterThan(at.getTime())
        expect(answerUntil(at).getTime()).toBeGreaterThan(at.getTime())
      }),
    )
  })
})
