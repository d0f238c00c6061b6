import { and, asc, desc, eq, gte, inArray, isNull, lt, type SQL } from 'drizzle-orm'
import { closeSheet, giveNumber, hashOfSheet, publishVersion, recordLine, sheet, sheetLine, sheetSignature } from '../../domains/grades/index.ts'
import { person } from '../../domains/people/index.ts'
import { enrolment, offering, studentship, teaching, term } from '../../domains/programmes/index.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { account } from '../../foundation/server/sessions/index.ts'
import { day, plusDays } from './world.ts'

/** So many sheets of each are closed: each leaves as a paper, which takes its time. */
const closed = 2
/** A code of a sheet that can be tried at `/verify`. */
const firstCode = 'demosheetpaper22'

/**
 * Exam sheets: closed ones of the last term, of the demonstration's teacher and of an older student, with the papers that closing issues, and an open one of the
 * present term that waits for that teacher.
 */
export async function makeSheets(ctx: Ctx, today: Date): Promise<void> {
  const people = await ctx.db
    .select({ login: account.username, personId: account.personId })
    .from(account)
    .where(inArray(account.username, ['teacher', 'registrar', 'studentcouncil']))
  const whose = (login: string): string => people.find((one) => one.login === login)?.personId ?? ''
  await change(ctx, async (tx) => {
    const past = [
      ...(await pastPairs(tx, eq(teaching.personId, whose('teacher')), day(today))).slice(0, closed),
      ...(await pastPairs(tx, eq(enrolment.personId, whose('studentcouncil')), day(today))).slice(0, closed),
    ]
    for (const [at, one] of past.entries()) await closePast(ctx, tx, { ...one, office: whose('registrar'), ...(at === 0 ? { code: firstCode } : {}) })
    await openPresent(ctx, tx, { teacher: whose('teacher'), office: whose('registrar'), today })
    await record(ctx, tx)
  })
}

interface Past {
  offeringId: string
  groupId: string
  endsOn: string
  teacherId: string
}

/** Groups in disciplines of terms that are over, each with the one who taught it. */
async function pastPairs(tx: Tx, whose: SQL, today: string): Promise<Past[]> {
  const rows = await tx
    .selectDistinct({ offeringId: offering.id, groupId: enrolment.groupId, endsOn: term.endsOn, teacherId: teaching.personId, code: offering.code })
    .from(enrolment)
    .innerJoin(offering, and(eq(offering.id, enrolment.offeringId), eq(offering.elective, false)))
    .innerJoin(term, and(eq(term.id, offering.termId), lt(term.endsOn, today)))
    .innerJoin(teaching, eq(teaching.offeringId, offering.id))
    .where(and(whose, isNull(enrolment.leftAt)))
    .orderBy(desc(term.endsOn), asc(offering.code))
  return rows.flatMap(({ offeringId, groupId, endsOn, teacherId }) => (groupId ? [{ offeringId, groupId, endsOn, teacherId }] : []))
}

const part = (id: string, kind: 'current' | 'module' | 'final', weight: number, title: { ky: string; ru: string; en: string }) => ({
  id,
  kind,
  weight,
  title,
  works: 'by-points' as const,
  dropLowest: 0,
})
const usual = [
  part('current', 'current', 30, { ky: 'Учурдагы көзөмөл', ru: 'Текущий контроль', en: 'Current control' }),
  part('modules', 'module', 30, { ky: 'Модулдар', ru: 'Модули', en: 'Modules' }),
  part('exam', 'final', 40, { ky: 'Экзамен', ru: 'Экзамен', en: 'Exam' }),
]

