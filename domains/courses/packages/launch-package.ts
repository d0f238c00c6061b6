import { and, eq, sql, sum } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { contentOrigin, expiryWithin, portalOrigin, signCapability } from '../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { person } from '../../people/index.ts'
import type { LaunchView } from './contract.ts'
import { openPackage, type PackageRow } from './find-package.ts'
import { launchQuery, sayLaunched } from './lrs/launch.ts'
import { nothing, reportOf } from './read-package.ts'
import { applyReport } from './save-session.ts'
import type { PackageKind, PackageUnit } from './shared/package.ts'
import { packageAttempt, packageSession, packageUnit } from './tables.ts'

/**
 * Opens a part of a package: for a student in the running attempt (or a new one), for everybody else only to look. Answers with
 * the short-lived address of the player and with what the runtime kept last time.
 * @param given.anew begin a new attempt although the last one is there
 * @throws 404
 */
export async function launchPackage(
  ctx: Ctx,
  request: FastifyRequest,
  packageId: string,
  given: { unitId: string; anew: boolean },
): Promise<LaunchView> {
  const { row, target } = await openPackage(ctx, packageId)
  const unit = row.units.find((one) => one.id === given.unitId)
  if (!unit || !ctx.actor) throw problem('foundation.not-found', { status: 404 })
  const portal = portalOrigin(ctx.portal.config, request)
  const attempts = row.retiredAt === null && ctx.actor.can('package.attempt', target)
  const learner = await learnerOf(ctx)
  const begun = attempts ? await begin(ctx, row, unit, { ...given, portal, learner }) : null
  const kept = begun ? await keptState(ctx, begun.attemptId, unit.id) : { state: null, report: nothing, secondsBefore: 0 }
  return {
    ...addresses(ctx, row, portal),
    attemptId: begun?.attemptId ?? null,
    sessionId: begun?.sessionId ?? newId(),
    kind: row.kind as PackageKind,
    unit: presentUnit(unit, row.title),
    learner,
    language: ctx.locale,
    ...kept,
    launchQuery: begun && (row.kind === 'cmi5' || row.kind === 'xapi') ? launchQuery(ctx, { row, unit, portal, learner, ...begun }) : null,
  }
}

function addresses(ctx: Ctx, row: PackageRow, portal: string): { origin: string; address: string } {
  const { config } = ctx.portal
  const origin = contentOrigin(config, portal)
  // The same word for everybody through the hour, so a browser may keep what it has loaded.
  const word = signCapability(config.secret, { kind: 'package', subject: row.id, portal, expires: expiryWithin(12) })
  return { origin, address: `${origin}/c/${word}/~player/${row.kind}` }
}

function presentUnit(unit: PackageUnit, title: string): LaunchView['unit'] {
  return {
    id: unit.id,
    title: unit.title || title,
    path: unit.path,
    query: unit.query,
    passive: unit.passive ?? false,
    mastery: unit.mastery ?? null,
    launchData: unit.launchData ?? null,
    maxTime: unit.maxTime ?? null,
    timeLimitAction: unit.timeLimitAction ?? null,
  }
}

/** How a package addresses its reader: a name, and an id that means nothing outside of the portal. */
async function learnerOf(ctx: Ctx): Promise<{ id: string; name: string }> {
  const id = ctx.actor?.personId ?? ''
  const [found] = await ctx.db.select({ surname: person.surname, givenName: person.givenName }).from(person).where(eq(person.id, id))
  return { id, name: found ? `${found.surname}, ${found.givenName}` : '' }
}

async function begin(
  ctx: Ctx,
  row: PackageRow,
  unit: PackageUnit,
  given: { anew: boolean; portal: string; learner: { id: string; name: string } },
): Promise<{ attemptId: string; sessionId: string }> {
  return change(ctx, async (tx) => {
    const personId = given.learner.id
    // Two devices that open at once share one attempt.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${row.id} ${personId}`}, 0))`)
    const attempt = await attemptFor(tx, row, personId, given.anew)
    const sessionId = newId()
    await tx.insert(packageSession).values({ id: sessionId, attemptId: attempt.id, unitId: unit.id, portal: given.portal })
    await tx.insert(packageUnit).values({ attemptId: attempt.id, unitId: unit.id }).onConflictDoNothing()
    await record(ctx, tx, {
      verb: 'package.launched',
      object: { type: 'package', id: row.id },
      about: personId,
      offering: row.offeringId,
      result: { attempt: attempt.number, part: unit.title || unit.id },
      context: { item: row.itemId, session: sessionId },
    })
    if (row.kind === 'cmi5') await sayLaunched(tx, { row, unit, attemptId: attempt.id, sessionId, ...given })
    // A page, and a part without a runtime, tell nothing of themselves: to have opened it is all there is to do.
    if (row.kind === 'html' || unit.passive)
      await applyReport(ctx, tx, { row, attemptId: attempt.id, unitId: unit.id, seconds: 0, report: { ...nothing, completion: 'completed' } })
    return { attemptId: attempt.id, sessionId }
  })
}

async function attemptFor(tx: Tx, row: PackageRow, personId: string, anew: boolean): Promise<{ id: string; number: number }> {
  const [last] = await tx
    .select({ id: packageAttempt.id, number: packageAttempt.number })
    .from(packageAttempt)
    .where(and(eq(packageAttempt.packageId, row.id), eq(packageAttempt.personId, personId)))
    .orderBy(sql`${packageAttempt.number} DESC`)
    .limit(1)
  if (last && !anew) return last
  const made = { id: newId(), number: (last?.number ?? 0) + 1 }
  await tx.insert(packageAttempt).values({ ...made, packageId: row.id, itemId: row.itemId, offeringId: row.offeringId, personId })
  return made
}

async function keptState(ctx: Ctx, attemptId: string, unitId: string): Promise<Pick<LaunchView, 'state' | 'report' | 'secondsBefore'>> {
  const [[unit], [before]] = await Promise.all([
    ctx.db
      .select()
      .from(packageUnit)
      .where(and(eq(packageUnit.attemptId, attemptId), eq(packageUnit.unitId, unitId))),
    ctx.db
      .select({ seconds: sum(packageSession.seconds).mapWith(Number) })
      .from(packageSession)
      .where(and(eq(packageSession.attemptId, attemptId), eq(packageSession.unitId, unitId))),
  ])
  return { state: unit?.state ?? null, report: unit ? reportOf(unit) : nothing, secondsBefore: before?.seconds ?? 0 }
}
