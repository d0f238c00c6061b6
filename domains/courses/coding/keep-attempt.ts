import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { itemResult } from '../events.ts'
import type { AttemptInput } from './contract.ts'
import { openTask } from './find-task.ts'
import { presentAttempt } from './read-task.ts'
import { scoreOf } from './shared/coding.ts'
import { codingAttempt, codingVersion } from './tables.ts'

/** Longest that a device may have been without a line before its word on the time is no longer taken. */
const longestAway = 120 * 86_400_000

/**
 * Keeps a check that ran on the student's device, with the program: a claim, not a proof (`unverified`). Sent again it changes nothing.
 * The points are counted here, from the version that the program was checked against, be it an older one.
 * @throws 404; 422 `courses.coding-version-unknown`; 409 when the id is taken by another's attempt
 */
export async function keepAttempt(ctx: Ctx, taskId: string, given: AttemptInput): Promise<ReturnType<typeof presentAttempt>> {
  const personId = ctx.actor?.personId
  if (!personId) throw problem('foundation.not-found', { status: 404 })
  const { task } = await openTask(ctx, taskId)
  return change(ctx, async (tx) => {
    const [version] = await tx
      .select()
      .from(codingVersion)
      .where(and(eq(codingVersion.id, given.versionId), eq(codingVersion.taskId, taskId)))
    if (!version) throw problem('courses.coding-version-unknown', { status: 422 })
    await record(ctx, tx)
    const { tests } = version.content
    const known = new Map(given.results.map((one) => [one.testId, one]))
    const results = tests.map(({ id }) => known.get(id) ?? { testId: id, outcome: 'skipped' as const, ms: 0 })
    const { points, of } = scoreOf(tests, results)
    const now = Date.now()
    const said = Date.parse(given.checkedAt)
    const checkedAt = new Date(said > now || said < now - longestAway ? now : said)
    const [made] = await tx
      .insert(codingAttempt)
      .values({
        id: given.id,
        taskId,
        versionId: version.id,
        itemId: task.itemId,
        offeringId: task.offeringId,
        personId,
        code: given.code,
        results,
        points,
        of,
        passed: points === of,
        seconds: given.seconds,
        checkedAt,
      })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      const [there] = await tx.select().from(codingAttempt).where(eq(codingAttempt.id, given.id))
      if (there?.personId !== personId || there.taskId !== taskId) throw problem('courses.coding-attempt-taken', { status: 409 })
      return presentAttempt(there)
    }
    await record(ctx, tx, {
      verb: 'coding-task.checked',
      object: { type: 'coding-task', id: taskId },
      about: personId,
      offering: task.offeringId,
      result: { points, of, passed: made.passed, claim: 'unverified' },
      context: { item: task.itemId, attempt: made.id, version: version.number, checkedAt: checkedAt.toISOString() },
    })
    // A task inside a lesson does not decide whether the lesson is done.
    if (task.place === 'item') {
      const [best] = await tx
        .select({ score: sql<number>`max(${codingAttempt.points}::float8 / greatest(${codingAttempt.of}, 1))` })
        .from(codingAttempt)
        .where(and(eq(codingAttempt.taskId, taskId), eq(codingAttempt.personId, personId)))
      await emit(ctx, tx, itemResult, {
        personId,
        itemId: task.itemId,
        offeringId: task.offeringId,
        done: made.passed,
        score: best?.score ?? 0,
        seconds: given.seconds,
      })
    }
    return presentAttempt(made)
  })
}
