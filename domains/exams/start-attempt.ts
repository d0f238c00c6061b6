import { randomUUID } from 'node:crypto'
import { and, asc, desc, inArray } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { gather } from '../../foundation/server/database/gather.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { together } from '../../foundation/server/database/together.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { openItem } from '../learning/index.ts'
import { drawQuestions } from './bank/draw/draw-questions.ts'
import { contentOf, poolOf } from './bank/draw/read-pool.ts'
import type { PaperView } from './contract.ts'
import { endAttempt } from './jobs.ts'
import { makePaper, type Drawn } from './make-paper.ts'
import { readPaper, showPaper } from './queries.ts'
import { admit, type Comer } from './sitting/admit.ts'
import { moreMinutesOf, sittingOf } from './sitting/read-sitting.ts'
import { requireSeb } from './sitting/seb/proof.ts'
import { attempt, draw, question, test } from './tables.ts'

/**
 * Begins an attempt, or gives back the one that is running (a reload, a second tap). Many who begin at one moment are
 * written in few commits.
 * @throws 409 `exams.closed-attempts|deadline|empty|short`; 403 `exams.seb-needed`
 */
export async function startAttempt(ctx: Ctx, itemId: string, comer: Comer): Promise<PaperView> {
  const { personId } = actorOf(ctx)
  const item = await openItem(ctx, itemId, 'test')
  const [source, had, sitting, more = 0] = await Promise.all([
    sourceOf(ctx.db, itemId),
    ownAttempts(ctx.db, { itemId, personId }),
    sittingOf(ctx.db, itemId),
    moreMinutesOf(ctx.db, { itemId, personId }),
  ])
  if (!source) throw problem('foundation.not-found', { status: 404 })
  const { rules, questions, draws } = source
  if (sitting) await requireSeb(ctx, sitting, { itemId, offeringId: item.offeringId, personId }, comer.seb)
  const running = had?.find((one) => !one.submittedAt)
  if (running) return readPaper(ctx, running.id)
  const now = new Date()
  const times = sitting && rules.minutes ? admit(sitting, rules.minutes, more, comer, now) : null
  if (!times && item.dueAt && now > item.dueAt) throw problem('exams.closed-deadline', { status: 409, clause: 'R4.4a' })
  if (had && had.length >= rules.attempts) throw problem('exams.closed-attempts', { status: 409, params: { count: rules.attempts } })
  if (questions.length === 0 && draws.length === 0) throw problem('exams.closed-empty', { status: 409 })
  const seed = randomUUID()
  const drawn = draws.length > 0 ? await drawFor(ctx, { questions, draws, seed }) : []
  if (!drawn) throw problem('exams.closed-short', { status: 409 })
  const paper = makePaper(questions, drawn, { shuffle: rules.shuffle, seed })
  const made = {
    id: newId(),
    itemId,
    offeringId: item.offeringId,
    personId,
    number: (had?.[0]?.number ?? 0) + 1,
    seed,
    paper,
    asked: paper.map(({ questionId }) => questionId),
    startedAt: times ? new Date(Math.max(times.startsAt, now.getTime())) : now,
    endsAt: times ? new Date(times.endsAt) : rules.minutes ? new Date(now.getTime() + (rules.minutes + more) * 60_000) : null,
    graceSeconds: sitting ? Math.max(10, sitting.graceMinutes * 60) : 10,
  }
  if (await begin(ctx, { made, request: ctx.requestId })) return showPaper(ctx, { ...made, submittedAt: null }, [])
  // another tap of the same person was quicker: theirs is the attempt
  const [newest] = (await ownAttempts(ctx.db, { itemId, personId })) ?? []
  if (!newest) throw problem('foundation.not-found', { status: 404 })
  return readPaper(ctx, newest.id)
}

type Draw = typeof draw.$inferSelect

