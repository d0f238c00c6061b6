import { and, desc, eq, isNotNull, lt } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { compareContents, readContent, type Content } from './content.ts'
import type { ChangesView, PublishedChangesView } from './contract.ts'
import { lastApproved, publishedVersion } from './read-state.ts'
import { complexVersion } from './tables.ts'

type State = Pick<Content, 'outline' | 'texts'> & { id: string; number: number | null; at: string | null }

/**
 * What differs between two states of a complex, with the texts of both sides.
 * @param from a version's id or `draft`; the version approved last where nothing is named, nothing where there is none
 * @param to a version's id or `draft`; the live content where nothing is named
 * @throws 404 for a version of another complex
 */
export async function compareVersions(ctx: Ctx, offeringId: string, from?: string, to = 'draft'): Promise<ChangesView> {
  const [before, after] = await Promise.all([
    from ? readState(ctx, offeringId, from) : newestVersion(ctx, offeringId),
    readState(ctx, offeringId, to),
  ])
  return {
    from: before && { id: before.id, number: before.number, at: before.at },
    to: { id: after.id, number: after.number, at: after.at },
    changes: compareContents(before ?? { outline: [], texts: {} }, after),
  }
}

async function readState(ctx: Ctx, offeringId: string, id: string): Promise<State> {
  if (id === 'draft') return { id, number: null, at: null, ...(await readContent(ctx.db, offeringId)) }
  const [found] = await ctx.db
    .select()
    .from(complexVersion)
    .where(and(eq(complexVersion.id, id), eq(complexVersion.offeringId, offeringId)))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return stateOf(found)
}

async function newestVersion(ctx: Ctx, offeringId: string): Promise<State | null> {
  const found = await lastApproved(ctx.db, offeringId)
  return found && stateOf(found)
}

const stateOf = (row: typeof complexVersion.$inferSelect): State => ({
  id: row.id,
  number: row.number,
  at: row.createdAt.toISOString(),
  outline: row.outline,
  texts: row.texts,
})

/**
 * For readers: what the version that stands before them changed against the one that stood there before it (R5.3c). Both
 * were approved and shown, so nothing of a draft is told.
 */
export async function readPublishedChanges(ctx: Ctx, offeringId: string): Promise<PublishedChangesView> {
  const now = await publishedVersion(ctx, offeringId)
  if (!now) return { number: null, publishedAt: null, changes: [] }
  const [former] = await ctx.db
    .select()
    .from(complexVersion)
    .where(and(eq(complexVersion.offeringId, offeringId), isNotNull(complexVersion.publishedAt), lt(complexVersion.number, now.number)))
    .orderBy(desc(complexVersion.number))
    .limit(1)
  return {
    number: now.number,
    publishedAt: now.publishedAt?.toISOString() ?? null,
    changes: former ? compareContents(former, now) : [],
  }
}
