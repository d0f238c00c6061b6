import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { together } from '../../foundation/server/database/together.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import type { Target } from '../../foundation/server/permissions/actor.ts'
import { item } from '../courses/index.ts'
import { findItem, iso, isoOrNull } from '../learning/index.ts'
import { offeringTarget } from '../programmes/index.ts'
import { feedbackAt, mark, rightAnswer, toPaper } from './bank/ask.ts'
import type { QuestionKind } from './bank/shared/question.ts'
import type { QuestionAnswer } from './bank/shared/paper.ts'
import { wholeOf } from './mark-answer.ts'
import { byPerson } from './marking/by-person.ts'
import { toMarkOf } from './marking/to-mark.ts'
import { markName, marksOf, standingMark, type AnswerMark } from './marking/latest-marks.ts'
import { leadPictures, picturesOf } from './paper-files.ts'
import { provesSeb, sebWaived, type SebProof } from './sitting/seb/proof.ts'
import { portalOrigin, type Place } from './sitting/seb/settings.ts'
import { moreMinutesOf, sittingOf, type Sitting } from './sitting/read-sitting.ts'
import { sealPaper } from './sitting/seal-paper.ts'
import { stateAt, timesOf } from './sitting/shared/sitting-times.ts'
import type { PaperQuestionView, PaperView, ResultView, TestEditView, TestView } from './contract.ts'
import { answer, attempt, bankQuestion, draw, question, test, type PaperQuestion } from './tables.ts'

/** What an act on an attempt is aimed at: its student, in its offering. */
export async function attemptTarget(ctx: Ctx, attemptId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ personId: attempt.personId, offeringId: attempt.offeringId }).from(attempt).where(eq(attempt.id, attemptId))
  if (!found) return null
  const target = await offeringTarget(ctx, found.offeringId)
  return target ? { ...target, personId: found.personId } : null
}

/** The same for the writing of answers, for all that are written at one moment together: it is asked at every answer. */
export async function attemptOwner(ctx: Ctx, attemptId: string): Promise<Target | null> {
  return (await owners(ctx.db, attemptId)) ?? null
}

const owners = together(async (db, ids: string[]) => {
  const rows = await db
    .select({ id: attempt.id, personId: attempt.personId, offeringId: attempt.offeringId })
    .from(attempt)
    .where(inArray(attempt.id, ids))
  return new Map(rows.map(({ id, ...target }) => [id, target]))
})

const line = (row: typeof attempt.$inferSelect) => ({
  id: row.id,
  number: row.number,
  startedAt: iso(row.startedAt),
  endsAt: isoOrNull(row.endsAt),
  submittedAt: isoOrNull(row.submittedAt),
  points: row.points,
})

