import { isDeepStrictEqual } from 'node:util'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { keepLines } from '../keep-lines.ts'
import type { Pair } from '../missed-items.ts'
import { checkedScheme } from './check-scheme.ts'
import { defaultSchemes, lockScheme, newestSchemes, writeVersion } from './keep-scheme.ts'
import { schemePublished } from './scheme-published.ts'
import type { SchemeContent } from './shared/scheme.ts'
import type { gradingScheme } from './tables.ts'

/**
 * Publishes a version of an offering's grading scheme, and makes the lines of its students anew in the same transaction (R4.4b).
 * @param began the version that was read
 * @throws 409 `grades.scheme-changed` when somebody published in between, 422 as `checkedScheme`
 */
export async function publishScheme(
  ctx: Ctx,
  offeringId: string,
  { began, content, reason }: { began: number; content: SchemeContent; reason: string },
): Promise<{ version: number }> {
  return change(ctx, (tx) =>
    publishVersion(ctx, tx, { offeringId, content, reason, source: 'hand', syllabusVersion: null, changedBy: actorOf(ctx).personId }, began),
  )
}

/** The same inside a transaction that is open already; `began` null takes whatever version is the newest. */
export async function publishVersion(
  ctx: Ctx,
  tx: Tx,
  next: Omit<typeof gradingScheme.$inferInsert, 'version'>,
  began: number | null = null,
): Promise<{ version: number }> {
  const { offeringId } = next
  await lockScheme(tx, offeringId)
  const former = (await newestSchemes(tx, [offeringId])).get(offeringId)?.version ?? 0
  if (began !== null && began !== former) throw problem('grades.scheme-changed', { status: 409, facts: { version: former } })
  const { version, content } = await writeVersion(tx, former, { ...next, content: await checkedScheme(tx, offeringId, next.content) })
  const pairs = await pairsOf(tx, offeringId)
  await keepLines(ctx, tx, pairs)
  await record(ctx, tx, {
    verb: 'scheme.published',
    actor: next.changedBy ?? null,
    ...(next.changedAt ? { at: next.changedAt } : {}),
    object: { type: 'offering', id: offeringId },
    offering: offeringId,
    result: { version, source: next.source, weights: content.parts.map(({ weight }) => weight), students: pairs.length },
  })
  await emit(ctx, tx, schemePublished, { offeringId, version })
  return { version }
}

/** Everybody who studies in the offering, and those who left with a line. */
export async function pairsOf(tx: Pick<Tx, 'execute'>, offeringId: string): Promise<Pair[]> {
  const { rows } = await tx.execute<{ personId: string }>(sql`
    SELECT person_id AS "personId" FROM programmes.enrolment WHERE offering_id = ${offeringId} AND left_at IS NULL
    UNION SELECT person_id FROM grades.record_line WHERE offering_id = ${offeringId}`)
  return rows.map(({ personId }) => ({ personId, offeringId }))
}

/**
 * The syllabus was saved: where nobody decided the scheme by hand, its weights become a new version. Heard as an event, so it may come
 * twice: the second finds nothing to change.
 */
export async function followSyllabus(ctx: Ctx, { offeringId, personId }: { offeringId: string; personId: string }): Promise<void> {
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    await lockScheme(tx, offeringId)
    const newest = (await newestSchemes(tx, [offeringId])).get(offeringId)
    const stated = (await defaultSchemes(tx, [offeringId])).get(offeringId)
    if (!newest || !stated || newest.source === 'hand' || stated.source !== 'syllabus') return
    if (isDeepStrictEqual(newest.content, stated.content)) return
    await publishVersion(ctx, tx, { offeringId, ...stated, reason: null, changedBy: personId })
  })
}
