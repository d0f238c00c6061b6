import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { emit } from '../../foundation/server/events/events.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { assignment, submission } from '../assignments/index.ts'
import { attempt, test } from '../exams/index.ts'
import { handMark, keepHistory } from './book/hand-mark.ts'
import { gradeKept } from './grade-kept.ts'
import { gradedItems } from './graded-items.ts'
import { keepLine } from './keep-lines.ts'
import { grade } from './tables.ts'

type Mark = Pick<typeof grade.$inferInsert, 'points' | 'maxPoints' | 'comment' | 'gradedBy' | 'gradedAt'>

/**
 * Brings the grade of an item, and the line of the record over it, in step with what was marked. It reads the mark where
 * it is kept instead of believing the event, so the same event twice, or two in the wrong order, end the same.
 */
export async function keepGrade(ctx: Ctx, of: { personId: string; itemId: string; offeringId: string }): Promise<void> {
  await change(ctx, async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${of.offeringId}${of.personId}`}, 3))`)
    const { had, mark } = await bringGrade(tx, of)
    await keepLine(ctx, tx, of)
    if (had?.points === mark?.points && had?.maxPoints === mark?.maxPoints && had?.comment === mark?.comment) return record(ctx, tx)
    await keepHistory(tx, [
      {
        columnId: of.itemId,
        personId: of.personId,
        offeringId: of.offeringId,
        at: new Date(),
        by: mark?.gradedBy ?? null,
        pointsFrom: had?.points ?? null,
        pointsTo: mark?.points ?? null,
        commentFrom: had?.comment ?? null,
        commentTo: mark?.comment ?? null,
        source: 'work',
      },
    ])
    await record(ctx, tx, {
      verb: 'grade.kept',
      object: { type: 'item', id: of.itemId },
      about: of.personId,
      offering: of.offeringId,
      result: { points: mark?.points ?? null, maxPoints: mark?.maxPoints ?? null, former: had?.points ?? null },
    })
    await emit(ctx, tx, gradeKept, { personId: of.personId, itemId: of.itemId, offeringId: of.offeringId })
  })
}

/** Makes the grade of an item what it should be: the mark written into the book, else the work's own. */
export async function bringGrade(
  tx: Tx,
  of: { personId: string; itemId: string; offeringId: string },
): Promise<{ had: Mark | null; mark: Mark | null }> {
  const own = (await markOfWork(tx, of)) ?? (await markOfTest(tx, of))
  const hand = await markByHand(tx, of)
  // a mark by hand leaves what was said of the work, unless it says something itself
  const mark = hand ? { ...hand, comment: hand.comment ?? own?.comment ?? null } : own
  const [had] = await tx
    .select()
    .from(grade)
    .where(and(eq(grade.personId, of.personId), eq(grade.itemId, of.itemId)))
  const { personId, itemId, offeringId } = of
  if (mark)
    await tx
      .insert(grade)
      .values({ personId, itemId, offeringId, ...mark })
      .onConflictDoUpdate({ target: [grade.personId, grade.itemId], set: mark })
  else await tx.delete(grade).where(and(eq(grade.personId, personId), eq(grade.itemId, itemId)))
  return { had: had ?? null, mark }
}

async function markByHand(tx: Tx, of: { personId: string; itemId: string; offeringId: string }): Promise<Mark | null> {
  const found = await handMark(tx, of)
  if (!found || found.points === null) return null
  const max = (await gradedItems(tx, of.offeringId)).find((one) => one.id === of.itemId)?.maxPoints
  if (max === undefined) return null
  return { points: found.points, maxPoints: max, comment: found.comment, gradedBy: found.changedBy, gradedAt: found.changedAt }
}

/** The mark of the newest round, if it is marked; work that went back for rework has none. */
async function markOfWork(tx: Tx, of: { personId: string; itemId: string }): Promise<Mark | null> {
  const [work] = await tx
    .select({ submission, maxPoints: assignment.points })
    .from(submission)
    .innerJoin(assignment, eq(assignment.itemId, submission.itemId))
    .where(and(eq(submission.itemId, of.itemId), eq(submission.personId, of.personId)))
    .orderBy(desc(submission.round))
    .limit(1)
  if (work?.submission.state !== 'marked' || work.submission.points === null) return null
  const { points, comment, markedBy, markedAt, submittedAt } = work.submission
  return { points, maxPoints: work.maxPoints, comment, gradedBy: markedBy, gradedAt: markedAt ?? submittedAt }
}

/** The best attempt. */
async function markOfTest(tx: Tx, of: { personId: string; itemId: string }): Promise<Mark | null> {
  const [best] = await tx
    .select({ points: attempt.points, submittedAt: attempt.submittedAt, maxPoints: test.points })
    .from(attempt)
    .innerJoin(test, eq(test.itemId, attempt.itemId))
    .where(and(eq(attempt.itemId, of.itemId), eq(attempt.personId, of.personId), isNotNull(attempt.submittedAt), isNotNull(attempt.points)))
    .orderBy(desc(attempt.points), attempt.submittedAt)
    .limit(1)
  if (!best || best.points === null || best.submittedAt === null) return null
  return { points: best.points, maxPoints: best.maxPoints, comment: null, gradedBy: null, gradedAt: best.submittedAt }
}
