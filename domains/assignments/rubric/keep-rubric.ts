import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { findItem } from '../../learning/index.ts'
import { assignment, submission } from '../tables.ts'
import type { RubricInput, RubricView } from './contract.ts'
import { faultOf, mostPoints } from './shared/rubric.ts'
import { rubricVersion } from './tables.ts'

/** The newest rubric of each of these assignments; those without one are absent. */
export async function rubricsOf(db: ReadDb | Tx, itemIds: readonly string[]): Promise<Map<string, RubricView>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([rubricVersion.itemId])
    .from(rubricVersion)
    .where(inArray(rubricVersion.itemId, [...itemIds]))
    .orderBy(rubricVersion.itemId, desc(rubricVersion.version))
  return new Map(
    rows.filter((one) => one.content.criteria.length > 0).map((one) => [one.itemId, { version: one.version, criteria: one.content.criteria }]),
  )
}

/** The rubric of an assignment, as its teacher edits it; version 0 without criteria where there is none. */
export async function readRubric(ctx: Ctx, itemId: string): Promise<RubricView> {
  const [found] = await ctx.db
    .select({ version: rubricVersion.version, content: rubricVersion.content })
    .from(rubricVersion)
    .where(eq(rubricVersion.itemId, itemId))
    .orderBy(desc(rubricVersion.version))
    .limit(1)
  return found ? { version: found.version, criteria: found.content.criteria } : { version: 0, criteria: [] }
}

/**
 * Writes a version of the rubric; the points of the assignment follow from it. What was marked by an older one keeps that one.
 * @throws 404; 409 `assignments.rubric-changed`, `assignments.rubric-marked` for another sum once works are marked; 422 `assignments.rubric-faulty` with `rubric-fault-…`
 */
export async function keepRubric(ctx: Ctx, itemId: string, { base, criteria }: RubricInput): Promise<RubricView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'assignment') throw problem('foundation.not-found', { status: 404 })
  const fault = faultOf({ criteria })
  if (fault) throw problem('assignments.rubric-faulty', { status: 422, fields: [{ path: 'criteria', key: `rubric-fault-${fault}` }] })
  return change(ctx, async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${itemId}, 11))`)
    const [newest] = await tx
      .select({ version: rubricVersion.version })
      .from(rubricVersion)
      .where(eq(rubricVersion.itemId, itemId))
      .orderBy(desc(rubricVersion.version))
      .limit(1)
    if ((newest?.version ?? 0) !== base) throw problem('assignments.rubric-changed', { status: 409 })
    // marks that stand were given out of the former points: another sum would make them mean something else
    const [[now], [marked]] = await Promise.all([
      tx.select({ points: assignment.points }).from(assignment).where(eq(assignment.itemId, itemId)),
      tx
        .select({ id: submission.id })
        .from(submission)
        .where(and(eq(submission.itemId, itemId), isNotNull(submission.points)))
        .limit(1),
    ])
    if (marked && criteria.length > 0 && now?.points !== mostPoints({ criteria }))
      throw problem('assignments.rubric-marked', { status: 409, params: { points: now?.points ?? 0 } })
    const version = base + 1
    await tx.insert(rubricVersion).values({ itemId, version, content: { criteria }, madeBy: actorOf(ctx).personId })
    if (criteria.length > 0)
      await tx
        .update(assignment)
        .set({ points: mostPoints({ criteria }) })
        .where(eq(assignment.itemId, itemId))
    await record(ctx, tx, {
      verb: 'rubric.saved',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      result: { version, criteria: criteria.length, points: mostPoints({ criteria }) },
    })
    return { version, criteria }
  })
}
