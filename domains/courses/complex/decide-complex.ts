import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offering, teaching } from '../../programmes/index.ts'
import { item } from '../tables.ts'
import { readContent } from './content.ts'
import { readReview } from './kept-review.ts'
import { readMeasures } from './read-measures.ts'
import { lastApproved, readExcused, readGaps } from './read-state.ts'
import { complex, complexReviewer, complexVersion } from './tables.ts'
import { tellAuthors } from './tell-by-mail.ts'

/**
 * Returns a submitted complex to its authors, or approves it: then its content is frozen as a version.
 * Who is named as a reviewer decides; where nobody is named, any member of the council.
 * @throws 409 `courses.complex-not-submitted`, `courses.complex-changed` (approval of what was not submitted), 403 for its own
 *   authors and for members who were not named, 422 `courses.complex-note-needed` for a return that says nothing
 */
export async function decideComplex(ctx: Ctx, offeringId: string, decision: 'return' | 'approve', note: string): Promise<void> {
  const { personId } = actorOf(ctx)
  if (decision === 'return' && !note) throw problem('courses.complex-note-needed', { status: 422, fields: [{ path: 'note', key: 'needed' }] })
  await change(ctx, async (tx) => {
    const [there] = await tx.select().from(complex).where(eq(complex.offeringId, offeringId)).for('update')
    if (there?.state !== 'submitted') throw problem('courses.complex-not-submitted', { status: 409, clause: 'R5.3c' })
    const [own] = await tx
      .select({ id: teaching.personId })
      .from(teaching)
      .where(and(eq(teaching.offeringId, offeringId), eq(teaching.personId, personId)))
    if (own || there.submittedBy === personId) throw problem('courses.complex-own', { status: 403, clause: 'R5.3c' })
    const named = await tx.select({ id: complexReviewer.personId }).from(complexReviewer).where(eq(complexReviewer.offeringId, offeringId))
    if (named.length > 0 && !named.some(({ id }) => id === personId)) throw problem('courses.complex-not-reviewer', { status: 403, clause: 'R5.3c' })
    const decided = { decidedBy: personId, decidedAt: new Date(), decisionNote: note }
    if (decision === 'return')
      await tx
        .update(complex)
        .set({ ...decided, state: 'returned' })
        .where(eq(complex.offeringId, offeringId))
    else {
      const content = await readContent(tx, offeringId)
      if (content.hash !== there.submittedHash) throw problem('courses.complex-changed', { status: 409, clause: 'R5.3c' })
      const { gaps } = await readGaps(tx, offeringId)
      const before = await lastApproved(tx, offeringId)
      const id = newId()
      const [course] = await tx.select().from(offering).where(eq(offering.id, offeringId))
      if (!course) throw problem('foundation.not-found', { status: 404 })
      const measures = await readMeasures(tx, course)
      await tx
        .update(complex)
        .set({ ...decided, state: 'approved', approvedVersion: id })
        .where(eq(complex.offeringId, offeringId))
      const review = await readReview(tx, offeringId, measures)
      await tx.insert(complexVersion).values({ id, offeringId, number: (before?.number ?? 0) + 1, ...content, gaps, review, byPerson: personId })
    }
    await tellAuthors(ctx, tx, offeringId, decision)
    await record(ctx, tx, {
      verb: decision === 'return' ? 'complex.returned' : 'complex.approved',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { note },
    })
  })
}

/**
 * Puts the approved version before the students. The guard of R3.4a stands here.
 * @throws 409 `courses.complex-not-approved`; 422 `courses.complex-gaps` with the clause and the parts that are missing
 */
export async function publishComplex(ctx: Ctx, offeringId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [there] = await tx.select().from(complex).where(eq(complex.offeringId, offeringId)).for('update')
    if (there?.state !== 'approved' || !there.approvedVersion) throw problem('courses.complex-not-approved', { status: 409, clause: 'R5.3c' })
    const [version] = await tx
      .select()
      .from(complexVersion)
      .where(inArray(complexVersion.id, [there.approvedVersion]))
    const excused = await readExcused(tx, offeringId)
    const missing = (version?.gaps ?? []).filter(({ part }) => !excused.has(part))
    if (missing.length > 0)
      throw problem('courses.complex-gaps', {
        status: 422,
        clause: 'R3.4a',
        params: { count: missing.length },
        facts: { gaps: missing },
      })
    await tx.update(complex).set({ state: 'published', publishedVersion: there.approvedVersion }).where(eq(complex.offeringId, offeringId))
    const held = (version?.outline ?? []).flatMap((part) => part.items.map(({ id }) => id))
    await tx
      .update(item)
      .set({ draftOnly: sql`NOT ${item.id} = ANY(${sql.param(held)}::uuid[])` })
      .where(eq(item.offeringId, offeringId))
    await tx.update(complexVersion).set({ publishedAt: new Date() }).where(eq(complexVersion.id, there.approvedVersion))
    await record(ctx, tx, {
      verb: 'complex.published',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { version: version?.number ?? 0 },
    })
  })
}
