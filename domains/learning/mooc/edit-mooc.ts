import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { complex } from '../../courses/index.ts'
import { offeringHeading, ruleDay } from '../../programmes/index.ts'
import type { MoocInput, MoocView } from './contract.ts'
import { exemptionStated } from './rules.ts'
import { mooc } from './tables.ts'

/** The announcement of an open course, for those who run it. @throws 404 */
export async function readMooc(ctx: Ctx, offeringId: string): Promise<MoocView> {
  const [heading, [row], { rows }, published] = await Promise.all([
    offeringHeading(ctx, offeringId),
    ctx.db.select().from(mooc).where(eq(mooc.offeringId, offeringId)),
    ctx.db.execute<{ participants: number; certificates: number }>(sql`
      SELECT (SELECT count(*)::int FROM programmes.enrolment WHERE offering_id = ${offeringId} AND left_at IS NULL) AS participants,
        (SELECT count(*)::int FROM learning.certificate WHERE offering_id = ${offeringId} AND revoked_at IS NULL) AS certificates`),
    isPublished(ctx, offeringId),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  return {
    offering: { id: offeringId, code: heading.code, name: heading.name },
    announcement: row ? inputOf(row) : null,
    lacks: lacksOf(row ? inputOf(row) : null, published),
    participants: rows[0]?.participants ?? 0,
    certificates: rows[0]?.certificates ?? 0,
  }
}

const inputOf = (row: typeof mooc.$inferSelect): MoocInput => ({
  slug: row.slug,
  state: row.state as MoocInput['state'],
  summary: row.summary ?? {},
  audience: row.audience ?? {},
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  leastShare: row.leastShare,
  leastPoints: row.leastPoints,
  exemptReason: row.exemptReason,
})

/** What keeps a course from being opened: an approved version before its readers (R5.3c), words, the reason of R3.5b. */
function lacksOf(given: MoocInput | null, published: boolean): MoocView['lacks'] {
  return [
    ...(published ? [] : ['published' as const]),
    ...(given && Object.values(given.summary).some((one) => one?.trim()) ? [] : ['summary' as const]),
    ...(given && exemptionStated.findings({ reason: given.exemptReason }, ruleDay()).length === 0 ? [] : ['exemption' as const]),
  ]
}

async function isPublished(ctx: Ctx, offeringId: string): Promise<boolean> {
  const [found] = await ctx.db.select({ version: complex.publishedVersion }).from(complex).where(eq(complex.offeringId, offeringId))
  return Boolean(found?.version)
}

/**
 * Writes the announcement, opens the course to everybody, or closes it; who takes part stays enrolled.
 * @throws 404, 409 `learning.mooc-slug-taken`, 422 `learning.mooc-lacks` with what keeps it from being opened
 */
export async function saveMooc(ctx: Ctx, offeringId: string, given: MoocInput): Promise<void> {
  const published = await isPublished(ctx, offeringId)
  const lacks = lacksOf(given, published)
  if (given.state === 'open' && lacks.length > 0)
    throw problem('learning.mooc-lacks', { status: 422, clause: lacks[0] === 'exemption' ? 'R3.5b' : 'R5.3c', facts: { lacks } })
  await change(ctx, async (tx) => {
    const [before] = await tx.select().from(mooc).where(eq(mooc.offeringId, offeringId)).for('update')
    const exempted = given.exemptReason !== (before?.exemptReason ?? '')
    const values = {
      ...given,
      ...(exempted ? { exemptBy: actorOf(ctx).personId } : {}),
      ...(given.state === 'open' && !before?.openedAt ? { openedAt: new Date() } : {}),
    }
    await tx
      .insert(mooc)
      .values({ offeringId, ...values })
      .onConflictDoUpdate({ target: mooc.offeringId, set: values })
      .catch((error: { cause?: { code?: string } }) => {
        if (error.cause?.code !== '23505') throw error
        throw problem('learning.mooc-slug-taken', { status: 409, fields: [{ path: 'slug', key: 'fields.taken' }] })
      })
    await record(ctx, tx, {
      verb: given.state === (before?.state ?? 'draft') ? 'mooc.changed' : given.state === 'open' ? 'mooc.opened' : 'mooc.closed',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { state: given.state, ...(exempted ? { exemptReason: given.exemptReason } : {}) },
    })
  })
}