async function closePast(ctx: Ctx, tx: Tx, of: Past & { office: string; code?: string }): Promise<void> {
  const { offeringId, groupId } = of
  const examDate = plusDays(new Date(of.endsOn), -5)
  const at = plusDays(examDate, 1)
  const { version } = await publishVersion(ctx, tx, {
    offeringId,
    content: { parts: usual, bonusMost: 0, rounding: 'half-up', items: {} },
    source: 'syllabus',
    changedBy: of.teacherId,
    changedAt: plusDays(examDate, -120),
  })
  const students = await tx
    .select({ line: recordLine, book: studentship.recordBookNumber })
    .from(recordLine)
    .innerJoin(enrolment, and(eq(enrolment.offeringId, recordLine.offeringId), eq(enrolment.personId, recordLine.personId)))
    .innerJoin(studentship, and(eq(studentship.personId, recordLine.personId), eq(studentship.groupId, groupId)))
    .innerJoin(person, eq(person.id, recordLine.personId))
    .where(and(eq(recordLine.offeringId, offeringId), eq(enrolment.groupId, groupId)))
    .orderBy(asc(person.surname), asc(person.givenName))
  if (students.length === 0) return
  const id = newId()
  const [made] = await tx
    .insert(sheet)
    .values({
      id,
      ...(await giveNumber(tx, offeringId, 'first')),
      offeringId,
      groupId,
      kind: 'first',
      state: 'filled',
      examDate: day(examDate),
      schemeVersion: version,
      scale: students[0]?.line.scale ?? null,
      openedBy: of.office,
      openedAt: plusDays(examDate, -3),
      filledAt: examDate,
    })
    .returning()
  const lines = await tx
    .insert(sheetLine)
    .values(students.map(({ line, book }, position) => ({ sheetId: id, position: position + 1, recordBook: book, ...columnsOf(line) })))
    .returning()
  if (!made) throw new Error('the sheet was not written')
  const sha256 = hashOfSheet(made, lines)
  await tx.insert(sheetSignature).values({ sheetId: id, role: 'teacher', personId: of.teacherId, signedAt: plusDays(examDate, 0.3), sha256 })
  await tx.update(sheet).set({ state: 'teacher_signed' }).where(eq(sheet.id, id))
  await tx.insert(sheetSignature).values({ sheetId: id, role: 'office', personId: of.office, signedAt: at, sha256 })
  // the grades of the last term were written before there were sheets; the sheet confirms them
  await tx
    .update(recordLine)
    .set({ final: false })
    .where(
      and(
        eq(recordLine.offeringId, offeringId),
        inArray(
          recordLine.personId,
          lines.map(({ personId }) => personId),
        ),
      ),
    )
  await closeSheet(ctx, tx, made, lines, at, of.code)
}

/** Columns that make the percent of a line: thirty, thirty and forty of a hundred. */
function columnsOf({ personId, percent, letter, traditional }: typeof recordLine.$inferSelect) {
  const current = Math.min(30, Math.round(percent * 0.32))
  const interim = Math.max(Math.min(30, Math.round(percent * 0.29)), percent - 40 - current)
  return { personId, current, interim, final: percent - current - interim, percent, letter, traditional }
}

async function openPresent(ctx: Ctx, tx: Tx, of: { teacher: string; office: string; today: Date }): Promise<void> {
  const [found] = await tx
    .select({ offeringId: offering.id })
    .from(teaching)
    .innerJoin(offering, eq(offering.id, teaching.offeringId))
    .innerJoin(term, and(eq(term.id, offering.termId), lt(term.startsOn, day(of.today)), gte(term.endsOn, day(of.today))))
    .where(eq(teaching.personId, of.teacher))
    .orderBy(asc(offering.code))
    .limit(1)
  if (!found) return
  const students = await tx
    .select({ personId: enrolment.personId, groupId: enrolment.groupId, recordBook: studentship.recordBookNumber })
    .from(enrolment)
    .innerJoin(person, eq(person.id, enrolment.personId))
    .innerJoin(studentship, and(eq(studentship.personId, enrolment.personId), eq(studentship.groupId, enrolment.groupId)))
    .where(and(eq(enrolment.offeringId, found.offeringId), isNull(enrolment.leftAt)))
    .orderBy(asc(person.surname), asc(person.givenName))
  const groupId = students[0]?.groupId
  if (!groupId) return
  const id = newId()
  const given = await giveNumber(tx, found.offeringId, 'first')
  const openedAt = plusDays(of.today, -1)
  await tx
    .insert(sheet)
    .values({ id, ...given, ...found, groupId, kind: 'first', examDate: day(plusDays(of.today, 7)), openedBy: of.office, openedAt })
  await tx
    .insert(sheetLine)
    .values(
      students
        .filter((one) => one.groupId === groupId)
        .map(({ personId, recordBook }, position) => ({ sheetId: id, personId, recordBook, position: position + 1 })),
    )
  await record(ctx, tx, {
    verb: 'sheet.opened',
    actor: of.office,
    at: openedAt,
    object: { type: 'sheet', id },
    offering: found.offeringId,
    result: { number: given.number },
  })
}