/** Questions of the bank for one paper, in the order of its draws; null when the bank has too few. */
async function drawFor(
  ctx: Ctx,
  given: { questions: (typeof question.$inferSelect)[]; draws: readonly Draw[]; seed: string },
): Promise<Drawn[] | null> {
  const { draws } = given
  const pools = await Promise.all([...new Set(draws.map(({ disciplineId }) => disciplineId))].map((id) => poolOf(ctx.db, id)))
  const pool = new Map(pools.flatMap((one) => one ?? []).map((one) => [one.id, one]))
  const taken = new Set(given.questions.flatMap(({ bankQuestionId }) => bankQuestionId ?? []))
  const drawn = drawQuestions(draws, [...pool.values()], given.seed, taken)
  if (!drawn) return null
  const asked = draws.flatMap(({ id, points }) => (drawn.get(id) ?? []).map((questionId) => ({ id: questionId, points })))
  return Promise.all(
    asked.map(async ({ id, points }) => {
      const version = pool.get(id)?.version ?? 0
      const content = await contentOf(ctx.db, { id, version })
      if (!content) throw new Error(`version ${version} of question ${id} is not there`)
      return { id, version, points, content }
    }),
  )
}

interface Beginning {
  made: typeof attempt.$inferInsert & { id: string; graceSeconds: number }
  request: string
}

/** Writes attempts that begin; false for one whose number was taken meanwhile. */
const begin = gather(
  async (ctx, all: Beginning[]): Promise<boolean[]> => {
    const written = await change(ctx, async (tx) => {
      const rows = await tx
        .insert(attempt)
        .values(all.map(({ made }) => made))
        .onConflictDoNothing()
        .returning({ id: attempt.id })
      const ids = new Set(rows.map(({ id }) => id))
      const begun = all.filter(({ made }) => ids.has(made.id))
      await record(
        ctx,
        tx,
        ...begun.map(({ made, request }) => ({
          verb: 'test.started',
          object: { type: 'item', id: made.itemId },
          actor: made.personId,
          offering: made.offeringId,
          result: { attempt: made.id, number: made.number },
          request,
        })),
      )
      const ends = begun.flatMap(({ made: { id, endsAt, graceSeconds } }) =>
        endsAt ? [{ data: { attemptId: id }, startAfter: new Date(endsAt.getTime() + graceSeconds * 1000) }] : [],
      )
      await ctx.portal.jobs.enqueueMany(tx, endAttempt, ends)
      return ids
    })
    return all.map(({ made }) => written.has(made.id))
  },
  { most: 100, commits: 2 },
)

/** Rules and questions of a test, once for all who begin it at one moment. */
const sourceOf = together(async (db, ids: string[]) => {
  const [rules, questions, draws] = await Promise.all([
    db.select().from(test).where(inArray(test.itemId, ids)),
    db.select().from(question).where(inArray(question.itemId, ids)).orderBy(asc(question.position)),
    db.select().from(draw).where(inArray(draw.itemId, ids)).orderBy(asc(draw.position)),
  ])
  const of = <Row extends { itemId: string }>(rows: Row[], id: string): Row[] => rows.filter(({ itemId }) => itemId === id)
  return new Map(rules.map((one) => [one.itemId, { rules: one, questions: of(questions, one.itemId), draws: of(draws, one.itemId) }]))
})

interface Own {
  id: string
  number: number
  submittedAt: Date | null
}

/** The attempts of one person at one test, the newest first. */
const ownAttempts = together(
  async (db, keys: { itemId: string; personId: string }[]) => {
    const rows = await db
      .select({ id: attempt.id, itemId: attempt.itemId, personId: attempt.personId, number: attempt.number, submittedAt: attempt.submittedAt })
      .from(attempt)
      .where(
        and(
          inArray(
            attempt.itemId,
            keys.map(({ itemId }) => itemId),
          ),
          inArray(
            attempt.personId,
            keys.map(({ personId }) => personId),
          ),
        ),
      )
      .orderBy(desc(attempt.number))
    const found = new Map<string, Own[]>()
    for (const { itemId, personId, ...own } of rows) {
      const name = nameOf({ itemId, personId })
      found.set(name, [...(found.get(name) ?? []), own])
    }
    return found
  },
  (key) => nameOf(key),
)

const nameOf = ({ itemId, personId }: { itemId: string; personId: string }): string => `${itemId} ${personId}`
