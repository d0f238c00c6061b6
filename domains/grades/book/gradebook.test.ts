import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { assignTeacher, enrol, giveRole, makeOffering, makePerson, testPortal, type Reply, type TestPortal } from '../../../testing/index.ts'
import { assignment, submission } from '../../assignments/index.ts'
import { item, section } from '../../courses/index.ts'
import { keepGrade } from '../keep-grade.ts'
import { grade, recordLine } from '../tables.ts'
import type { GradebookView } from './contract.ts'
import { cellChange } from './tables.ts'

let portal: TestPortal
let offeringId = ''
let [teacher, colleague, head, auditor, foreignTeacher, first, second, confirmed, stranger] = ['', '', '', '', '', '', '', '', '']
const lab = newId()
let oral = ''

beforeAll(async () => {
  portal = await testPortal()
  const made = await makeOffering(portal.portal)
  ;({ offeringId } = made)
  const write = portal.portal.database.write
  ;[teacher, colleague, foreignTeacher] = [
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
    await makePerson(portal.portal, 'teacher'),
  ]
  ;[auditor, head] = [await makePerson(portal.portal, 'auditor'), await makePerson(portal.portal)]
  await giveRole(portal.portal, head, 'head_of_department', made.departmentId)
  ;[first, second, confirmed, stranger] = [
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
    await makePerson(portal.portal, 'student'),
  ]
  for (const one of [first, second, confirmed]) await enrol(portal.portal, one, offeringId)
  for (const one of [teacher, colleague]) await assignTeacher(portal.portal, one, offeringId)
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  await write.insert(item).values({ id: lab, sectionId, offeringId, kind: 'assignment', title: { ky: 'Иш' }, position: 0 })
  await write.insert(assignment).values({ itemId: lab, points: 20 })
  const at = new Date()
  await write.insert(recordLine).values({ personId: confirmed, offeringId, percent: 91, letter: 'A', traditional: '5', final: true, changedAt: at })
  await write.insert(submission).values({
    itemId: lab,
    offeringId,
    personId: first,
    round: 1,
    state: 'marked',
    submittedAt: at,
    digest: '0',
    points: 12,
    markedBy: teacher,
    markedAt: at,
    comment: 'Жакшы',
  })
  await keepGrade(await portal.ctx(), { personId: first, itemId: lab, offeringId })
})
afterAll(() => portal.close())

const url = () => `/api/offerings/${offeringId}/gradebook`
const book = async (as = teacher): Promise<GradebookView> => (await portal.request('GET', url(), { as })).body as GradebookView
const row = async (personId: string) => {
  const found = (await book()).students.find((one) => one.person.id === personId)
  if (!found) throw new Error('the student is not in the book')
  return found
}
interface Mark {
  personId: string
  columnId: string
  was: number | null
  points: number | null
  wasComment?: string | null
  comment?: string | null
}
const set = (changes: Mark[], as = teacher, more: { why?: string | null; undo?: boolean } = {}): Promise<Reply> =>
  portal.request('POST', `${url()}/marks`, { as, body: { changes, why: null, ...more } })
const addColumn = (body: object, as = teacher): Promise<Reply> => portal.request('POST', `${url()}/columns`, { as, body })
const history = async (columnId: string, personId: string, as = teacher) => portal.request('GET', `${url()}/cells/${columnId}/${personId}`, { as })

