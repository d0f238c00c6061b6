import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { itemTarget, seesHidden } from '../targets.ts'
import type { ItemPackageView, OwnAttemptView, PackageView } from './contract.ts'
import { openPackage, packageOfItem, type AttemptRow } from './find-package.ts'
import { isDone, type Completion, type PackageKind, type Success, type UnitReport } from './shared/package.ts'
import { packageAttempt, packageUnit } from './tables.ts'

/** The package of an item, or null while there is none. @throws 404 */
export async function readItemPackage(ctx: Ctx, itemId: string): Promise<ItemPackageView> {
  const target = await itemTarget(ctx, itemId)
  if (!target) throw problem('foundation.not-found', { status: 404 })
  const id = await packageOfItem(ctx, itemId)
  return { package: id ? await readPackage(ctx, id) : null, mayEdit: seesHidden(ctx, target) }
}

/** A package with its parts and the reader's own attempts. @throws 404 */
export async function readPackage(ctx: Ctx, packageId: string): Promise<PackageView> {
  const { row, target } = await openPackage(ctx, packageId)
  const attempts = await ownAttempts(ctx, packageId)
  const newest = attempts[0]
  const reached = newest ? await readReports(ctx, newest.id) : new Map<string, UnitReport>()
  return {
    id: row.id,
    itemId: row.itemId,
    offeringId: row.offeringId,
    kind: row.kind as PackageKind,
    title: row.title,
    bytes: row.bytes,
    files: row.files,
    uploadedAt: row.createdAt.toISOString(),
    units: row.units.map((unit) => {
      const report = reached.get(unit.id) ?? nothing
      return { id: unit.id, title: unit.title, under: unit.under, ...report, done: reached.has(unit.id) && isDone(unit, report) }
    }),
    attempts: attempts.map(presentAttempt),
    mayAttempt: row.retiredAt === null && (ctx.actor?.can('package.attempt', target) ?? false),
    mayEdit: seesHidden(ctx, target),
    maySeeResults: ctx.actor?.can('package.results', target) ?? false,
  }
}

/** What nobody has begun. */
export const nothing: UnitReport = { completion: 'not-attempted', success: 'unknown', score: null }

/** The reader's attempts at a package, newest first. */
export async function ownAttempts(ctx: Ctx, packageId: string): Promise<AttemptRow[]> {
  if (!ctx.actor) return []
  return ctx.db
    .select()
    .from(packageAttempt)
    .where(and(eq(packageAttempt.packageId, packageId), eq(packageAttempt.personId, ctx.actor.personId)))
    .orderBy(desc(packageAttempt.number))
}

async function readReports(ctx: Ctx, attemptId: string): Promise<Map<string, UnitReport>> {
  const rows = await ctx.db
    .select({ unitId: packageUnit.unitId, completion: packageUnit.completion, success: packageUnit.success, score: packageUnit.score })
    .from(packageUnit)
    .where(eq(packageUnit.attemptId, attemptId))
  return new Map(rows.map((row) => [row.unitId, reportOf(row)]))
}

/** The stored words as the values they are. */
export function reportOf(row: { completion: string; success: string; score: number | null }): UnitReport {
  return { completion: row.completion as Completion, success: row.success as Success, score: row.score }
}

function presentAttempt(row: AttemptRow): OwnAttemptView {
  return {
    id: row.id,
    number: row.number,
    startedAt: row.startedAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    seconds: row.seconds,
    ...reportOf(row),
    done: row.done,
  }
}
