import { asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { Problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offering, term } from '../../programmes/index.ts'
import { nextSection } from '../edit-sections.ts'
import { syllabus } from '../syllabus/tables.ts'
import { item, section } from '../tables.ts'
import { lockOrder } from './change-order.ts'
import { copyItems } from './copy-items.ts'
import { courseCopy } from './tables.ts'

/** Does the work of a begun copy: all of it in one transaction, so a failure leaves the course as it was. */
export async function runCopy(ctx: Ctx, { copyId }: { copyId: string }): Promise<void> {
  const [found] = await ctx.db.select().from(courseCopy).where(eq(courseCopy.id, copyId))
  if (!found || found.state === 'done' || found.state === 'failed') return
  try {
    await change(ctx, (tx) => bringCourse(ctx, tx, found))
  } catch (error) {
    const failure = error instanceof Problem ? error.key : 'courses.copy-failed'
    await change(ctx, async (tx) => {
      await tx
        .update(courseCopy)
        .set({ state: 'failed', failure: { key: failure }, finishedAt: new Date() })
        .where(eq(courseCopy.id, copyId))
      await record(ctx, tx, {
        verb: 'course.copy-failed',
        object: { type: 'offering', id: found.offeringId },
        offering: found.offeringId,
        actor: found.byPerson,
        result: { failure },
        context: { copy: copyId },
      })
    })
    if (!(error instanceof Problem)) throw error
  }
}

async function bringCourse(ctx: Ctx, tx: Tx, found: typeof courseCopy.$inferSelect): Promise<void> {
  const { offeringId: to, fromOfferingId: from, byPerson } = found
  await lockOrder(tx, to)
  const first = await nextSection(tx, to)
  const parts = await tx.select().from(section).where(eq(section.offeringId, from)).orderBy(asc(section.position), asc(section.id))
  const sections = new Map(parts.map((part) => [part.id, newId()]))
  const homeOf = (id: string): string => sections.get(id) ?? id
  if (parts.length > 0)
    await tx.insert(section).values(parts.map((part, at) => ({ ...part, id: homeOf(part.id), offeringId: to, position: first + at })))
  const rows = await tx.select().from(item).where(eq(item.offeringId, from)).orderBy(asc(item.position), asc(item.id))
  const topics = await copySyllabus(tx, { from, to, byPerson })
  const shiftDays = await daysBetween(tx, from, to)
  const copies = await copyItems(ctx, tx, {
    from,
    to,
    items: rows,
    placeOf: ({ sectionId, position }) => ({ sectionId: homeOf(sectionId), position }),
    shiftDays,
    hide: false,
    topics,
    whole: true,
    onStep: stepTeller(ctx, found.id, rows.length),
  })
  await tx
    .update(courseCopy)
    .set({ state: 'done', done: rows.length, total: rows.length, failure: null, finishedAt: new Date() })
    .where(eq(courseCopy.id, found.id))
  await record(ctx, tx, {
    verb: 'course.copied',
    object: { type: 'offering', id: to },
    offering: to,
    actor: byPerson,
    result: { sections: parts.length, items: copies.size, shiftDays, syllabus: topics },
    context: { from, copy: found.id },
  })
}

/** Takes the syllabus over where there is none yet. @returns whether the topics hold there now */
async function copySyllabus(tx: Tx, given: { from: string; to: string; byPerson: string }): Promise<boolean> {
  const [source] = await tx.select().from(syllabus).where(eq(syllabus.offeringId, given.from))
  if (!source) return false
  const made = await tx
    .insert(syllabus)
    .values({ offeringId: given.to, version: 1, content: source.content, changedBy: given.byPerson })
    .onConflictDoNothing()
    .returning({ version: syllabus.version })
  return made.length > 0
}

/** Whole days from the beginning of one term to that of the other. */
async function daysBetween(tx: Tx, from: string, to: string): Promise<number> {
  const rows = await tx
    .select({ id: offering.id, startsOn: term.startsOn })
    .from(offering)
    .innerJoin(term, eq(term.id, offering.termId))
    .where(inArray(offering.id, [from, to]))
  const start = (id: string): number => Date.parse(rows.find((row) => row.id === id)?.startsOn ?? '')
  return Math.round((start(to) - start(from)) / 86_400_000) || 0
}

/** Tells the waiting page at most once a second, on a connection of its own beside the long transaction. */
function stepTeller(ctx: Ctx, copyId: string, total: number): () => Promise<void> {
  let done = 0
  let told = 0
  return async () => {
    done++
    if (done > 1 && Date.now() - told < 1000) return
    told = Date.now()
    await change(ctx, async (tx) => {
      await tx.update(courseCopy).set({ state: 'running', done, total }).where(eq(courseCopy.id, copyId))
      // Progress is no act of anybody.
      await record(ctx, tx)
    })
  }
}
