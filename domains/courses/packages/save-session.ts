import { and, eq, gt } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record, type Act } from '../../../foundation/server/trace/record.ts'
import { itemResult } from '../events.ts'
import type { SaveInput } from './contract.ts'
import type { PackageRow } from './find-package.ts'
import { nothing, reportOf } from './read-package.ts'
import { keepBest, stateLimit, sumUp, type UnitReport } from './shared/package.ts'
import { coursePackage, packageAttempt, packageSession, packageUnit } from './tables.ts'

/**
 * Keeps what a sitting reports. The same report again, or an older one, changes nothing. A sitting that is older than another one of the
 * same part (a device that was without a line) adds its time and what it reached, but no longer decides where the part goes on.
 * @throws 404, 413 `courses.package-state-too-large`
 */
export async function saveSession(ctx: Ctx, attemptId: string, given: SaveInput): Promise<{ sequence: number; savedAt: string; done: boolean }> {
  const state = given.state === undefined ? undefined : JSON.stringify(given.state)
  if (state !== undefined && state.length > stateLimit) throw problem('courses.package-state-too-large', { status: 413 })
  return change(ctx, async (tx) => {
    const [attempt] = await tx.select().from(packageAttempt).where(eq(packageAttempt.id, attemptId)).for('update')
    const [row] = attempt ? await tx.select().from(coursePackage).where(eq(coursePackage.id, attempt.packageId)) : []
    const [session] = await tx
      .select()
      .from(packageSession)
      .where(and(eq(packageSession.id, given.sessionId), eq(packageSession.attemptId, attemptId)))
    if (!attempt || !row || !session) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx)
    const savedAt = new Date().toISOString()
    if (given.sequence <= session.sequence) return { sequence: session.sequence, savedAt, done: attempt.done }
    const possible = Math.ceil((Date.now() - session.startedAt.getTime()) / 1000) + 60
    const seconds = Math.max(session.seconds, Math.min(given.seconds, possible))
    await tx.update(packageSession).set({ sequence: given.sequence, seconds }).where(eq(packageSession.id, session.id))
    const [newer] = await tx
      .select({ id: packageSession.id })
      .from(packageSession)
      .where(
        and(
          eq(packageSession.attemptId, attemptId),
          eq(packageSession.unitId, session.unitId),
          gt(packageSession.id, session.id),
          gt(packageSession.sequence, 0),
        ),
      )
      .limit(1)
    const report: UnitReport = { completion: given.completion, success: given.success, score: given.score }
    const done = await applyReport(ctx, tx, {
      row,
      attemptId,
      unitId: session.unitId,
      seconds: seconds - session.seconds,
      report,
      late: newer !== undefined,
      ...(given.state === undefined || newer ? {} : { state: given.state }),
    })
    return { sequence: given.sequence, savedAt, done }
  })
}

/** Writes a report to its part and its attempt, to the trace where something was reached, and tells the course. Answers whether all is done. */
export async function applyReport(
  ctx: Ctx,
  tx: Tx,
  given: { row: PackageRow; attemptId: string; unitId: string; seconds: number; report: UnitReport; late?: boolean; state?: unknown },
): Promise<boolean> {
  const { row, attemptId, unitId } = given
  const [attempt] = await tx.select().from(packageAttempt).where(eq(packageAttempt.id, attemptId)).for('update')
  if (!attempt) throw problem('foundation.not-found', { status: 404 })
  const units = await tx.select().from(packageUnit).where(eq(packageUnit.attemptId, attemptId))
  const reports = new Map(units.map((one) => [one.unitId, reportOf(one)]))
  const former = reports.get(unitId) ?? nothing
  const report = given.late ? keepBest(former, given.report) : given.report
  const values = { ...report, ...(given.state === undefined ? {} : { state: given.state }) }
  await tx
    .insert(packageUnit)
    .values({ attemptId, unitId, ...values })
    .onConflictDoUpdate({ target: [packageUnit.attemptId, packageUnit.unitId], set: values })
  reports.set(unitId, report)
  const sum = sumUp(row.units, reports)
  await tx
    .update(packageAttempt)
    .set({
      lastAt: new Date(),
      seconds: attempt.seconds + given.seconds,
      completion: sum.completion,
      success: sum.success,
      score: sum.score,
      done: sum.done || attempt.done,
    })
    .where(eq(packageAttempt.id, attemptId))
  const about = { object: { type: 'package', id: row.id }, about: attempt.personId, actor: attempt.personId, offering: row.offeringId }
  const context = { item: row.itemId, attempt: attempt.number }
  const acts: Act[] = []
  if (report.score !== null && report.score !== former.score)
    acts.push({ verb: 'package.scored', ...about, context, result: { score: report.score, success: report.success, part: unitId } })
  if (sum.done && !attempt.done) acts.push({ verb: 'package.completed', ...about, context, result: { score: sum.score, success: sum.success } })
  await record(ctx, tx, ...acts)
  // A package inside a lesson does not decide whether the lesson is done.
  if (row.place === 'item' && (acts.length > 0 || given.seconds > 0))
    await emit(ctx, tx, itemResult, {
      personId: attempt.personId,
      itemId: row.itemId,
      offeringId: row.offeringId,
      done: sum.done || attempt.done,
      score: sum.score,
      seconds: given.seconds,
    })
  return sum.done || attempt.done
}
