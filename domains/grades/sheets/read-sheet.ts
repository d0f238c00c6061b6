import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { iso, isoOrNull } from '../../learning/index.ts'
import { papersAbout } from '../papers/read-paper.ts'
import { bandOf, scales } from '../scale.ts'
import { checkSheet } from './check-sheet.ts'
import type { SheetView } from './contract.ts'
import { hashOfSheet, scaleOfSheet, type SheetRow } from './load-sheet.ts'
import { outlooksOf, type Ahead } from './open-retake.ts'
import { readWhole, yearOf, type Whole } from './read-whole.ts'
import { totalsOf, weightsOf } from './sheet-sum.ts'
import { firstSigner, isTyped } from './shared/sheet.ts'

/** An exam sheet with its lines, totals, signatures, what blocks signing and what the reader may do (R6.6a). @throws 404 */
export async function readSheet(ctx: Ctx, sheetId: string): Promise<SheetView> {
  const whole = await readWhole(ctx.db, sheetId)
  const { sheet: of, offering, lines } = whole
  const unsigned = of.state === 'open' || of.state === 'filled'
  const may = mayDo(ctx, whole)
  const [checked, papers, debts, ahead, corrected] = await Promise.all([
    unsigned ? checkSheet(ctx.db, of, lines) : { obstacles: [], waits: new Map<string, number>() },
    papersAbout(ctx, { kind: 'sheet', aboutId: sheetId }),
    // what a student owes elsewhere is the business of who admits to the exam
    may.admit ? debtsOf(ctx, of) : new Map<string, number>(),
    of.state === 'closed' ? outlooksOf(ctx.db, of) : ([] as Ahead[]),
    correctedBy(ctx, sheetId),
  ])
  const scale = scaleOfSheet(of)
  const waiting = ahead.filter(({ waits }) => waits)
  const next = new Map(ahead.map((one) => [one.line.personId, one.next]))
  const kind = waiting.flatMap((one) => (one.next === 'none' || one.next === 'repeat' ? [] : [one.next]))[0]
  const hash = hashOfSheet(of, lines)
  return {
    id: of.id,
    number: of.number,
    kind: of.kind,
    state: of.state,
    examDate: of.examDate,
    reason: of.reason,
    voidReason: of.voidReason,
    offering: { id: offering.id, code: offering.code, name: offering.name, credits: offering.credits, controlForm: offering.controlForm },
    term: whole.term.name,
    group: whole.group && { id: whole.group.id, code: whole.group.code, programme: whole.group.programme },
    year: yearOf(whole),
    department: whole.department,
    teachers: whole.teachers,
    openedBy: whole.openedBy,
    openedAt: iso(of.openedAt),
    filledAt: isoOrNull(of.filledAt),
    closedAt: isoOrNull(of.closedAt),
    voided: whole.voidedBy && of.voidedAt ? { by: whole.voidedBy, at: iso(of.voidedAt) } : null,
    after: whole.after,
    later: whole.later,
    weights: weightsOf(whole.scheme),
    schemeVersion: of.schemeVersion,
    lines: lines.map((one) => ({
      person: one.person,
      recordBook: one.recordBook,
      current: one.current,
      interim: one.interim,
      final: one.final,
      exam: one.examPoints,
      percent: one.percent,
      letter: one.letter,
      traditional: one.traditional,
      passed: one.percent === null ? null : bandOf(one.percent, scale).gpa > 0,
      refusal: one.refusal,
      absent: one.absent,
      former: one.percentWas === null ? null : { percent: one.percentWas, letter: one.letterWas ?? '' },
      waits: checked.waits.get(one.personId) ?? 0,
      debts: debts.get(one.personId) ?? 0,
      next: next.get(one.personId) ?? null,
      correctedBy: corrected.get(one.personId) ?? null,
    })),
    totals: totalsOf(lines, scale),
    obstacles: checked.obstacles,
    signatures: whole.signatures.map((one) => ({
      role: one.role,
      person: one.person,
      signedAt: iso(one.signedAt),
      sha256: one.sha256,
      holds: one.sha256 === hash,
    })),
    paper: papers[0] ? { code: papers[0].code, replaced: papers[0].replacedAt !== null } : null,
    retake: kind ? { kind, students: waiting.filter((one) => one.next === kind).length } : null,
    may: { ...may, retake: may.retake && kind !== undefined },
  }
}

function mayDo(ctx: Ctx, whole: Whole): SheetView['may'] {
  const actor = actorOf(ctx)
  const { sheet: of, offering, group, signatures } = whole
  const target = { offeringId: offering.id, unitIds: [offering.departmentId], groupIds: group ? [group.id] : [] }
  const unsigned = of.state === 'open' || of.state === 'filled'
  const teaches = actor.facts.teaches.includes(of.offeringId)
  const first =
    actor.can('sheet.sign', target) &&
    (firstSigner(of.kind) === 'teacher' ? teaches : !teaches && actor.grants.some(({ role }) => role === 'exam_commission'))
  const office = actor.can('sheet.close', target) && !teaches && signatures.every(({ person }) => person.id !== actor.personId)
  const opens = actor.can('sheet.open', target)
  return {
    fill: unsigned && !isTyped(of.kind) && actor.can('sheet.fill', target),
    write: unsigned && first,
    admit: unsigned && !isTyped(of.kind) && opens,
    sign: of.state === 'filled' && first ? 'first' : of.state === 'teacher_signed' && office ? 'office' : null,
    annul: unsigned && opens,
    correct: of.state === 'closed' && opens,
    retake: of.state === 'closed' && opens,
  }
}

/** Letters that pass nothing, of every scale. */
const failing = [...new Set(scales.flatMap(({ bands }) => bands.filter(({ gpa }) => gpa === 0).map(({ letter }) => letter)))]

/** Failed disciplines of former terms, by student: what the study office looks at when it admits to the exam. */
async function debtsOf(ctx: Ctx, of: SheetRow): Promise<Map<string, number>> {
  const { rows } = await ctx.db.execute<{ personId: string; count: number }>(sql`
    SELECT line.person_id AS "personId", count(*)::int AS count
    FROM grades.sheet_line AS own
    JOIN grades.record_line AS line ON line.person_id = own.person_id AND line.final AND line.letter = ANY(${sql.param(failing)}::text[])
    JOIN programmes.offering ON offering.id = line.offering_id
    JOIN programmes.term ON term.id = offering.term_id
    WHERE own.sheet_id = ${of.id} AND term.ends_on < ${of.examDate}
      AND NOT EXISTS (
        SELECT FROM grades.record_line AS again JOIN programmes.offering AS other ON other.id = again.offering_id
        WHERE again.person_id = line.person_id AND again.final AND NOT again.letter = ANY(${sql.param(failing)}::text[]) AND other.discipline_id = offering.discipline_id)
    GROUP BY line.person_id`)
  return new Map(rows.map(({ personId, count }) => [personId, count]))
}

/** Closed corrections of a sheet: student → number. */
async function correctedBy(ctx: Ctx, sheetId: string): Promise<Map<string, string>> {
  const { rows } = await ctx.db.execute<{ personId: string; number: string }>(sql`
    SELECT line.person_id AS "personId", sheet.number FROM grades.sheet JOIN grades.sheet_line AS line ON line.sheet_id = sheet.id
    WHERE sheet.after_id = ${sheetId} AND sheet.kind = 'correction' AND sheet.state = 'closed' ORDER BY sheet.closed_at`)
  return new Map(rows.map(({ personId, number }) => [personId, number]))
}
