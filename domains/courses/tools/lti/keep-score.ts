import { and, asc, eq, sql } from 'drizzle-orm'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { portalOrigin } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { emit } from '../../../../foundation/server/events/events.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import { itemResult } from '../../events.ts'
import type { ScoreInput } from '../contract.ts'
import { isDone, shareOf } from '../shared/tool.ts'
import { toolScore } from '../tables.ts'
import { membersOf, pseudonym } from './find-tool.ts'
import { nextPage, openLine } from './keep-lines.ts'
import { mediaTypes, scopes } from './words.ts'

/**
 * Keeps what a tool reports of a student (AGS 2). Reports count by the tool's own clock: an older one is refused, the same one again
 * changes nothing. A mark is final only when it is fully graded; until then the earlier final mark stays.
 * @throws 401, 403, 404 for who does not study in the course, 409 `courses.tool-score-old`, 422 `courses.tool-score`
 */
export async function keepScore(ctx: Ctx, request: FastifyRequest, lineId: string, given: ScoreInput): Promise<void> {
  const { tool, line } = await openLine(ctx, request, lineId, [scopes.score])
  if (given.scoreGiven !== undefined && given.scoreMaximum === undefined) throw problem('courses.tool-score', { status: 422 })
  if (Date.parse(given.timestamp) > Date.now() + 300_000) throw problem('courses.tool-score', { status: 422 })
  const learner = (await membersOf(ctx, line.offeringId)).find((one) => one.role === 'learner' && pseudonym(tool, one.personId) === given.userId)
  if (!learner) throw problem('courses.tool-stranger', { status: 404 })
  const { personId } = learner
  await change(ctx, async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${line.id} ${personId}`}, 0))`)
    const [had] = await tx
      .select()
      .from(toolScore)
      .where(and(eq(toolScore.lineId, line.id), eq(toolScore.personId, personId)))
    await record(ctx, tx)
    const order = had ? compareMoments(given.timestamp, had.at) : 1
    if (order < 0) throw problem('courses.tool-score-old', { status: 409 })
    if (order === 0) return
    const final = given.gradingProgress === 'FullyGraded'
    const row = {
      activity: given.activityProgress,
      grading: given.gradingProgress,
      given: final ? (given.scoreGiven ?? null) : (had?.given ?? null),
      maximum: final ? (given.scoreMaximum ?? null) : (had?.maximum ?? null),
      comment: given.comment ?? null,
      at: given.timestamp,
      storedAt: new Date(),
    }
    await tx
      .insert(toolScore)
      .values({ lineId: line.id, personId, ...row })
      .onConflictDoUpdate({ target: [toolScore.lineId, toolScore.personId], set: row })
    await record(ctx, tx, {
      verb: 'tool.scored',
      object: { type: 'tool', id: tool.id },
      about: personId,
      offering: line.offeringId,
      result: { activity: row.activity, grading: row.grading, score: shareOf(row.given, row.maximum), at: given.timestamp },
      context: { line: line.id, ...(line.itemId ? { item: line.itemId } : {}) },
    })
    if (line.itemId && line.main)
      await emit(ctx, tx, itemResult, {
        personId,
        itemId: line.itemId,
        offeringId: line.offeringId,
        done: isDone(given.activityProgress, given.gradingProgress),
        score: shareOf(row.given, row.maximum),
        seconds: 0,
      })
  })
}

/** Orders two moments of a tool's clock, which may be finer than a millisecond. */
function compareMoments(one: string, other: string): number {
  const whole = Date.parse(one) - Date.parse(other)
  if (whole !== 0) return whole
  const fine = (at: string): string => (/\.(\d+)/.exec(at)?.[1] ?? '').padEnd(9, '0').slice(0, 9)
  return fine(one) < fine(other) ? -1 : fine(one) > fine(other) ? 1 : 0
}

/** The final marks of a column, scaled to its own greatest mark. @throws 401, 403, 404 */
export async function readResults(
  ctx: Ctx,
  request: FastifyRequest,
  reply: FastifyReply,
  lineId: string,
  query: { user_id?: string | undefined; limit: number; page: number },
): Promise<unknown> {
  const { tool, line } = await openLine(ctx, request, lineId, [scopes.results])
  const rows = await ctx.db.select().from(toolScore).where(eq(toolScore.lineId, line.id)).orderBy(asc(toolScore.personId))
  const named = rows.map((row) => ({ ...row, userId: pseudonym(tool, row.personId) }))
  const asked = query.user_id === undefined ? named : named.filter(({ userId }) => userId === query.user_id)
  const portal = portalOrigin(ctx.portal.config, request)
  nextPage(reply, request, portal, query, asked.length)
  void reply.header('content-type', mediaTypes.results)
  return asked.slice((query.page - 1) * query.limit, query.page * query.limit).map((row) => ({
    id: `${portal}/api/lti/lineitems/${line.id}/results/${row.userId}`,
    scoreOf: `${portal}/api/lti/lineitems/${line.id}`,
    userId: row.userId,
    ...(row.given === null || row.maximum === null ? {} : { resultScore: (row.given / row.maximum) * line.maximum, resultMaximum: line.maximum }),
    ...(row.comment ? { comment: row.comment } : {}),
  }))
}