describe('the grade book (R4.4b)', () => {
  it('takes a column made by hand, and its marks count to the part it is made for', async () => {
    expect((await addColumn({ title: { ky: 'Оозеки' }, maxPoints: 10, partId: 'nowhere' })).status).toBe(422)
    const made = await addColumn({ title: { ky: 'Оозеки жооп, 5-жума' }, maxPoints: 10, partId: 'all' })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    oral = String(made.body.id)
    expect(await book()).toMatchObject({
      items: [
        { id: lab, partId: 'all' },
        { id: oral, kind: 'column', partId: 'all' },
      ],
      mayMark: true,
    })
    expect((await set([{ personId: first, columnId: oral, was: null, points: 9 }])).body).toEqual({ taken: 1, refused: [] })
    // (12 + 9) of 30
    expect(await row(first)).toMatchObject({ points: [12, 9], line: { percent: 70, letter: 'D' } })
    const own = await portal.request('GET', `/api/offerings/${offeringId}/students/${first}/explain`, { as: first })
    expect(own.body).toMatchObject({
      agrees: true,
      rows: expect.arrayContaining([expect.objectContaining({ itemId: oral, points: 9, counts: 'counted' })]),
    })
  })

  it('takes what may be written of a pasted block, and tells each refused cell with its reason', async () => {
    const reply = await set([
      { personId: second, columnId: oral, was: null, points: 7.25 },
      { personId: second, columnId: lab, was: null, points: 20.5 },
      { personId: first, columnId: oral, was: 9, points: -1 },
      { personId: first, columnId: lab, was: 12, points: null },
      { personId: confirmed, columnId: oral, was: null, points: 5 },
      { personId: stranger, columnId: oral, was: null, points: 5 },
      { personId: second, columnId: newId(), was: null, points: 5 },
    ])
    expect(reply.body.taken).toBe(1)
    expect(reply.body.refused.map(({ reason }: { reason: string }) => reason)).toEqual([
      'too-much',
      'below-zero',
      'work-mark',
      'final',
      'no-cell',
      'no-cell',
    ])
    expect(await row(second)).toMatchObject({ points: [null, 7.25], line: { percent: 73 } })
    expect(await row(confirmed)).toMatchObject({ points: [null, null], line: { percent: 91, final: true } })
  })

  it('refuses to overwrite another’s newer mark, and shows it', async () => {
    expect((await set([{ personId: second, columnId: oral, was: 7.25, points: 8 }], colleague)).body.taken).toBe(1)
    const late = await set([{ personId: second, columnId: oral, was: 7.25, points: 6 }])
    expect(late.body).toEqual({ taken: 0, refused: [{ personId: second, columnId: oral, reason: 'changed', now: 8, comment: null }] })
    const both = await Promise.all([
      set([{ personId: second, columnId: oral, was: 8, points: 3 }]),
      set([{ personId: second, columnId: oral, was: 8, points: 4 }], colleague),
    ])
    expect(both.map(({ body }) => body.taken).toSorted()).toEqual([0, 1])
    const seen = (await row(second)).points[1] ?? null
    expect((await set([{ personId: second, columnId: oral, was: seen, points: 8 }])).body.taken).toBe(1)
  })

  it('puts a mark by hand before the work’s own, and gives that back when it is taken out', async () => {
    expect((await set([{ personId: first, columnId: lab, was: 12, points: 13 }])).body.taken).toBe(1)
    await keepGrade(await portal.ctx(), { personId: first, itemId: lab, offeringId })
    expect(await row(first)).toMatchObject({ points: [13, 9], byHand: [0], comments: [{ at: 0, text: 'Жакшы' }] })
    expect(
      (
        await set([{ personId: first, columnId: lab, was: 13, points: 15, comment: 'Коргоодо толуктады', wasComment: 'Жакшы' }], teacher, {
          why: 'Коргоо',
        })
      ).body.taken,
    ).toBe(1)
    expect(await row(first)).toMatchObject({ points: [15, 9], byHand: [0], comments: [{ at: 0, text: 'Коргоодо толуктады' }], line: { percent: 80 } })
    await keepGrade(await portal.ctx(), { personId: first, itemId: lab, offeringId })
    expect((await row(first)).points).toEqual([15, 9])
    expect((await set([{ personId: first, columnId: lab, was: 15, points: null }], colleague, { undo: true })).body.taken).toBe(1)
    expect(await row(first)).toMatchObject({ points: [12, 9], byHand: [], line: { percent: 70 } })
    const { body } = await history(lab, first)
    expect(body.changes).toMatchObject([
      { by: { id: colleague }, pointsFrom: 15, pointsTo: 12, source: 'undo', why: null },
      { by: { id: teacher }, pointsFrom: 13, pointsTo: 15, commentTo: 'Коргоодо толуктады', source: 'hand', why: 'Коргоо' },
      { by: { id: teacher }, pointsFrom: 12, pointsTo: 13, commentFrom: 'Жакшы', commentTo: 'Жакшы', why: null },
      { by: { id: teacher }, pointsFrom: null, pointsTo: 12, source: 'work' },
    ])
  })

  it('keeps a comment without a mark, and refuses one over another’s', async () => {
    expect((await set([{ personId: second, columnId: lab, was: null, points: null, wasComment: null, comment: 'Ооруп калган' }])).body.taken).toBe(1)
    expect(await row(second)).toMatchObject({ points: [null, 8], comments: [{ at: 0, text: 'Ооруп калган' }] })
    const late = await set([{ personId: second, columnId: lab, was: null, points: null, wasComment: null, comment: 'Башка' }], colleague)
    expect(late.body.refused).toMatchObject([{ reason: 'changed', comment: 'Ооруп калган' }])
  })

  it('writes an act of the trace for each mark, and keeps the history from change', async () => {
    const acts = await portal.portal.database.read
      .select()
      .from(statement)
      .where(and(eq(statement.verb, 'mark.set'), eq(statement.about, first)))
    expect(acts).toHaveLength(4)
    const write = portal.portal.database.write
    const refused = { cause: { code: '23000' } }
    await expect(write.update(cellChange).set({ why: 'x' })).rejects.toMatchObject(refused)
    await expect(write.delete(cellChange)).rejects.toMatchObject(refused)
    await expect(write.execute(sql`TRUNCATE grades.cell_change`)).rejects.toMatchObject(refused)
  })

  it('changes a column within its marks, and takes away an empty one only', async () => {
    const put = (body: object, as = teacher) => portal.request('PUT', `${url()}/columns/${oral}`, { as, body })
    const remove = (id: string, as = teacher) => portal.request('DELETE', `${url()}/columns/${id}`, { as })
    expect((await put({ title: { ky: 'Оозеки' }, maxPoints: 8, partId: 'all' })).status).toBe(409)
    expect((await put({ title: { ky: 'Оозеки' }, maxPoints: 20, partId: null })).status).toBe(204)
    expect(await row(first)).toMatchObject({ line: { percent: 60 } })
    expect((await remove(oral)).status).toBe(409)
    const { id } = (await addColumn({ title: { ky: 'Бош' }, maxPoints: 5, partId: null })).body as { id: string }
    for (const as of [first, head, foreignTeacher]) expect((await remove(id, as)).status).toBe(403)
    expect((await remove(id)).status).toBe(204)
    expect((await book()).items.map((one) => one.id)).toEqual([lab, oral])
  })

  it('lets the teachers of the offering write, those over it read, and nobody else', async () => {
    const mark = [{ personId: second, columnId: oral, was: 8, points: 1 }]
    for (const as of [first, stranger, head, auditor, foreignTeacher]) {
      expect((await set(mark, as)).status).toBe(403)
      expect((await addColumn({ title: { ky: 'Менин' }, maxPoints: 10, partId: 'all' }, as)).status).toBe(403)
      expect(
        (await portal.request('PUT', `${url()}/columns/${oral}`, { as, body: { title: { ky: 'О' }, maxPoints: 10, partId: null } })).status,
      ).toBe(403)
    }
    for (const as of [first, stranger, foreignTeacher]) {
      expect((await portal.request('GET', url(), { as })).status).toBe(403)
      expect((await history(oral, second, as)).status).toBe(403)
    }
    for (const as of [head, auditor]) {
      expect((await book(as)).mayMark).toBe(false)
      expect((await history(oral, second, as)).status).toBe(200)
    }
    const kept = await portal.portal.database.read.select().from(grade).where(eq(grade.offeringId, offeringId))
    expect(kept).toHaveLength(1)
  })
})
