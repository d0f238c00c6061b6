import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { WriteInput } from './contract.ts'
import { fillLines } from './fill-sheet.ts'
import { heldSheet, linesOf, scaleOfSheet, type LineRow, type SheetRow } from './load-sheet.ts'
import { schemeOfSheet } from './scheme-of-sheet.ts'
import { sheetMoved } from './sheet-moved.ts'
import { columnsOfExam, weightsOf } from './sheet-sum.ts'
import { firstSigner, isTyped } from './shared/sheet.ts'
import { sheet, sheetLine } from './tables.ts'

type Written = WriteInput['lines'][number]

/**
 * Who signs first writes what the grade book does not know: who did not come, the points of the exam on a retake or before the commission
 * (0–100, the sum is made anew with the kept current and interim), and on a correction also the columns of the controls.
 * @throws 404; 409 `grades.sheet-moved` once signed; 403 `grades.sheet-not-yours`; 422 `grades.sheet-not-on-it`, `grades.sheet-points`
 */
export async function writeLines(ctx: Ctx, sheetId: string, { lines }: WriteInput): Promise<void> {
  await change(ctx, async (tx) => {
    const found = await heldSheet(tx, sheetId, ['open', 'filled'])
    refuseOthers(ctx, found)
    const kept = new Map((await linesOf(tx, sheetId)).map((line) => [line.personId, line]))
    for (const one of lines) {
      const line = kept.get(one.personId)
      if (!line) throw problem('grades.sheet-not-on-it', { status: 422 })
      if (isTyped(found.kind)) await writeTyped(tx, found, line, one)
      else
        await tx
          .update(sheetLine)
          .set({ absent: one.absent })
          .where(and(eq(sheetLine.sheetId, sheetId), eq(sheetLine.personId, one.personId)))
    }
    if (isTyped(found.kind)) await settle(tx, found)
    else if (found.state === 'filled') await fillLines(ctx, tx, found)
    await record(
      ctx,
      tx,
      ...lines.map(({ personId, absent, exam }) => ({
        verb: 'sheet.written',
        object: { type: 'sheet', id: sheetId },
        about: personId,
        offering: found.offeringId,
        result: { number: found.number, absent, ...(exam === undefined ? {} : { exam }) },
      })),
    )
    await emit(ctx, tx, sheetMoved, { sheetId, offeringId: found.offeringId, personIds: [] })
  })
}

/** A commission's sheet is its members', any other the teachers' of the discipline. @throws 403 `grades.sheet-not-yours` */
export function refuseOthers(ctx: Ctx, of: Pick<SheetRow, 'kind' | 'offeringId'>): void {
  const actor = actorOf(ctx)
  const teaches = actor.facts.teaches.includes(of.offeringId)
  const mine = firstSigner(of.kind) === 'teacher' ? teaches : !teaches && actor.grants.some(({ role }) => role === 'exam_commission')
  if (!mine) throw problem('grades.sheet-not-yours', { status: 403 })
}

async function writeTyped(tx: Tx, of: SheetRow, line: LineRow, one: Written): Promise<void> {
  const scheme = await schemeOfSheet(tx, of)
  const weights = weightsOf(scheme)
  const corrects = of.kind === 'correction'
  const current = corrects ? (one.current ?? line.current ?? 0) : (line.current ?? 0)
  const interim = corrects ? (one.interim ?? line.interim ?? 0) : (line.interim ?? 0)
  // the bonus stands with the current control
  if (current > weights.current + scheme.bonusMost || interim > weights.interim) {
    throw problem('grades.sheet-points', {
      status: 422,
      fields: [{ path: current > weights.current + scheme.bonusMost ? 'current' : 'interim', key: 'sheet-points-field' }],
    })
  }
  const exam = one.absent ? 0 : (one.exam ?? null)
  const sum = exam === null ? null : columnsOfExam(scheme, { current, interim, exam }, scaleOfSheet(of))
  await tx
    .update(sheetLine)
    .set({
      absent: one.absent,
      examPoints: exam,
      current: sum?.current ?? current,
      interim: sum?.interim ?? interim,
      final: sum?.final ?? null,
      percent: sum?.percent ?? null,
      letter: sum?.band.letter ?? null,
      traditional: sum?.band.traditional ?? null,
    })
    .where(and(eq(sheetLine.sheetId, of.id), eq(sheetLine.personId, line.personId)))
}

/** A typed sheet is filled when every line has its sum. */
async function settle(tx: Tx, of: SheetRow): Promise<void> {
  const missing = await tx
    .select({ personId: sheetLine.personId })
    .from(sheetLine)
    .where(and(eq(sheetLine.sheetId, of.id), isNull(sheetLine.percent)))
    .limit(1)
  const filled = missing.length === 0
  await tx
    .update(sheet)
    .set({ state: filled ? 'filled' : 'open', filledAt: filled ? new Date() : null, scale: scaleOfSheet(of).id })
    .where(eq(sheet.id, of.id))
}