/** A test with the reader's own attempts. @throws 404 */
export async function readTest(ctx: Ctx, itemId: string, proof: SebProof | null): Promise<TestView> {
  const { personId } = actorOf(ctx)
  const [found, sitting, more = 0, [rules], [asked], [drawn], own] = await Promise.all([
    findItem(ctx, itemId),
    sittingOf(ctx.db, itemId),
    moreMinutesOf(ctx.db, { itemId, personId }),
    ctx.db.select().from(test).where(eq(test.itemId, itemId)),
    ctx.db.select({ count: count() }).from(question).where(eq(question.itemId, itemId)),
    ctx.db
      .select({ count: sql<number>`coalesce(sum(${draw.count}), 0)::int` })
      .from(draw)
      .where(eq(draw.itemId, itemId)),
    ctx.db
      .select()
      .from(attempt)
      .where(and(eq(attempt.itemId, itemId), eq(attempt.personId, personId)))
      .orderBy(asc(attempt.number)),
  ])
  if (!found || !rules) throw problem('foundation.not-found', { status: 404 })
  const teaches = ctx.actor?.can('test.edit', { offeringId: found.offeringId }) ?? false
  const reviews = ctx.actor?.can('complex.review', { offeringId: found.offeringId }) ?? false
  if (((found.hidden || found.sectionHidden) && !teaches) || (found.draftOnly && !teaches && !reviews))
    throw problem('foundation.not-found', { status: 404 })
  const running = own.some((one) => !one.submittedAt)
  const now = new Date()
  const times = sitting && rules.minutes ? timesOf(sitting, rules.minutes, more) : null
  const state = times ? stateAt(times, now.getTime()) : null
  const over = !times && found.dueAt !== null && found.dueAt < now
  const marks = own.flatMap((one) => one.points ?? [])
  const questions = (asked?.count ?? 0) + (drawn?.count ?? 0)
  return {
    itemId,
    offeringId: found.offeringId,
    title: found.title,
    dueAt: isoOrNull(found.dueAt),
    points: rules.points,
    passPercent: rules.passPercent,
    attempts: rules.attempts,
    minutes: rules.minutes,
    showAnswers: rules.showAnswers as TestView['showAnswers'],
    questions,
    own: own.map(line),
    best: marks.length > 0 ? Math.max(...marks) : null,
    toMark: ctx.actor?.can('attempt.mark', { offeringId: found.offeringId }) ? await toMarkOf(ctx, itemId) : null,
    closed: running
      ? null
      : questions === 0
        ? 'empty'
        : own.length >= rules.attempts
          ? 'attempts'
          : over
            ? 'deadline'
            : state === 'early' || state === 'late' || state === 'over'
              ? state
              : null,
    sitting:
      sitting && times
        ? {
            now: now.toISOString(),
            roomOpensAt: new Date(times.roomOpensAt).toISOString(),
            startsAt: new Date(times.startsAt).toISOString(),
            lateUntil: new Date(times.lateUntil).toISOString(),
            endsAt: new Date(times.endsAt).toISOString(),
            needsCode: sitting.code !== null,
            oneDevice: sitting.oneDevice,
            seb: await sebOf(ctx, sitting, { itemId, offeringId: found.offeringId, personId }, proof),
          }
        : null,
  }
}

async function sebOf(ctx: Ctx, own: Sitting, who: Place & { personId: string }, proof: SebProof | null) {
  if (!own.seb || (await sebWaived(ctx.db, { itemId: who.itemId, personId: who.personId }))) return null
  const file = `${portalOrigin(ctx)}/api/items/${who.itemId}/exam.seb`
  return { inside: provesSeb(ctx, own, who, proof), link: file.replace(/^http/, 'seb') }
}

/** What a student sees of a question; pictures of the bank are led to where this attempt may fetch them. */
function lead<View>(view: View, one: PaperQuestion, of: { id: string; offeringId: string }): View {
  return one.bankVersion === undefined ? view : leadPictures(view, { attemptId: of.id, offeringId: of.offeringId })
}

/** A question without anything that tells the right answer. Every field is named: nothing slips through. */
export function blind(one: PaperQuestion): PaperQuestionView {
  if (one.asked) {
    const paper = toPaper(one.asked.content, one.asked.seed)
    return { id: one.questionId, kind: one.kind, prompt: paper.prompt, html: true, paper, choices: [], unit: null, points: one.points }
  }
  return {
    id: one.questionId,
    kind: one.kind,
    prompt: one.prompt,
    html: one.html,
    paper: null,
    choices: one.choices.map((choice) => ({ id: choice.id, text: choice.text })),
    unit: one.unit,
    points: one.points,
  }
}

/** The paper of an attempt with what is saved of it. */
export async function readPaper(ctx: Ctx, attemptId: string): Promise<PaperView> {
  const [[found], saved] = await Promise.all([
    ctx.db.select().from(attempt).where(eq(attempt.id, attemptId)),
    ctx.db.select().from(answer).where(eq(answer.attemptId, attemptId)),
  ])
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return showPaper(ctx, found, saved)
}

type Shown = Pick<typeof attempt.$inferSelect, 'id' | 'itemId' | 'offeringId' | 'number' | 'startedAt' | 'endsAt' | 'submittedAt' | 'paper'>

