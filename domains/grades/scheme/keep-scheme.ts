import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { syllabus } from '../../courses/index.ts'
import { schemeByPoints, schemeOfSyllabus } from './default-scheme.ts'
import { gradingScheme } from './tables.ts'

export type KeptScheme = typeof gradingScheme.$inferSelect

/**
 * Whoever writes lines of an offering holds its scheme still; whoever publishes a version waits for them, so no line is
 * written by a version that is no longer the newest.
 */
export async function holdSchemes(tx: Tx, offeringIds: readonly string[]): Promise<void> {
  await tx.execute(
    sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(id, 4)) FROM unnest(${sql.param(offeringIds)}::text[]) AS wanted (id) ORDER BY id`,
  )
}

/** Waits until nobody writes lines of the offering, and lets nobody until the commit. */
export async function lockScheme(tx: Tx, offeringId: string): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${offeringId}, 4))`)
}

/** The newest versions of offerings' schemes; one that was never needed is absent. */
export async function newestSchemes(db: ReadDb | Tx, offeringIds: readonly string[]): Promise<Map<string, KeptScheme>> {
  if (offeringIds.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([gradingScheme.offeringId])
    .from(gradingScheme)
    .where(inArray(gradingScheme.offeringId, [...offeringIds]))
    .orderBy(gradingScheme.offeringId, desc(gradingScheme.version))
  return new Map(rows.map((row) => [row.offeringId, row]))
}

/** One version of an offering's scheme. */
export async function schemeVersion(db: ReadDb | Tx, offeringId: string, version: number): Promise<KeptScheme | null> {
  const [found] = await db
    .select()
    .from(gradingScheme)
    .where(and(eq(gradingScheme.offeringId, offeringId), eq(gradingScheme.version, version)))
  return found ?? null
}

/** What holds where nothing was decided by hand: the syllabus's weights, else all points alike. */
export async function defaultSchemes(
  db: ReadDb | Tx,
  offeringIds: readonly string[],
): Promise<Map<string, Pick<KeptScheme, 'content' | 'source' | 'syllabusVersion'>>> {
  if (offeringIds.length === 0) return new Map()
  const rows = await db
    .select({ offeringId: syllabus.offeringId, version: syllabus.version, content: syllabus.content })
    .from(syllabus)
    .where(inArray(syllabus.offeringId, [...offeringIds]))
  const stated = new Map(rows.map((row) => [row.offeringId, row]))
  return new Map(
    offeringIds.map((id) => {
      const row = stated.get(id)
      const content = row && schemeOfSyllabus(row.content)
      return [
        id,
        content
          ? { content, source: 'syllabus', syllabusVersion: row.version }
          : { content: schemeByPoints(), source: 'points', syllabusVersion: null },
      ] as const
    }),
  )
}

/** The schemes that offerings' lines are made by; what was never needed before is written down now as version 1. */
export async function schemesFor(ctx: Ctx, tx: Tx, offeringIds: readonly string[]): Promise<Map<string, KeptScheme>> {
  await holdSchemes(tx, offeringIds)
  const known = await newestSchemes(tx, offeringIds)
  const missing = offeringIds.filter((id) => !known.has(id))
  if (missing.length === 0) return known
  const made = [...(await defaultSchemes(tx, missing))].map(([offeringId, one]) => ({ offeringId, version: 1, ...one }))
  const written = await tx.insert(gradingScheme).values(made).onConflictDoNothing().returning({ offeringId: gradingScheme.offeringId })
  await record(
    ctx,
    tx,
    ...written.map(({ offeringId }) => ({
      verb: 'scheme.published',
      actor: null,
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { version: 1, source: made.find((one) => one.offeringId === offeringId)?.source },
    })),
  )
  return newestSchemes(tx, offeringIds)
}

/** Writes the next version. The caller holds the lock of `lockScheme`. */
export async function writeVersion(tx: Tx, former: number, next: Omit<typeof gradingScheme.$inferInsert, 'version'>): Promise<KeptScheme> {
  const [written] = await tx
    .insert(gradingScheme)
    .values({ ...next, version: former + 1 })
    .returning()
  if (!written) throw new Error('the version was not written')
  return written
}
