import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { iso } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { leadPictures } from '../paper-files.ts'
import { answer, attempt } from '../tables.ts'
import { needsPerson } from './by-person.ts'
import type { WorkView } from './contract.ts'
import { marksOf } from './latest-marks.ts'
import { codeOf } from './read-marking.ts'

/** One answer with its question, for who marks it. @throws 404 for what is not there, not handed in, or of another test */
export async function readWork(ctx: Ctx, at: { itemId: string; attemptId: string; questionId: string }, names: boolean): Promise<WorkView> {
  const { itemId, attemptId, questionId } = at
  const [[found], marks] = await Promise.all([
    ctx.db
      .select({ own: attempt, given: answer, person })
      .from(attempt)
      .innerJoin(answer, and(eq(answer.attemptId, attempt.id), eq(answer.questionId, questionId)))
      .innerJoin(person, eq(person.id, attempt.personId))
      .where(and(eq(attempt.id, attemptId), eq(attempt.itemId, itemId))),
    marksOf(ctx.db, [attemptId]),
  ])
  const question = found?.own.paper.find((one) => one.questionId === questionId)
  const content = question?.asked?.content
  const text = found?.given.value.answer
  if (!found?.own.submittedAt || !question || content?.kind !== 'essay' || text?.kind !== 'essay' || !needsPerson(question, found.given.value))
    throw problem('foundation.not-found', { status: 404 })
  const history = (marks.get(`${attemptId} ${questionId}`) ?? []).toReversed()
  const markers = history.length === 0 ? [] : await nameThem(ctx, [...new Set(history.map(({ markedBy }) => markedBy))])
  const { id, surname, givenName, patronymic } = found.person
  const words = { prompt: question.prompt, guidance: content.guidance }
  return {
    attemptId,
    questionId,
    code: codeOf(attemptId),
    person: names ? { id, surname, givenName, patronymic } : null,
    attemptNumber: found.own.number,
    submittedAt: iso(found.own.submittedAt),
    points: found.given.points,
    comment: found.given.points === null ? null : (history[0]?.comment ?? null),
    ...(question.bankVersion === undefined ? words : leadPictures(words, { attemptId, offeringId: found.own.offeringId })),
    maxPoints: question.points,
    text: text.text,
    minWords: content.minWords,
    maxWords: content.maxWords,
    maxCharacters: content.maxCharacters ?? null,
    savedAt: iso(found.given.savedAt),
    late: found.given.late,
    history: history.flatMap(({ number, points, comment, reason, markedBy, markedAt }) => {
      const by = markers.find((one) => one.id === markedBy)
      return by ? [{ number, points, comment, reason, by, at: iso(markedAt) }] : []
    }),
  }
}

function nameThem(ctx: Ctx, ids: string[]) {
  return ctx.db
    .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
    .from(person)
    .where(inArray(person.id, ids))
}
