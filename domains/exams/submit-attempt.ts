import { asc, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { gather } from '../../foundation/server/database/gather.ts'
import { emitMany } from '../../foundation/server/events/events.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { completeItems } from '../learning/index.ts'
import { attemptMarked } from './events.ts'
import { markPaper } from './mark-answer.ts'
import { byPerson } from './marking/by-person.ts'
import { markName, marksOf, standingMark } from './marking/latest-marks.ts'
import { hashOf, recordOfAttempt } from './protocol/kept-record.ts'
import { answer, attempt, test } from './tables.ts'

/**
 * Ends an attempt and marks what a rule can mark, once: a second call changes nothing. What a person must mark waits.
 * By the student, or by the portal when the time is over. Many that end at one moment are written in few commits.
 * @throws 404
 */
export async function submitAttempt(ctx: Ctx, attemptId: string, byPortal = false): Promise<void> {
  const found = await submit(ctx, { attemptId, byPortal, actor: ctx.actor?.personId ?? null, request: ctx.requestId })
  if (!found) throw problem('foundation.not-found', { status: 404 })
}

interface Ending {
  attemptId: string
  byPortal: boolean
  actor: string | null
  request: string
}

const submit = gather((ctx, all: Ending[]) => endAll(ctx, all), { most: 100, commits: 2 })

/** False for what is not there. */
async function endAll(ctx: Ctx, all: Ending[]): Promise<boolean[]> {
  const ids = [...new Set(all.map(({ attemptId }) => attemptId))]
  const there = await change(ctx, async (tx) => {
    await record(ctx, tx)
    // locked in one order: no answer is written to them meanwhile, and no two batches wait for each other
    const found = await tx.select().from(attempt).where(inArray(attempt.id, ids)).orderBy(asc(attempt.id)).for('update')
    const open = found.filter(({ submittedAt }) => !submittedAt)
    if (open.length === 0) return new Set(found.map(({ id }) => id))
    const openIds = open.map(({ id }) => id)
    const [saved, rules] = [
      await tx.select().from(answer).where(inArray(answer.attemptId, openIds)),
      await tx
        .select({ itemId: test.itemId, points: test.points })
        .from(test)
        .where(inArray(test.itemId, [...new Set(open.map(({ itemId }) => itemId))])),
    ]
    const pointsOf = new Map(rules.map(({ itemId, points }) => [itemId, points]))
    const now = new Date()
    const waits = open.filter((one) => one.paper.some(byPerson))
    const marks = await marksOf(
      tx,
      waits.map(({ id }) => id),
    )
    const ended = open.map((one) => {
      const own = saved.filter(({ attemptId }) => attemptId === one.id)
      // an attempt that was opened again keeps the marks of what its student left as it was
      const given = new Map(
        own.flatMap((row) => {
          const mark = standingMark(marks.get(markName(row)), row.sequence)
          return mark ? [[row.questionId, mark.points] as const] : []
        }),
      )
      const whole = pointsOf.get(one.itemId) ?? 0
      const how = all.find(({ attemptId }) => attemptId === one.id)
      const marked = markPaper(one.paper, new Map(own.map((row) => [row.questionId, row.value])), whole, given)
      const submittedAt = how?.byPortal && one.endsAt ? one.endsAt : now
      const kept = own.map((row) => ({ ...row, points: marked.each.get(row.questionId)?.points ?? null }))
      const hash = hashOf(recordOfAttempt({ ...one, submittedAt, points: marked.points }, kept))
      return { one, own, whole, how, marked, submittedAt, hash }
    })
    const rows = ended.flatMap(({ own, marked }) =>
      own.map(({ attemptId, questionId }) => ({
        attemptId,
        questionId,
        ...(marked.each.get(questionId) ?? { points: 0, share: 0, matched: [] }),
      })),
    )
    await tx.execute(sql`
      UPDATE exams.answer a SET points = g.points, share = g.share, matched = g.matched::jsonb
      FROM unnest(${sql.param(rows.map((row) => row.attemptId))}::uuid[], ${sql.param(rows.map((row) => row.questionId))}::uuid[],
        ${sql.param(rows.map((row) => row.points))}::numeric[], ${sql.param(rows.map((row) => row.share))}::numeric[],
        ${sql.param(rows.map((row) => JSON.stringify(row.matched)))}::text[]) AS g (attempt_id, question_id, points, share, matched)
      WHERE a.attempt_id = g.attempt_id AND a.question_id = g.question_id`)
    await tx.execute(sql`
      UPDATE exams.attempt a SET submitted_at = g.submitted_at, points = g.points, hash = g.hash
      FROM unnest(${sql.param(openIds)}::uuid[], ${sql.param(ended.map(({ submittedAt }) => submittedAt.toISOString()))}::timestamptz[],
        ${sql.param(ended.map(({ marked }) => marked.points))}::numeric[], ${sql.param(ended.map(({ hash }) => hash))}::text[])
        AS g (id, submitted_at, points, hash)
      WHERE a.id = g.id`)
    await record(
      ctx,
      tx,
      ...ended.map(({ one, own, whole, how, marked }) => ({
        verb: how?.byPortal ? 'test.ended' : 'test.submitted',
        object: { type: 'item', id: one.itemId },
        actor: how?.actor ?? null,
        offering: one.offeringId,
        ...(how?.byPortal ? { about: one.personId } : {}),
        result: { attempt: one.id, number: one.number, points: marked.points, maxPoints: whole, answered: own.length, waiting: marked.waiting },
        ...(how ? { request: how.request } : {}),
      })),
    )
    await completeItems(
      ctx,
      tx,
      ended.map(({ one: { personId, itemId, offeringId }, how }) => ({ personId, itemId, offeringId, ...(how ? { request: how.request } : {}) })),
    )
    await emitMany(
      ctx,
      tx,
      attemptMarked,
      // what waits for a person is no mark yet
      ended.flatMap(({ one: { id, personId, itemId, offeringId }, marked }) =>
        marked.points === null ? [] : [{ attemptId: id, personId, itemId, offeringId }],
      ),
    )
    return new Set(found.map(({ id }) => id))
  })
  return all.map(({ attemptId }) => there.has(attemptId))
}
