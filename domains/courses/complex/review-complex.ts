import { and, eq, gte, inArray, isNull, lte, notInArray, or } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { roleGrant } from '../../people/index.ts'
import { offeringTarget, ruleDay, teaching } from '../../programmes/index.ts'
import { item } from '../tables.ts'
import { contentJudged } from './rules.ts'
import type { DemandedPart } from './shared/parts.ts'
import { complex, complexComment, complexExcuse, complexReviewer } from './tables.ts'
import { tellOfComplex } from './tell-by-mail.ts'

/**
 * The council names who reviews a submitted complex, and by when.
 * @throws 409 when it is not submitted, 422 `courses.complex-no-reviewer` for who is not of the council or teaches it
 */
export async function assignReviewers(ctx: Ctx, offeringId: string, personIds: string[], dueOn?: string): Promise<void> {
  const wanted = [...new Set(personIds)]
  await change(ctx, async (tx) => {
    const [there] = await tx.select().from(complex).where(eq(complex.offeringId, offeringId)).for('update')
    if (there?.state !== 'submitted') throw problem('courses.complex-not-submitted', { status: 409, clause: 'R5.3c' })
    const today = ruleDay()
    const council = await tx
      .selectDistinct({ id: roleGrant.personId })
      .from(roleGrant)
      .where(
        and(
          inArray(roleGrant.personId, wanted),
          eq(roleGrant.role, 'methodical_council'),
          lte(roleGrant.startsOn, today),
          or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, today)),
        ),
      )
    const authors = await tx
      .select({ id: teaching.personId })
      .from(teaching)
      .where(and(eq(teaching.offeringId, offeringId), inArray(teaching.personId, wanted)))
    if (council.length < wanted.length || authors.length > 0)
      throw problem('courses.complex-no-reviewer', { status: 422, clause: 'R5.3c', fields: [{ path: 'personIds', key: 'needed' }] })
    const before = await tx.select({ id: complexReviewer.personId }).from(complexReviewer).where(eq(complexReviewer.offeringId, offeringId))
    // who stays keeps the points already given
    await tx.delete(complexReviewer).where(and(eq(complexReviewer.offeringId, offeringId), notInArray(complexReviewer.personId, wanted)))
    await tx
      .insert(complexReviewer)
      .values(wanted.map((personId) => ({ offeringId, personId })))
      .onConflictDoNothing()
    const newcomers = wanted.filter((one) => !before.some(({ id }) => id === one))
    await tellOfComplex(ctx, tx, { offeringId, personIds: newcomers, letter: 'named', dueOn: dueOn ?? there.dueOn })
    if (dueOn) await tx.update(complex).set({ dueOn, remindedOn: null }).where(eq(complex.offeringId, offeringId))
    await record(ctx, tx, {
      verb: 'complex.reviewers-named',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { reviewers: wanted.length, dueOn: dueOn ?? there.dueOn },
    })
  })
}

/** A remark at a place of a submitted complex. @throws 409 when it is not submitted, 422 for an item of another course */
export async function addComment(
  ctx: Ctx,
  offeringId: string,
  given: { itemId: string | null; quote: string; text: string },
): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const [there] = await tx.select({ state: complex.state }).from(complex).where(eq(complex.offeringId, offeringId))
    if (there?.state !== 'submitted') throw problem('courses.complex-not-submitted', { status: 409, clause: 'R5.3c' })
    if (given.itemId) {
      const [place] = await tx
        .select({ id: item.id })
        .from(item)
        .where(and(eq(item.id, given.itemId), eq(item.offeringId, offeringId)))
      if (!place) throw problem('courses.other-course', { status: 422 })
    }
    const id = newId()
    await tx.insert(complexComment).values({ id, offeringId, ...given, byPerson: actorOf(ctx).personId })
    await record(ctx, tx, {
      verb: 'complex.commented',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { itemId: given.itemId },
    })
    return { id }
  })
}

/** The authors say that a remark is dealt with. @throws 404 */
export async function resolveComment(ctx: Ctx, commentId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx
      .update(complexComment)
      .set({ resolvedAt: new Date(), resolvedBy: actorOf(ctx).personId })
      .where(eq(complexComment.id, commentId))
      .returning({ offeringId: complexComment.offeringId })
    if (!found) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, {
      verb: 'complex.comment-resolved',
      object: { type: 'offering', id: found.offeringId },
      offering: found.offeringId,
      result: { commentId },
    })
  })
}

/** A reviewer's points by the rubric. @throws 403 for who is not named, 422 for a criterion or points outside of the rubric */
export async function scoreComplex(
  ctx: Ctx,
  offeringId: string,
  { scores, notes }: { scores: Record<string, number>; notes: Record<string, string> },
): Promise<void> {
  const { rubric, mostPoints } = contentJudged.parameterOn(ruleDay()).value
  if (
    Object.entries(scores).some(([criterion, points]) => !rubric.includes(criterion) || points > mostPoints) ||
    Object.keys(notes).some((one) => !rubric.includes(one))
  )
    throw problem('courses.complex-score', { status: 422, clause: 'R3.4b', params: { most: mostPoints } })
  await change(ctx, async (tx) => {
    const kept = await tx
      .update(complexReviewer)
      .set({ scores, notes })
      .where(and(eq(complexReviewer.offeringId, offeringId), eq(complexReviewer.personId, actorOf(ctx).personId)))
      .returning({ id: complexReviewer.personId })
    if (kept.length === 0) throw problem('courses.complex-not-reviewer', { status: 403, clause: 'R5.3c' })
    await record(ctx, tx, { verb: 'complex.scored', object: { type: 'offering', id: offeringId }, offering: offeringId, result: { scores } })
  })
}

/** The council excuses a part with a reason, or (null) demands it again. */
export async function excusePart(ctx: Ctx, offeringId: string, part: DemandedPart, reason: string | null): Promise<void> {
  await change(ctx, async (tx) => {
    const values = { reason: reason ?? '', byPerson: actorOf(ctx).personId, createdAt: new Date() }
    if (reason === null) await tx.delete(complexExcuse).where(and(eq(complexExcuse.offeringId, offeringId), eq(complexExcuse.part, part)))
    else
      await tx
        .insert(complexExcuse)
        .values({ offeringId, part, ...values })
        .onConflictDoUpdate({ target: [complexExcuse.offeringId, complexExcuse.part], set: values })
    await record(ctx, tx, {
      verb: reason === null ? 'complex.part-demanded' : 'complex.part-excused',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { part, reason },
    })
  })
}

/** The target of a remark is its offering; null when there is none. */
export async function commentTarget(ctx: Ctx, commentId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: complexComment.offeringId }).from(complexComment).where(eq(complexComment.id, commentId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}
