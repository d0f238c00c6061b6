import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { findItem, iso, isoOrNull } from '../learning/index.ts'
import { person } from '../people/index.ts'
import type { TestResultsView } from './contract.ts'
import { questionStatistics } from './statistics.ts'
import { answer, attempt, question, test } from './tables.ts'

/** Attempts of all students and simple statistics of the questions. @throws 404 */
export async function readTestResults(ctx: Ctx, itemId: string): Promise<TestResultsView> {
  const [found, [rules], rows, questions] = await Promise.all([
    findItem(ctx, itemId),
    ctx.db.select().from(test).where(eq(test.itemId, itemId)),
    ctx.db
      .select({ attempt, person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic } })
      .from(attempt)
      .innerJoin(person, eq(person.id, attempt.personId))
      .where(eq(attempt.itemId, itemId))
      .orderBy(asc(person.surname), asc(person.givenName), desc(attempt.number))
      .limit(2000),
    ctx.db.select().from(question).where(eq(question.itemId, itemId)).orderBy(asc(question.position)),
  ])
  if (!found || !rules) throw problem('foundation.not-found', { status: 404 })
  const over = rows.filter((row) => row.attempt.submittedAt).map((row) => row.attempt)
  const answers =
    over.length > 0
      ? await ctx.db
          .select()
          .from(answer)
          .where(
            and(
              inArray(
                answer.attemptId,
                over.map((one) => one.id),
              ),
              isNotNull(answer.points),
            ),
          )
      : []
  const earned = new Map(answers.map((row) => [`${row.attemptId} ${row.questionId}`, row.points ?? 0]))
  const shares = over.map(
    (one) =>
      new Map(one.paper.map((asked) => [asked.questionId, asked.points > 0 ? (earned.get(`${one.id} ${asked.questionId}`) ?? 0) / asked.points : 0])),
  )
  return {
    itemId,
    title: found.title,
    points: rules.points,
    attempts: rows.map((row) => ({
      id: row.attempt.id,
      number: row.attempt.number,
      startedAt: iso(row.attempt.startedAt),
      endsAt: isoOrNull(row.attempt.endsAt),
      submittedAt: isoOrNull(row.attempt.submittedAt),
      points: row.attempt.points,
      person: row.person,
    })),
    questions: questions.map((one) => ({ id: one.id, prompt: one.prompt, html: one.html, ...questionStatistics(one.id, shares) })),
  }
}
