import { and, asc, desc, eq, or, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { item } from '../../courses/index.ts'
import { person } from '../../people/index.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { findItem } from '../find-item.ts'
import { iso, isoOrNull } from '../instants.ts'
import type { QuestionsView } from './contract.ts'
import { question } from './tables.ts'

const most = 300

/** The questions at an item: one's own, those shown to all, and everyone's for who answers. @throws 404 */
export async function readItemQuestions(ctx: Ctx, itemId: string): Promise<QuestionsView> {
  const found = await findItem(ctx, itemId)
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return readQuestions(ctx, found.offeringId, eq(question.itemId, itemId), found.hidden || found.sectionHidden)
}

/** All questions of a course, the unanswered ones first, the oldest of them first. */
export function readCourseQuestions(ctx: Ctx, offeringId: string): Promise<QuestionsView> {
  return readQuestions(ctx, offeringId, eq(question.offeringId, offeringId), false)
}

async function readQuestions(ctx: Ctx, offeringId: string, where: SQL, hidden: boolean): Promise<QuestionsView> {
  const { personId } = actorOf(ctx)
  const target = await offeringTarget(ctx, offeringId)
  const may = (ability: string): boolean => (target && ctx.actor?.can(ability, target)) ?? false
  const staff = may('question.read')
  if (hidden && !staff) throw problem('foundation.not-found', { status: 404 })
  const rows = await ctx.db
    .select({
      question,
      title: item.title,
      person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
    })
    .from(question)
    .innerJoin(item, eq(item.id, question.itemId))
    .innerJoin(person, eq(person.id, question.personId))
    .where(and(where, staff ? undefined : or(eq(question.personId, personId), eq(question.forAll, true))))
    .orderBy(desc(sql`${question.answer} IS NULL`), asc(question.createdAt))
    .limit(most)
  return {
    mayAsk: !hidden && may('question.ask'),
    mayAnswer: may('question.answer'),
    questions: rows.map(({ question: one, title, person: asker }) => ({
      id: one.id,
      itemId: one.itemId,
      title: title ?? {},
      quote: one.quote,
      text: one.text,
      createdAt: iso(one.createdAt),
      own: one.personId === personId,
      person: staff ? asker : null,
      answer: one.answer,
      answeredAt: isoOrNull(one.answeredAt),
      forAll: one.forAll,
    })),
  }
}