/**
 * What a student gets of an attempt: its questions without their keys, and the answers that are kept. Before an exam's start
 * the questions come sealed, with their pictures.
 */
export async function showPaper(ctx: Ctx, found: Shown, saved: readonly (typeof answer.$inferSelect)[]): Promise<PaperView> {
  const now = new Date()
  const sitting = await sittingOf(ctx.db, found.itemId)
  const questions = found.paper.map((one) => lead(blind(one), one, found))
  const early = sitting && found.startedAt > now
  return {
    attemptId: found.id,
    itemId: found.itemId,
    offeringId: found.offeringId,
    number: found.number,
    startedAt: iso(found.startedAt),
    endsAt: isoOrNull(found.endsAt),
    now: now.toISOString(),
    submittedAt: isoOrNull(found.submittedAt),
    sealed: early ? sealPaper({ questions, pictures: await picturesOf(ctx, found.paper) }, sitting.secret, found.id) : null,
    watched: sitting !== undefined,
    questions: early ? [] : questions,
    answers: saved.map((row) => ({ questionId: row.questionId, value: row.value, sequence: row.sequence, savedAt: iso(row.savedAt) })),
  }
}

/**
 * Whether right answers may be seen by the student, and from when if later. Nobody sees those of an exam while others may still
 * be writing it.
 */
export function answersShown(
  policy: string,
  { dueAt, examOverAt }: { dueAt: Date | null; examOverAt: Date | null },
  now: Date,
): { shown: boolean; from: Date | null } {
  if (policy === 'never' || (policy !== 'after_attempt' && !dueAt)) return { shown: false, from: null }
  const waits = [policy === 'after_attempt' ? null : dueAt, examOverAt].flatMap((one) => one ?? [])
  const last = waits.toSorted((a, b) => b.getTime() - a.getTime())[0]
  return last ? { shown: now > last, from: last } : { shown: true, from: null }
}

/** When the last paper of an exam can be handed in, with more time and grace; null for a test without a common time. */
async function examOverAt(ctx: Ctx, itemId: string): Promise<Date | null> {
  if (!(await sittingOf(ctx.db, itemId))) return null
  const { rows } = await ctx.db.execute<{ last: string | null }>(sql`
    SELECT max(coalesce(ends_at, now()) + grace_seconds * interval '1 second') AS last FROM exams.attempt WHERE item_id = ${itemId}`)
  return rows[0]?.last ? new Date(rows[0].last) : null
}

/** The result of an attempt: points at once, right answers as the policy says; teachers always see them. @throws 404, 409 while it runs */
export async function readResult(ctx: Ctx, attemptId: string): Promise<ResultView> {
  const [found, saved = []] = await Promise.all([attemptWithRules(ctx.db, attemptId), answersOf(ctx.db, attemptId)])
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const { attempt: own, test: rules } = found
  if (!own.submittedAt) throw problem('exams.attempt-running', { status: 409 })
  const policy =
    own.personId === actorOf(ctx).personId
      ? answersShown(rules.showAnswers, { dueAt: found.dueAt, examOverAt: await examOverAt(ctx, own.itemId) }, new Date())
      : { shown: true, from: null }
  const byQuestion = new Map(saved.map((row) => [row.questionId, row]))
  const marks = own.paper.some(byPerson) ? await marksOf(ctx.db, [attemptId]) : new Map<string, AnswerMark[]>()
  const commentOn = ({ sequence, questionId }: { sequence: number; questionId: string }): string | null =>
    standingMark(marks.get(markName({ attemptId, questionId })), sequence)?.comment ?? null
  return {
    attemptId,
    itemId: own.itemId,
    number: own.number,
    submittedAt: iso(own.submittedAt),
    points: own.points,
    waiting: saved.filter(({ points }) => points === null).length,
    soFar: wholeOf(
      own.paper,
      saved.map(({ points }) => points),
      rules.points,
    ),
    maxPoints: rules.points,
    passPercent: rules.passPercent,
    shownFrom: isoOrNull(policy.from),
    questions: policy.shown
      ? own.paper.map((one) => {
          const row = byQuestion.get(one.questionId)
          const view = {
            ...blind(one),
            given: row?.value ?? null,
            earned: row ? row.points : 0,
            comment: row ? commentOn(row) : null,
            right: one.choices.filter((choice) => choice.right).map((choice) => choice.id),
            answer: one.answer,
            tolerance: one.tolerance,
            feedback: one.feedback,
            ...saidOf(one, row?.value.answer ?? null),
          }
          return lead(view, one, own)
        })
      : null,
  }
}

