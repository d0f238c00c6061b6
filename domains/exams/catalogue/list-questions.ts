import { and, arrayContains, asc, desc, eq, ilike, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { iso, isoOrNull } from '../../learning/index.ts'
import { discipline, offering } from '../../programmes/index.ts'
import { bankQuestion } from '../tables.ts'
import type { BankQuery, BankView } from './contract.ts'
import { askedOften } from './statistics-of-bank.ts'

const pageSize = 50

/** The questions of a discipline's bank that fit, a page of them, the newest first. @throws 404 */
export async function listQuestions(ctx: Ctx, offeringId: string, query: BankQuery): Promise<BankView> {
  const [place] = await ctx.db
    .select({ id: discipline.id, name: discipline.name })
    .from(offering)
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(eq(offering.id, offeringId))
  if (!place) throw problem('foundation.not-found', { status: 404 })
  const fits = fitting(place.id, query)
  const own = eq(bankQuestion.disciplineId, place.id)
  const [found, total, topics, tags] = await Promise.all([
    ctx.db
      .select()
      .from(bankQuestion)
      .where(fits)
      .orderBy(desc(bankQuestion.changedAt), asc(bankQuestion.id))
      .limit(pageSize)
      .offset((query.page - 1) * pageSize),
    ctx.db.$count(bankQuestion, fits),
    ctx.db
      .select({ topic: bankQuestion.topic, ready: sql<number>`count(*) FILTER (WHERE ${bankQuestion.ready})::int` })
      .from(bankQuestion)
      .where(and(own, isNull(bankQuestion.archivedAt)))
      .groupBy(bankQuestion.topic)
      .orderBy(asc(bankQuestion.topic)),
    ctx.db
      .selectDistinct({ tag: sql<string>`unnest(${bankQuestion.tags})` })
      .from(bankQuestion)
      .where(and(own, isNull(bankQuestion.archivedAt)))
      .limit(200),
  ])
  const often = await askedOften(
    ctx,
    place.id,
    found.map(({ id }) => id),
  )
  return {
    offeringId,
    discipline: place,
    total,
    pageSize,
    questions: found.map((one) => ({
      id: one.id,
      kind: one.kind,
      title: one.title,
      excerpt: one.excerpt,
      topic: one.topic,
      difficulty: one.difficulty,
      tags: one.tags,
      version: one.version,
      ready: one.ready,
      archivedAt: isoOrNull(one.archivedAt),
      changedAt: iso(one.changedAt),
      ...(often.get(one.id) ?? { asked: 0, ease: null }),
    })),
    topics,
    tags: tags.map(({ tag }) => tag).toSorted(),
  }
}

/** What the filters of a list say, for a list and for a file of the same questions. */
export function fitting(disciplineId: string, query: Omit<BankQuery, 'page'>): SQL | undefined {
  const words = `%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%`
  return and(
    eq(bankQuestion.disciplineId, disciplineId),
    query.state === 'archived' ? isNotNull(bankQuestion.archivedAt) : isNull(bankQuestion.archivedAt),
    query.state === 'ready' ? bankQuestion.ready : query.state === 'wanting' ? sql`NOT ${bankQuestion.ready}` : undefined,
    query.kind ? eq(bankQuestion.kind, query.kind) : undefined,
    query.topic === undefined ? undefined : eq(bankQuestion.topic, query.topic),
    query.difficulty === undefined
      ? undefined
      : query.difficulty === 'none'
        ? isNull(bankQuestion.difficulty)
        : eq(bankQuestion.difficulty, query.difficulty),
    query.tag ? arrayContains(bankQuestion.tags, [query.tag]) : undefined,
    query.q
      ? or(
          ilike(bankQuestion.title, words),
          sql`concat_ws(' ', ${bankQuestion.excerpt}->>'ky', ${bankQuestion.excerpt}->>'ru', ${bankQuestion.excerpt}->>'en') ILIKE ${words}`,
        )
      : undefined,
  )
}
