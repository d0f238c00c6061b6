import { asc, eq, inArray } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import type { offering } from '../../programmes/index.ts'
import { readSyllabusGaps } from '../syllabus/read-syllabus.ts'
import { hourKinds, type Topic } from '../syllabus/shared/syllabus.ts'
import { itemTopic } from '../syllabus/tables.ts'
import { item, itemText } from '../tables.ts'
import { partHours, readParts } from './read-state.ts'
import { measure, type Measures } from './shared/measures.ts'

/** What is measured of the shown content of an offering (R3.4b). */
export async function readMeasures(db: ReadDb | Tx, own: typeof offering.$inferSelect): Promise<Measures> {
  const { content } = await readSyllabusGaps(db, own.id)
  const items = await readParts(db, own.id, partHours(own))
  const ties = await db.select({ itemId: itemTopic.itemId, topicId: itemTopic.topicId }).from(itemTopic).where(eq(itemTopic.offeringId, own.id))
  const texts = await readTexts(db, own)
  return measure(
    items.map(({ item: one }) => ({ id: one.id, kind: one.kind, html: texts.get(one.id)?.html ?? '', plain: texts.get(one.id)?.plain ?? '' })),
    {
      topics: content.topics.map((one) => ({ id: one.id, hours: hoursOf(one), outcomes: one.outcomes })),
      outcomes: content.outcomes.map(({ id }) => id),
    },
    ties,
  )
}

const hoursOf = (topic: Topic): number => hourKinds.reduce((sum, kind) => sum + topic.hours[kind].live + topic.hours[kind].own, topic.independent)

/** One text an item: in the language of instruction, or any. */
async function readTexts(db: ReadDb | Tx, own: { id: string; language: string }): Promise<Map<string, { html: string; plain: string }>> {
  const rows = await db
    .select({ text: itemText })
    .from(itemText)
    .where(inArray(itemText.itemId, db.select({ id: item.id }).from(item).where(eq(item.offeringId, own.id))))
    .orderBy(asc(itemText.language))
  const found = new Map<string, { html: string; plain: string }>()
  for (const { text } of rows) if (!found.has(text.itemId) || text.language === own.language) found.set(text.itemId, text)
  return found
}