function saidOf({ asked }: PaperQuestion, given: QuestionAnswer | null): { rightAnswer: QuestionAnswer | null; remarks: Localized[] } {
  if (!asked) return { rightAnswer: null, remarks: [] }
  const remarks = mark(asked.content, asked.seed, given).feedbackKeys.map((key) => feedbackAt(asked.content, key))
  return { rightAnswer: rightAnswer(asked.content, asked.seed), remarks: remarks.filter((text) => Object.values(text).some(Boolean)) }
}

const attemptWithRules = together(async (db, ids: string[]) => {
  const rows = await db
    .select({ attempt, test, dueAt: item.dueAt })
    .from(attempt)
    .innerJoin(test, eq(test.itemId, attempt.itemId))
    .innerJoin(item, eq(item.id, attempt.itemId))
    .where(inArray(attempt.id, ids))
  return new Map(rows.map((row) => [row.attempt.id, row]))
})

const answersOf = together(async (db, ids: string[]) => {
  const found = new Map<string, (typeof answer.$inferSelect)[]>(ids.map((id) => [id, []]))
  for (const row of await db.select().from(answer).where(inArray(answer.attemptId, ids))) found.get(row.attemptId)?.push(row)
  return found
})

/** A test as its teacher edits it, right answers and all. @throws 404 */
export async function readTestForEdit(ctx: Ctx, itemId: string): Promise<TestEditView> {
  const [found, [rules], questions, draws, newest, [made]] = await Promise.all([
    findItem(ctx, itemId),
    ctx.db.select().from(test).where(eq(test.itemId, itemId)),
    ctx.db.select().from(question).where(eq(question.itemId, itemId)).orderBy(asc(question.position)),
    ctx.db.select().from(draw).where(eq(draw.itemId, itemId)).orderBy(asc(draw.position)),
    ctx.db
      .select({ id: bankQuestion.id, version: bankQuestion.version })
      .from(question)
      .innerJoin(bankQuestion, eq(bankQuestion.id, question.bankQuestionId))
      .where(eq(question.itemId, itemId)),
    ctx.db
      .select({ count: sql<number>`count(*)::int` })
      .from(attempt)
      .where(eq(attempt.itemId, itemId)),
  ])
  if (!found || !rules) throw problem('foundation.not-found', { status: 404 })
  return {
    itemId,
    offeringId: found.offeringId,
    title: found.title,
    attemptsMade: made?.count ?? 0,
    points: rules.points,
    passPercent: rules.passPercent,
    attempts: rules.attempts,
    minutes: rules.minutes,
    shuffle: rules.shuffle,
    showAnswers: rules.showAnswers as TestView['showAnswers'],
    questions: questions.map((one) => ({
      id: one.id,
      kind: one.kind as QuestionKind,
      prompt: one.prompt,
      html: one.html,
      choices: one.choices,
      answer: one.answer,
      tolerance: one.tolerance,
      unit: one.unit,
      points: one.points,
      feedback: one.feedback,
      content: one.content,
      bank: one.bankQuestionId && one.bankVersion ? { id: one.bankQuestionId, version: one.bankVersion } : null,
    })),
    draws: draws.map(({ id, topics, difficulties, tags, count: number, points }) => ({ id, topics, difficulties, tags, count: number, points })),
    newest: Object.fromEntries(newest.map(({ id, version }) => [id, version])),
  }
}
