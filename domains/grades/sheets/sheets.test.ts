import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import {
  assignTeacher,
  enrol,
  freshCode,
  giveRole,
  giveSecondFactor,
  makeOffering,
  makePerson,
  testPortal,
  type Reply,
  type TestPortal,
} from '../../../testing/index.ts'
import { assignment, submission } from '../../assignments/index.ts'
import { item, section } from '../../courses/index.ts'
import { term } from '../../programmes/index.ts'
import { refreshLines } from '../jobs.ts'
import { keepLine } from '../keep-lines.ts'
import { publishVersion } from '../scheme/publish-scheme.ts'
import { recordLine } from '../tables.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { RecordView } from '../contract.ts'
import type { SheetsView, SheetView } from './contract.ts'
import { sheet } from './tables.ts'

let portal: TestPortal
let [offeringId, groupId, termId] = ['', '', '']
let [teacher, foreignTeacher, registrar, otherRegistrar, foreignRegistrar, member, head] = ['', '', '', '', '', '', '']
let [good, fx, low, away] = ['', '', '', '']
const [lab, module, exam] = [newId(), newId(), newId()]
let first = ''
const examDate = '2026-11-20'
const reason = 'Техникалык ката оңдолду'

beforeAll(async () => {
  portal = await testPortal()
  const made = await makeOffering(portal.portal)
  ;({ offeringId, groupId, termId } = made)
  const write = portal.portal.database.write
  const person = (role?: Parameters<typeof makePerson>[1], unitId?: string) => makePerson(portal.portal, role, unitId ? { unitId } : {})
  ;[teacher, foreignTeacher, member] = [await person('teacher'), await person('teacher'), await person('exam_commission')]
  ;[registrar, otherRegistrar] = [await person('registrar', made.departmentId), await person('registrar')]
  const foreign = await makeOffering(portal.portal)
  foreignRegistrar = await person('registrar', foreign.departmentId)
  head = await person()
  await giveRole(portal.portal, head, 'head_of_department', made.departmentId)
  for (const one of [teacher, foreignTeacher, registrar, otherRegistrar, foreignRegistrar, member]) await giveSecondFactor(portal.portal, one)
  ;[good, fx, low, away] = [await person('student'), await person('student'), await person('student'), await person('student')]
  for (const one of [good, fx, low, away]) await enrol(portal.portal, one, offeringId, groupId)
  await assignTeacher(portal.portal, teacher, offeringId)
  await assignTeacher(portal.portal, foreignTeacher, foreign.offeringId)
  const sectionId = newId()
  await write.insert(section).values({ id: sectionId, offeringId, title: { ky: 'Бөлүм' }, position: 0 })
  for (const [position, id] of [lab, module, exam].entries()) {
    await write.insert(item).values({ id, sectionId, offeringId, kind: 'assignment', title: { ky: `Иш ${position}` }, position })
    await write.insert(assignment).values({ itemId: id, points: 100 })
  }
  const part = (id: string, kind: 'current' | 'module' | 'final', weight: number) => ({
    id,
    kind,
    weight,
    works: 'by-points' as const,
    dropLowest: 0,
    title: { ky: id },
  })
  const ctx = await portal.ctx(teacher)
  await change(ctx, (tx) =>
    publishVersion(ctx, tx, {
      offeringId,
      content: {
        parts: [part('c', 'current', 30), part('m', 'module', 30), part('f', 'final', 40)],
        bonusMost: 0,
        rounding: 'half-up',
        items: { [lab]: 'c', [module]: 'm', [exam]: 'f' },
      },
      source: 'hand',
      reason: 'Сыноо',
      changedBy: teacher,
    }),
  )
  await mark(good, [90, 80, null])
  await mark(fx, [70, 60, 20])
  await mark(low, [10, null, null])
  await mark(away, [80, 80, 100])
})
afterAll(() => portal.close())

async function mark(personId: string, points: (number | null)[]): Promise<void> {
  const changes = [lab, module, exam].flatMap((columnId, at) => (points[at] === null ? [] : [{ personId, columnId, was: null, points: points[at] }]))
  const reply = await send('POST', `/api/offerings/${offeringId}/gradebook/marks`, teacher, { changes, why: null })
  expect(reply.body.refused).toEqual([])
}
const send = (method: string, url: string, as: string, body?: object): Promise<Reply> =>
  portal.request(method, url, { as, ...(body ? { body } : {}) })
