import { and, asc, count, desc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import type { CodingResultsView, PersonAttemptsView } from './contract.ts'
import { presentAttempt } from './read-task.ts'
import { codingAttempt, codingTask, codingVersion } from './tables.ts'

const name = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }

/** Who has checked programs in a task: how often, the best share of the points, how long, when last. @throws 404 */
export async function readCodingResults(ctx: Ctx, taskId: string): Promise<CodingResultsView> {
  const [[found], people] = await Promise.all([
    ctx.db
      .select({ task: codingTask, content: codingVersion.content })
      .from(codingTask)
      .innerJoin(codingVersion, and(eq(codingVersion.taskId, codingTask.id), eq(codingVersion.number, codingTask.version)))
      .where(eq(codingTask.id, taskId)),
    ctx.db
      .select({
        person: name,
        tries: count(),
        best: sql<number>`max(${codingAttempt.points}::float8 / greatest(${codingAttempt.of}, 1))`,
        passed: sql<boolean>`bool_or(${codingAttempt.passed})`,
        seconds: sql<number>`sum(${codingAttempt.seconds})::int`,
        lastAt: sql<Date>`max(${codingAttempt.checkedAt})`.mapWith(codingAttempt.checkedAt),
      })
      .from(codingAttempt)
      .innerJoin(person, eq(person.id, codingAttempt.personId))
      .where(eq(codingAttempt.taskId, taskId))
      .groupBy(person.id)
      .orderBy(asc(person.surname), asc(person.givenName), asc(person.id)),
  ])
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const { id, itemId, offeringId } = found.task
  return {
    task: { id, itemId, offeringId, title: found.content.title },
    people: people.map((one) => ({ ...one, lastAt: one.lastAt.toISOString() })),
  }
}

/** One student's attempts with their programs, newest first. @throws 404 when there is none */
export async function readPersonAttempts(ctx: Ctx, taskId: string, personId: string): Promise<PersonAttemptsView> {
  const rows = await ctx.db
    .select({ person: name, attempt: codingAttempt, version: codingVersion })
    .from(codingAttempt)
    .innerJoin(person, eq(person.id, codingAttempt.personId))
    .innerJoin(codingVersion, eq(codingVersion.id, codingAttempt.versionId))
    .where(and(eq(codingAttempt.taskId, taskId), eq(codingAttempt.personId, personId)))
    .orderBy(desc(codingAttempt.checkedAt), desc(codingAttempt.id))
    .limit(100)
  const [first] = rows
  if (!first) throw problem('foundation.not-found', { status: 404 })
  return {
    person: first.person,
    attempts: rows.map(({ attempt, version }) => ({
      ...presentAttempt(attempt),
      code: attempt.code,
      version: version.number,
      receivedAt: attempt.receivedAt.toISOString(),
      tests: version.content.tests.map(({ id, name: title, points, hidden }) => {
        const { outcome, ms } = attempt.results.find((one) => one.testId === id) ?? { outcome: 'skipped' as const, ms: 0 }
        return { name: title, points, hidden, outcome, ms }
      }),
    })),
  }
}
