import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { item, syllabus } from '../../courses/index.ts'
import { iso, isoOrNull } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { bankQuestion, bankVersion, question } from '../tables.ts'
import type { QuestionContent } from '../bank/shared/question.ts'
import type { BankQuestionView } from './contract.ts'
import { wantingOf } from './row-of-question.ts'
import { askedOften } from './statistics-of-bank.ts'

interface At {
  offeringId: string
  questionId: string
}

const author = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }

/** A question of the bank with its key, its versions and the tests that hold it, for its authors. @throws 404 */
export async function readQuestion(ctx: Ctx, at: At): Promise<BankQuestionView> {
  const [[found], versions, tests, [plan]] = await Promise.all([
    ctx.db.select().from(bankQuestion).where(eq(bankQuestion.id, at.questionId)),
    ctx.db
      .select({ version: bankVersion.version, content: bankVersion.content, madeAt: bankVersion.madeAt, by: author })
      .from(bankVersion)
      .leftJoin(person, eq(person.id, bankVersion.madeBy))
      .where(eq(bankVersion.questionId, at.questionId))
      .orderBy(desc(bankVersion.version)),
    ctx.db
      .select({ itemId: item.id, offeringId: item.offeringId, title: item.title, version: question.bankVersion })
      .from(question)
      .innerJoin(item, eq(item.id, question.itemId))
      .where(eq(question.bankQuestionId, at.questionId))
      .orderBy(desc(item.id))
      .limit(100),
    ctx.db.select({ content: syllabus.content }).from(syllabus).where(eq(syllabus.offeringId, at.offeringId)),
  ])
  const newest = versions[0]
  if (!found || !newest) throw problem('foundation.not-found', { status: 404 })
  const often = await askedOften(ctx, found.disciplineId, [found.id])
  return {
    id: found.id,
    offeringId: at.offeringId,
    version: found.version,
    content: newest.content,
    topic: found.topic,
    difficulty: found.difficulty,
    outcomes: found.outcomes,
    archivedAt: isoOrNull(found.archivedAt),
    wanting: wantingIn(ctx, newest.content),
    ...(often.get(found.id) ?? { asked: 0, ease: null }),
    versions: versions.map(({ version, madeAt, by }) => ({ version, at: iso(madeAt), by })),
    tests: tests.map((one) => ({ ...one, version: one.version ?? found.version })),
    syllabus: {
      topics: plan?.content.topics.map(({ title }) => title) ?? [],
      outcomes: plan?.content.outcomes.map((one) => ({ id: one.id, text: one.text })) ?? [],
    },
  }
}

/** What a question said in one of its versions. @throws 404 */
export async function readVersion(ctx: Ctx, at: At & { version: number }) {
  const [found] = await ctx.db
    .select({ content: bankVersion.content, madeAt: bankVersion.madeAt, by: author })
    .from(bankVersion)
    .leftJoin(person, eq(person.id, bankVersion.madeBy))
    .where(and(eq(bankVersion.questionId, at.questionId), eq(bankVersion.version, at.version)))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return { version: at.version, at: iso(found.madeAt), by: found.by, content: found.content }
}

/** What keeps a question from being asked, in words. */
export function wantingIn(ctx: Ctx, content: QuestionContent): string[] {
  return [...new Set(wantingOf(content).map(({ key }) => text(ctx.locale, `exams:problems.question-${key}`)))]
}