const view = async (id: string, as = registrar): Promise<SheetView> => (await send('GET', `/api/sheets/${id}`, as)).body as SheetView
const lineOf = async (id: string, personId: string): Promise<SheetView['lines'][number]> => {
  const found = (await view(id)).lines.find((one) => one.person.id === personId)
  if (!found) throw new Error('the student is not on the sheet')
  return found
}
const final = async (personId: string): Promise<typeof recordLine.$inferSelect | undefined> =>
  (
    await portal.portal.database.read
      .select()
      .from(recordLine)
      .where(and(eq(recordLine.offeringId, offeringId), eq(recordLine.personId, personId)))
  )[0]
const problemOf = (reply: Reply): unknown[] => [reply.status, String(reply.body.type).replace('urn:univer-plus:problem:', '')]
const sign = async (id: string, as: string, act: 'signature' | 'closing', code?: string): Promise<Reply> =>
  send('POST', `/api/sheets/${id}/${act}`, as, { code: code ?? (await freshCode(portal.portal, as)) })
const write = (id: string, as: string, lines: object[]): Promise<Reply> => send('PUT', `/api/sheets/${id}/lines`, as, { lines })

describe('opening (R6.6a)', () => {
  it('is the study office’s of the unit; two at once make one sheet', async () => {
    const body = { offeringId, groupId, examDate }
    for (const who of [teacher, foreignRegistrar, good, head]) expect((await send('POST', '/api/sheets', who, body)).status).toBe(403)
    const offered = await send('GET', `/api/sheets/openable?termId=${termId}`, registrar)
    expect(offered.body.choices).toEqual([expect.objectContaining({ offeringId, groupId, students: 4 })])
    const both = await Promise.all([send('POST', '/api/sheets', registrar, body), send('POST', '/api/sheets', otherRegistrar, body)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    first = both.find(({ status }) => status === 200)?.body.id
    expect(await view(first)).toMatchObject({ number: '2026-1/0001', state: 'open', kind: 'first', obstacles: [{ kind: 'empty' }] })
    expect((await view(first)).lines).toHaveLength(4)
  })

  it('the number of the refused one is not lost', async () => {
    const other = await makeOffering(portal.portal)
    await enrol(portal.portal, good, other.offeringId)
    const nobody = await send('POST', '/api/sheets', otherRegistrar, { offeringId: other.offeringId, groupId: other.groupId, examDate })
    expect(problemOf(nobody)).toEqual([422, 'grades.sheet-nobody'])
    const made = await send('POST', '/api/sheets', otherRegistrar, { offeringId: other.offeringId, groupId: null, examDate })
    expect((await view(made.body.id, otherRegistrar)).number).toBe('2026-1/0002')
    expect((await send('POST', `/api/sheets/${made.body.id}/annulment`, registrar, { reason })).status).toBe(403)
    expect((await send('POST', `/api/sheets/${made.body.id}/annulment`, otherRegistrar, { reason })).status).toBe(204)
    expect(await view(made.body.id, otherRegistrar)).toMatchObject({ state: 'void', voidReason: reason })
    const again = await send('POST', '/api/sheets', otherRegistrar, { offeringId: other.offeringId, groupId: null, examDate })
    expect((await view(again.body.id, otherRegistrar)).number).toBe('2026-1/0003')
  })
})

describe('filling and checking', () => {
  it('takes the grade book as it is at the end: what was not handed in is nought', async () => {
    for (const who of [foreignTeacher, good, member, head]) expect((await send('POST', `/api/sheets/${first}/fill`, who)).status).toBe(403)
    expect((await send('POST', `/api/sheets/${first}/fill`, teacher)).status).toBe(204)
    expect(await lineOf(first, good)).toMatchObject({ current: 27, interim: 24, final: 0, percent: 51, letter: 'FX' })
    expect(await lineOf(first, fx)).toMatchObject({ current: 21, interim: 18, final: 8, percent: 47, letter: 'FX' })
    expect(await lineOf(first, low)).toMatchObject({ percent: 3, letter: 'F', traditional: '2' })
    expect(await lineOf(first, away)).toMatchObject({ percent: 88, letter: 'A' })
    expect(await view(first)).toMatchObject({ state: 'filled', obstacles: [], schemeVersion: 1, weights: { current: 30, interim: 30, final: 40 } })
  })

  it('work without a deadline that nobody handed in is nought too, though the line so far did not count it', async () => {
    const other = await makeOffering(portal.portal)
    await enrol(portal.portal, good, other.offeringId)
    await assignTeacher(portal.portal, teacher, other.offeringId)
    const sectionId = newId()
    const insert = portal.portal.database.write
    await insert.insert(section).values({ id: sectionId, offeringId: other.offeringId, title: { ky: 'Бөлүм' }, position: 0 })
    const ids = [newId(), newId()]
    for (const [position, id] of ids.entries()) {
      await insert.insert(item).values({ id, sectionId, offeringId: other.offeringId, kind: 'assignment', title: { ky: 'Иш' }, position })
      await insert.insert(assignment).values({ itemId: id, points: 10 })
    }
    await send('POST', `/api/offerings/${other.offeringId}/gradebook/marks`, teacher, {
      changes: [{ personId: good, columnId: ids[0], was: null, points: 9 }],
      why: null,
    })
    const [soFar] = await portal.portal.database.read.select().from(recordLine).where(eq(recordLine.offeringId, other.offeringId))
    expect(soFar?.percent).toBe(90)
    const made = await send('POST', '/api/sheets', otherRegistrar, { offeringId: other.offeringId, groupId: null, examDate })
    await send('POST', `/api/sheets/${made.body.id}/fill`, otherRegistrar)
    expect((await view(made.body.id, otherRegistrar)).lines).toMatchObject([{ percent: 45, letter: 'FX' }])
  })

  it('who did not come has no points of the exam, and who is not admitted neither', async () => {
    for (const who of [registrar, foreignTeacher, good]) expect((await write(first, who, [{ personId: away, absent: true }])).status).toBe(403)
    expect((await write(first, teacher, [{ personId: away, absent: true }])).status).toBe(204)
    expect(await lineOf(first, away)).toMatchObject({ absent: true, final: 0, percent: 48, letter: 'FX' })
    expect(problemOf(await write(first, teacher, [{ personId: foreignTeacher, absent: true }]))).toEqual([422, 'grades.sheet-not-on-it'])
    const admission = `/api/sheets/${first}/students/${fx}/admission`
    expect((await send('PUT', admission, teacher, { refusal: 'debts' })).status).toBe(403)
    expect((await send('PUT', admission, registrar, { refusal: 'debts' })).status).toBe(204)
    expect(await lineOf(first, fx)).toMatchObject({ refusal: 'debts', final: 0, percent: 39 })
    const past = await makeOffering(portal.portal)
    const database = portal.portal.database.write
    await database.update(term).set({ startsOn: '2025-09-01', endsOn: '2026-01-20' }).where(eq(term.id, past.termId))
    const failed = { percent: 40, letter: 'FX', traditional: '2', final: true, changedAt: new Date() }
    await database.insert(recordLine).values({ personId: fx, offeringId: past.offeringId, ...failed })
    expect((await lineOf(first, fx)).debts).toBe(1)
    expect((await view(first, teacher)).lines.every(({ debts }) => debts === 0)).toBe(true)
    expect((await send('PUT', admission, registrar, { refusal: null })).status).toBe(204)
    expect(await lineOf(first, fx)).toMatchObject({ refusal: null, percent: 47 })
  })

  it('work that waits for its mark, or a book that moved since, blocks the signature', async () => {
    await portal.portal.database.write.insert(submission).values({
      itemId: exam,
      offeringId,
      personId: good,
      round: 1,
      state: 'submitted',
      submittedAt: new Date(),
      digest: '0',
    })
    await send('POST', `/api/sheets/${first}/fill`, teacher)
    expect((await view(first)).obstacles).toEqual([{ kind: 'waits', personIds: [good] }])
    const blocked = await sign(first, teacher, 'signature')
    expect(problemOf(blocked)).toEqual([409, 'grades.sheet-blocked'])
    expect(blocked.body.obstacles).toEqual(['waits'])
    await mark(good, [null, null, 85])
    expect((await view(first)).obstacles).toEqual([{ kind: 'changed', personIds: [good] }])
    expect((await sign(first, teacher, 'signature')).body.obstacles).toEqual(['changed'])
    await send('POST', `/api/sheets/${first}/fill`, registrar)
    expect(await lineOf(first, good)).toMatchObject({ final: 34, percent: 85, letter: 'B' })
    expect((await view(first)).obstacles).toEqual([])
  })
})

describe('signing with a second factor (R5.2c)', () => {
  it('refuses a wrong code, one that was used, and whoever it is not for', async () => {
    expect(problemOf(await sign(first, teacher, 'signature', '000000'))).toEqual([422, 'foundation.sessions.wrong-code'])
    for (const who of [foreignTeacher, registrar, good, head])
      expect((await send('POST', `/api/sheets/${first}/signature`, who, { code: '123456' })).status).toBe(403)
    expect(problemOf(await sign(first, member, 'signature'))).toEqual([403, 'grades.sheet-not-yours'])
    expect(problemOf(await sign(first, registrar, 'closing'))).toEqual([409, 'grades.sheet-moved'])
    const code = await freshCode(portal.portal, teacher)
    expect((await sign(first, teacher, 'signature', code)).status).toBe(204)
    expect(problemOf(await send('POST', `/api/sheets/${first}/signature`, teacher, { code }))).toEqual([422, 'foundation.sessions.wrong-code'])
    const signed = await view(first)
    expect(signed).toMatchObject({ state: 'teacher_signed', signatures: [{ role: 'teacher', person: { id: teacher }, holds: true }] })
  })

  it('what is signed is not changed by anybody', async () => {
    expect(problemOf(await send('POST', `/api/sheets/${first}/fill`, teacher))).toEqual([409, 'grades.sheet-moved'])
    expect(problemOf(await write(first, teacher, [{ personId: away, absent: false }]))).toEqual([409, 'grades.sheet-moved'])
    expect(problemOf(await send('POST', `/api/sheets/${first}/annulment`, registrar, { reason }))).toEqual([409, 'grades.sheet-moved'])
    expect((await final(good))?.final).toBe(false)
  })

  it('the dean’s office closes it, somebody else than the teacher; grades become final', async () => {
    expect((await sign(first, foreignRegistrar, 'closing')).status).toBe(403)
    expect((await sign(first, teacher, 'closing')).status).toBe(403)
    await giveRole(portal.portal, teacher, 'registrar')
    expect(problemOf(await sign(first, teacher, 'closing'))).toEqual([403, 'grades.sheet-same-signer'])
    expect((await sign(first, registrar, 'closing')).status).toBe(204)
    expect(await view(first)).toMatchObject({
      state: 'closed',
      totals: {
        marks: [
          { traditional: '5', count: 0 },
          { traditional: '4', count: 1 },
          { traditional: '3', count: 0 },
          { traditional: '2', count: 3 },
        ],
        absent: 1,
        success: 25,
        quality: 25,
      },
      retake: { kind: 'retake', students: 2 },
    })
    expect(await final(good)).toMatchObject({ final: true, percent: 85, letter: 'B', schemeVersion: 1, sheetId: first })
    const own = await send('GET', '/api/my/record', good)
    expect(own.body.terms.flatMap((one: { lines: unknown[] }) => one.lines)).toContainEqual(
      expect.objectContaining({ offeringId, sheetNumber: '2026-1/0001' }),
    )
    expect((await send('GET', `/api/sheets/${first}`, good)).status).toBe(403)
    expect((await send('GET', '/api/sheets', good)).status).toBe(403)
  })

  it('nightly jobs, later marks and a new scheme leave a confirmed grade', async () => {
    const ctx = await portal.ctx()
    await portal.portal.database.write
      .update(item)
      .set({ dueAt: new Date(Date.now() - 60_000) })
      .where(eq(item.id, exam))
    await refreshLines.run(ctx, {} as never)
    await change(ctx, async (tx) => {
      await keepLine(ctx, tx, { personId: good, offeringId })
      await record(ctx, tx)
    })
    expect(await final(good)).toMatchObject({ final: true, percent: 85, sheetId: first })
    const late = await send('POST', `/api/offerings/${offeringId}/gradebook/marks`, teacher, {
      changes: [{ personId: good, columnId: lab, was: 90, points: 1 }],
      why: null,
    })
    expect(late.body.refused).toMatchObject([{ reason: 'final' }])
    const explained = await send('GET', `/api/offerings/${offeringId}/students/${good}/explain`, good)
    expect(explained.body).toMatchObject({ agrees: true, line: { percent: 85, final: true } })
  })

  it('the database itself refuses to change what was signed', async () => {
    const write = portal.portal.database.write
    for (const tampering of [
      sql`UPDATE grades.sheet SET exam_date = '2026-01-01' WHERE id = ${first}`,
      sql`UPDATE grades.sheet SET state = 'open' WHERE id = ${first}`,
      sql`DELETE FROM grades.sheet WHERE id = ${first}`,
      sql`UPDATE grades.sheet_line SET percent = 100, letter = 'A' WHERE sheet_id = ${first} AND person_id = ${fx}`,
      sql`DELETE FROM grades.sheet_line WHERE sheet_id = ${first}`,
      sql`INSERT INTO grades.sheet_line (sheet_id, person_id, position) VALUES (${first}, ${teacher}, 9)`,
      sql`UPDATE grades.sheet_signature SET sha256 = '' WHERE sheet_id = ${first}`,
      sql`DELETE FROM grades.sheet_signature WHERE sheet_id = ${first}`,
      sql`INSERT INTO grades.sheet_signature (sheet_id, role, person_id, sha256) VALUES (${first}, 'commission', ${member}, '')`,
      sql`TRUNCATE grades.sheet_line`,
      sql`TRUNCATE grades.sheet_signature`,
      sql`UPDATE grades.record_line SET percent = 100 WHERE offering_id = ${offeringId} AND person_id = ${fx}`,
      sql`DELETE FROM grades.record_line WHERE offering_id = ${offeringId} AND person_id = ${fx}`,
      sql`INSERT INTO grades.sheet (id, number, series, sequence, offering_id, kind, state, exam_date, opened_by)
        VALUES (${newId()}, 'x', 'x', 1, ${offeringId}, 'retake', 'closed', '2026-01-01', ${registrar})`,
    ]) {
      await expect(write.execute(tampering)).rejects.toMatchObject({ cause: { message: expect.stringContaining('R6.6a') as string } })
    }
    // no step forward without the signature that makes it
    const filled = (await send('POST', `/api/sheets/${first}/retake`, registrar, { examDate })).body.id as string
    await write.execute(sql`UPDATE grades.sheet SET state = 'filled' WHERE id = ${filled}`)
    await expect(write.execute(sql`UPDATE grades.sheet SET state = 'teacher_signed' WHERE id = ${filled}`)).rejects.toThrow()
    await send('POST', `/api/sheets/${filled}/annulment`, registrar, { reason })
  })
})

describe('the paper', () => {
  it('is issued with a code; anybody who holds it learns the sheet, nothing of students', async () => {
    const pdf = await send('GET', `/api/sheets/${first}/paper.pdf`, registrar)
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
    const words = (await extractText(await getDocumentProxy(new Uint8Array(pdf.bytes)), { mergePages: true })).text
    expect(words).toContain('2026-1/0001')
    expect(words).toContain('ЭКЗАМЕНДИК ВЕДОМОСТЬ')
    const code = (await view(first)).paper?.code ?? ''
    const told = await portal.request('GET', `/api/papers/${code}`)
    expect(told.body).toMatchObject({ kind: 'sheet', replacedAt: null, sha256: createHash('sha256').update(pdf.bytes).digest('hex') })
    expect(told.body.facts.map(({ key }: { key: string }) => key)).toEqual([
      'number',
      'kind',
      'discipline',
      'group',
      'date',
      'lines',
      'signed',
      'state',
    ])
    expect(JSON.stringify(told.body)).not.toContain('Асанов')
    const russian = await send('GET', `/api/sheets/${first}/paper.pdf?language=ru`, teacher)
    expect((await extractText(await getDocumentProxy(new Uint8Array(russian.bytes)), { mergePages: true })).text).toContain('Это перевод')
    const table = await send('GET', `/api/sheets/${first}/sheet`, head)
    expect([table.status, table.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    for (const who of [good, foreignTeacher, foreignRegistrar]) {
      expect((await send('GET', `/api/sheets/${first}/paper.pdf`, who)).status).toBe(403)
      expect((await send('GET', `/api/sheets/${first}/sheet`, who)).status).toBe(403)
    }
    const looks = await portal.portal.database.read
      .select({ id: statement.id })
      .from(statement)
      .where(and(eq(statement.verb, 'person.looked-at'), eq(statement.actor, head), eq(statement.about, good)))
    expect(looks).toHaveLength(1)
  })
})

describe('retakes and corrections', () => {
  let retake = ''

  /** What the student's own record says of the debt. */
  const debtOf = async (personId: string): Promise<unknown> => {
    const record = (await portal.request('GET', '/api/my/record', { as: personId })).body as RecordView
    return record.terms.flatMap(({ lines }) => lines).find((one) => one.offeringId === offeringId)?.debt
  }

  it('FX sits a retake, F does not; the sum is made anew with what was kept', async () => {
    expect([await debtOf(low), await debtOf(fx)]).toEqual([
      { next: 'repeat', examDate: null },
      { next: 'retake', examDate: null },
    ])
    expect((await lineOf(first, low)).next).toBe('repeat')
    expect((await lineOf(first, fx)).next).toBe('retake')
    expect((await send('POST', `/api/sheets/${first}/retake`, teacher, { examDate })).status).toBe(200) // the teacher is a registrar too by now
    const { later } = await view(first)
    retake = later.find(({ state }) => state === 'open')?.id ?? ''
    expect(problemOf(await send('POST', `/api/sheets/${first}/retake`, registrar, { examDate }))).toEqual([422, 'grades.sheet-no-retake'])
    expect(await debtOf(fx)).toEqual({ next: 'retake', examDate })
    const opened = await view(retake)
    expect(opened.lines.map(({ person }) => person.id).toSorted()).toEqual([fx, away].toSorted())
    expect(opened).toMatchObject({ kind: 'retake', number: '2026-2/0002', after: { id: first } })
    expect(problemOf(await send('POST', `/api/sheets/${retake}/fill`, registrar))).toEqual([409, 'grades.sheet-typed'])
    expect((await write(retake, teacher, [{ personId: fx, absent: false, exam: 101 }])).status).toBe(400)
    expect((await write(retake, teacher, [{ personId: fx, absent: false, exam: 75 }])).status).toBe(204)
    expect(await lineOf(retake, fx)).toMatchObject({
      current: 21,
      interim: 18,
      final: 30,
      percent: 69,
      letter: 'D',
      former: { percent: 47, letter: 'FX' },
    })
    expect((await sign(retake, teacher, 'signature')).status).toBe(409)
    expect((await write(retake, teacher, [{ personId: away, absent: true }])).status).toBe(204)
    expect((await sign(retake, teacher, 'signature')).status).toBe(204)
    expect((await sign(retake, registrar, 'closing')).status).toBe(204)
    expect(await final(fx)).toMatchObject({ percent: 69, letter: 'D', sheetId: retake, final: true })
    expect((await lineOf(retake, away)).next).toBe('second_retake')
    expect([await debtOf(fx), await debtOf(away)]).toEqual([null, { next: 'second_retake', examDate: null }])
    expect((await lineOf(first, fx)).percent).toBe(47)
  })

  it('after the second retake the commission signs in the teacher’s place, then the discipline is repeated', async () => {
    const second = (await send('POST', `/api/sheets/${retake}/retake`, registrar, { examDate })).body.id as string
    expect(await view(second)).toMatchObject({ kind: 'second_retake', retake: null })
    await write(second, teacher, [{ personId: away, absent: false, exam: 10 }])
    await sign(second, teacher, 'signature')
    expect((await sign(second, registrar, 'closing')).status).toBe(204)
    const board = (await send('POST', `/api/sheets/${second}/retake`, registrar, { examDate })).body.id as string
    expect((await view(board)).kind).toBe('commission')
    expect(problemOf(await write(board, teacher, [{ personId: away, absent: false, exam: 90 }]))).toEqual([403, 'grades.sheet-not-yours'])
    expect((await write(board, member, [{ personId: away, absent: false, exam: 20 }])).status).toBe(204)
    expect(problemOf(await sign(board, teacher, 'signature'))).toEqual([403, 'grades.sheet-not-yours'])
    expect((await sign(board, member, 'signature')).status).toBe(204)
    expect((await sign(board, registrar, 'closing')).status).toBe(204)
    expect(await view(board)).toMatchObject({
      signatures: [{ role: 'commission' }, { role: 'office' }],
      lines: [{ next: 'repeat', percent: 56 }],
      retake: null,
    })
  })

  it('a closed sheet is corrected by another one, which leaves it as it was and says so', async () => {
    const body = { personIds: [good], reason, examDate }
    expect((await send('POST', `/api/sheets/${first}/correction`, head, body)).status).toBe(403)
    expect(problemOf(await send('POST', `/api/sheets/${first}/correction`, registrar, { ...body, personIds: [fx] }))).toEqual([
      409,
      'grades.sheet-superseded',
    ])
    expect(problemOf(await send('POST', `/api/sheets/${first}/correction`, registrar, { ...body, personIds: [teacher] }))).toEqual([
      422,
      'grades.sheet-not-on-it',
    ])
    const id = (await send('POST', `/api/sheets/${first}/correction`, registrar, body)).body.id as string
    expect(problemOf(await send('POST', `/api/sheets/${first}/correction`, registrar, body))).toEqual([409, 'grades.sheet-superseded'])
    expect(await view(id)).toMatchObject({ number: '2026-3/0001', reason, lines: [{ current: 27, interim: 24, exam: 85, former: { percent: 85 } }] })
    expect(problemOf(await write(id, teacher, [{ personId: good, absent: false, exam: 95, interim: 31 }]))).toEqual([422, 'grades.sheet-points'])
    expect((await write(id, teacher, [{ personId: good, absent: false, exam: 95, interim: 24 }])).status).toBe(204)
    await sign(id, teacher, 'signature')
    expect((await sign(id, registrar, 'closing')).status).toBe(204)
    expect(await final(good)).toMatchObject({ percent: 89, letter: 'A', sheetId: id })
    const old = await view(first)
    expect(old.lines.find(({ person }) => person.id === good)).toMatchObject({ percent: 85, correctedBy: '2026-3/0001' })
    expect(old.signatures.every(({ holds }) => holds)).toBe(true)
    expect(old.paper?.replaced).toBe(true)
    expect((await portal.request('GET', `/api/papers/${old.paper?.code}`)).body.replacedAt).not.toBeNull()
  })

  it('numbers follow one another without gaps, and the list tells how far the session is', async () => {
    const rows = await portal.portal.database.read.select().from(sheet)
    for (const series of new Set(rows.map((one) => one.series))) {
      const own = rows.filter((one) => one.series === series).map(({ sequence }) => sequence)
      expect(own.toSorted((a, b) => a - b)).toEqual(own.map((_, at) => at + 1))
    }
    const list = (await send('GET', `/api/sheets?termId=${termId}&search=2026-2`, head)).body as SheetsView
    expect(list.sheets.every(({ number }) => number.startsWith('2026-2'))).toBe(true)
    expect(list).toMatchObject({ progress: { closed: 1, open: 0, none: 0 }, mayOpen: false })
    expect(((await send('GET', `/api/sheets?termId=${termId}`, foreignTeacher)).body as SheetsView).sheets).toEqual([])
    // of the other discipline, opened above and not signed
    expect((await send('GET', '/api/my/today', teacher)).body.tasks).toContainEqual(
      expect.objectContaining({ kind: 'sheets-to-sign', count: 1, href: '/sheets' }),
    )
  })
})
