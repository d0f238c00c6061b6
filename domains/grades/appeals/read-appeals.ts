import { alias } from 'drizzle-orm/pg-core'
import { and, asc, desc, eq, inArray, isNotNull, or, type SQL } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { item } from '../../courses/index.ts'
import { attempt } from '../../exams/index.ts'
import { person } from '../../people/index.ts'
import { discipline, offering } from '../../programmes/index.ts'
import { recordLine } from '../tables.ts'
import type { AppealRow, AppealsView, AppealView } from './contract.ts'
import { appeal, appealWord } from './tables.ts'

const most = 500
const judge = alias(person, 'judge')

const personFields = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }
const judgeFields = { id: judge.id, surname: judge.surname, givenName: judge.givenName, patronymic: judge.patronymic }

function selectCases(ctx: Ctx, where: SQL | undefined) {
  return ctx.db
    .select({
      row: appeal,
      person: personFields,
      judge: judgeFields,
      offering: { id: offering.id, name: discipline.name, code: offering.code },
      departmentId: offering.departmentId,
      item: { id: item.id, kind: item.kind, title: item.title },
    })
    .from(appeal)
    .innerJoin(person, eq(person.id, appeal.personId))
    .innerJoin(offering, eq(offering.id, appeal.offeringId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .leftJoin(item, eq(item.id, appeal.itemId))
    .leftJoin(judge, eq(judge.id, appeal.answeredBy))
    .where(where)
    .orderBy(desc(appeal.filedAt))
    .limit(most)
}
type Case = Awaited<ReturnType<typeof selectCases>>[number]

const targetOf = (one: Case): Target => ({ personId: one.row.personId, offeringId: one.row.offeringId, unitIds: [one.departmentId] })

function present({ row, person: who, offering: of, item: work }: Case): AppealRow {
  const { id, state, pointsWere, maxPoints, pointsNow, filedAt, dueAt, endedAt } = row
  return {
    id,
    person: who,
    offering: { ...of, name: of.name ?? {} },
    item: work && { ...work, title: work.title },
    state,
    pointsWere,
    maxPoints,
    pointsNow,
    filedAt: filedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

/** The appeals that the reader may see, newest first: one's own, those of one's disciplines, or all of one's units (R4.4d). */
export async function readAppeals(ctx: Ctx): Promise<AppealsView> {
  const actor = actorOf(ctx)
  // a student's list is their own rows and no more; who reads by role gets what their scope lets through
  const everywhere = actor.grants.some(({ role }) => !['student', 'partner_student', 'learner', 'teacher'].includes(role))
  const { teaches } = actor.facts
  const scope = everywhere ? undefined : or(eq(appeal.personId, actor.personId), teaches.length > 0 ? inArray(appeal.offeringId, teaches) : undefined)
  const rows = (await selectCases(ctx, scope)).filter((one) => actor.can('appeal.read', targetOf(one)))
  const open = rows.filter(({ row }) => row.state === 'open').length
  return { appeals: rows.map(present), open, ended: rows.length - open }
}

/** What an act on an appeal is aimed at; null when there is none. */
export async function appealTarget(ctx: Ctx, appealId: string): Promise<Target | null> {
  const [found] = await selectCases(ctx, eq(appeal.id, appealId))
  return found ? targetOf(found) : null
}

/** An appeal with all that was said in it, and the evidence. @throws 404 */
export async function readAppeal(ctx: Ctx, appealId: string): Promise<AppealView> {
  const actor = actorOf(ctx)
  const [found] = await selectCases(ctx, eq(appeal.id, appealId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const { row } = found
  const [words, attempts, [line]] = await Promise.all([
    ctx.db
      .select({ id: appealWord.id, person: personFields, side: appealWord.side, words: appealWord.words, saidAt: appealWord.saidAt })
      .from(appealWord)
      .innerJoin(person, eq(person.id, appealWord.personId))
      .where(eq(appealWord.appealId, appealId))
      .orderBy(asc(appealWord.saidAt), asc(appealWord.id)),
    row.itemId === null
      ? []
      : ctx.db
          .select({ id: attempt.id, number: attempt.number, submittedAt: attempt.submittedAt })
          .from(attempt)
          .where(and(eq(attempt.itemId, row.itemId), eq(attempt.personId, row.personId), isNotNull(attempt.submittedAt)))
          .orderBy(asc(attempt.number)),
    ctx.db
      .select({ final: recordLine.final })
      .from(recordLine)
      .where(and(eq(recordLine.personId, row.personId), eq(recordLine.offeringId, row.offeringId))),
  ])
  const target = targetOf(found)
  const teaches = actor.facts.teaches.includes(row.offeringId)
  const judges = row.state === 'open' && actor.can('appeal.answer', target)
  return {
    ...present(found),
    reason: row.reason,
    answer: row.answer,
    answeredBy: found.judge,
    words: words.map((one) => ({ ...one, saidAt: one.saidAt.toISOString() })),
    attempts: attempts.map((one) => ({ ...one, submittedAt: one.submittedAt?.toISOString() ?? null })),
    final: line?.final ?? false,
    own: row.personId === actor.personId,
    maySpeak: row.state === 'open' && actor.can('appeal.word', target),
    mayAnswer: judges && !teaches,
    partial: judges && teaches,
  }
}
