import { and, eq, notInArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offering } from '../../programmes/index.ts'
import { syllabusSaved } from '../events.ts'
import { item } from '../tables.ts'
import { readSyllabusGaps } from './read-syllabus.ts'
import type { SyllabusContent, SyllabusFinding } from './shared/syllabus.ts'
import { itemTopic, syllabus } from './tables.ts'

/**
 * Keeps the syllabus of an offering. Gaps do not refuse it: a draft is kept, and the gaps are told with the answer.
 * @param began the version that was read
 * @throws 409 `courses.syllabus-changed` when somebody saved in between, 422 for ids that stand twice or lead nowhere
 */
export async function saveSyllabus(
  ctx: Ctx,
  offeringId: string,
  began: number,
  content: SyllabusContent,
): Promise<{ version: number; findings: SyllabusFinding[] }> {
  refuseBrokenIds(content)
  const version = await change(ctx, (tx) => keepSyllabus(ctx, tx, offeringId, began, content))
  return { version, findings: (await readSyllabusGaps(ctx.db, offeringId)).gaps }
}

const source = alias(offering, 'source')
const own = alias(offering, 'own')

/** Takes over the syllabus of another offering of the same discipline; ties of items to topics stay behind. @throws 404, 409 as `saveSyllabus` */
export async function copySyllabus(
  ctx: Ctx,
  offeringId: string,
  fromOfferingId: string,
  began: number,
): Promise<{ version: number; findings: SyllabusFinding[] }> {
  const [from] = await ctx.db
    .select({ content: syllabus.content })
    .from(syllabus)
    .innerJoin(source, eq(source.id, syllabus.offeringId))
    .innerJoin(own, and(eq(own.id, offeringId), eq(own.disciplineId, source.disciplineId)))
    .where(eq(syllabus.offeringId, fromOfferingId))
  if (!from) throw problem('foundation.not-found', { status: 404 })
  const version = await change(ctx, (tx) => keepSyllabus(ctx, tx, offeringId, began, from.content, fromOfferingId))
  return { version, findings: (await readSyllabusGaps(ctx.db, offeringId)).gaps }
}

async function keepSyllabus(ctx: Ctx, tx: Tx, offeringId: string, began: number, content: SyllabusContent, copiedFrom?: string): Promise<number> {
  const [had] = await tx.select({ version: syllabus.version }).from(syllabus).where(eq(syllabus.offeringId, offeringId)).for('update')
  if ((had?.version ?? 0) !== began) throw problem('courses.syllabus-changed', { status: 409, facts: { version: had?.version ?? 0 } })
  const values = { version: began + 1, content, changedBy: actorOf(ctx).personId, changedAt: new Date() }
  // Two first savings at once meet at the primary key: the second is told as if it had come later.
  const written = had
    ? await tx.update(syllabus).set(values).where(eq(syllabus.offeringId, offeringId)).returning({ version: syllabus.version })
    : await tx
        .insert(syllabus)
        .values({ offeringId, ...values })
        .onConflictDoNothing()
        .returning({ version: syllabus.version })
  if (written.length === 0) throw problem('courses.syllabus-changed', { status: 409, facts: { version: 1 } })
  const topics = content.topics.map(({ id }) => id)
  await tx.delete(itemTopic).where(and(eq(itemTopic.offeringId, offeringId), notInArray(itemTopic.topicId, topics.length > 0 ? topics : [''])))
  await record(ctx, tx, {
    verb: 'syllabus.saved',
    object: { type: 'offering', id: offeringId },
    offering: offeringId,
    result: { version: values.version, topics: topics.length, controls: content.controls.length, ...(copiedFrom ? { copiedFrom } : {}) },
  })
  await emit(ctx, tx, syllabusSaved, { offeringId, personId: values.changedBy, version: values.version })
  return values.version
}

/** Ids inside the document are unique in their list, and topics name outcomes that are there. */
function refuseBrokenIds(content: SyllabusContent): void {
  const outcomes = content.outcomes.map(({ id }) => id)
  const lists = [outcomes, content.topics.map(({ id }) => id), content.controls.map(({ id }) => id), content.sources.map(({ id }) => id)]
  const twice = lists.some((ids) => new Set(ids).size !== ids.length)
  const nowhere = content.topics.some((topic) => topic.outcomes.some((id) => !outcomes.includes(id)))
  if (twice || nowhere) throw problem('courses.syllabus-broken', { status: 422 })
}

/** Ties an item of the course to topics of the syllabus; the former ties go. @throws 404, 422 for a topic that is not there */
export async function tieItem(ctx: Ctx, itemId: string, topicIds: string[]): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select({ offeringId: item.offeringId }).from(item).where(eq(item.id, itemId))
    if (!found) throw problem('foundation.not-found', { status: 404 })
    const [kept] = await tx.select().from(syllabus).where(eq(syllabus.offeringId, found.offeringId)).for('share')
    const known = new Set(kept?.content.topics.map(({ id }) => id))
    const wanted = [...new Set(topicIds)]
    if (wanted.some((id) => !known.has(id))) throw problem('courses.no-such-topic', { status: 422 })
    await tx.delete(itemTopic).where(eq(itemTopic.itemId, itemId))
    if (wanted.length > 0) await tx.insert(itemTopic).values(wanted.map((topicId) => ({ itemId, offeringId: found.offeringId, topicId })))
    await record(ctx, tx, {
      verb: 'item.topics-set',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      result: { topics: wanted.length },
    })
  })
}
