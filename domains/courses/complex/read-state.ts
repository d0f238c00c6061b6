import { and, asc, desc, eq, inArray, like } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { together } from '../../../foundation/server/database/together.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { offering, ruleDay } from '../../programmes/index.ts'
import { readSyllabusGaps } from '../syllabus/read-syllabus.ts'
import { item, itemText, section } from '../tables.ts'
import { complexWhole } from './rules.ts'
import { guessPart, partOfBlock, type ItemPart, type PartGap, type PartHours } from './shared/parts.ts'
import type { Version } from './show-version.ts'
import { complex, complexExcuse, complexVersion, itemPart } from './tables.ts'

/** Hours of the plan that decide which parts are demanded. */
export const partHours = (row: typeof offering.$inferSelect): PartHours => ({
  lecture: row.lectureHours,
  practical: row.practicalHours,
  laboratory: row.laboratoryHours,
  seminar: row.seminarHours,
})

/** The shown items of an offering with their parts. */
export async function readParts(db: ReadDb | Tx, offeringId: string, hours: PartHours) {
  const rows = await db
    .select({ item, own: itemPart })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .leftJoin(itemPart, eq(itemPart.itemId, item.id))
    .where(and(eq(item.offeringId, offeringId), eq(item.hidden, false), eq(section.hidden, false)))
    .orderBy(asc(section.position), asc(section.id), asc(item.position), asc(item.id))
  return rows
    .filter((row) => row.item.kind !== 'heading')
    .map((row) => ({
      item: row.item,
      part: (row.own?.part as ItemPart | undefined) ?? guessPart(row.item.kind, hours),
      guessed: !row.own?.part,
      own: row.own,
    }))
}

/** What the live content lacks by the rule of today (R3.4a), excused or not. @throws 404 */
export async function readGaps(db: ReadDb | Tx, offeringId: string): Promise<{ gaps: PartGap[]; syllabusGaps: number }> {
  const [found] = await db.select().from(offering).where(eq(offering.id, offeringId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const hours = partHours(found)
  const { content, gaps } = await readSyllabusGaps(db, offeringId)
  const items = await readParts(db, offeringId, hours)
  const missing = complexWhole.findings(
    {
      hours,
      items: [...items.map((one) => ({ kind: one.item.kind, part: one.part })), ...(await readBlockParts(db, offeringId, hours))],
      syllabusGaps: gaps.length,
      gradingPolicy: Object.values(content.gradingPolicy).some((one) => one?.trim()),
      furtherSources: content.sources.filter(({ kind }) => kind !== 'main').length,
    },
    ruleDay(),
  )
  return { gaps: missing, syllabusGaps: gaps.length }
}

/** What the blocks in the texts of shown items are besides the items themselves: a lesson with a self-check holds a test. */
async function readBlockParts(db: ReadDb | Tx, offeringId: string, hours: PartHours): Promise<{ kind: string; part: ItemPart }[]> {
  const rows = await db
    .select({ html: itemText.html })
    .from(itemText)
    .innerJoin(item, eq(item.id, itemText.itemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(and(eq(item.offeringId, offeringId), eq(item.hidden, false), eq(section.hidden, false), like(itemText.html, '%data-block=%')))
  const found = new Set(rows.flatMap(({ html }) => [...html.matchAll(/<figure[^>]* data-block="([a-z-]+)"/g)].map((match) => match[1] ?? '')))
  return [...found].flatMap((kind) => {
    const part = partOfBlock(kind, hours)
    return part ? [{ kind, part }] : []
  })
}

/** Parts that the council excused. */
export async function readExcused(db: ReadDb | Tx, offeringId: string): Promise<Set<string>> {
  const rows = await db.select({ part: complexExcuse.part }).from(complexExcuse).where(eq(complexExcuse.offeringId, offeringId))
  return new Set(rows.map(({ part }) => part))
}

/** The version that students see instead of the live content; null: they see the live one. One statement. */
export async function publishedVersion(ctx: Ctx, offeringId: string): Promise<typeof complexVersion.$inferSelect | null> {
  const [found] = await ctx.db
    .select({ version: complexVersion })
    .from(complex)
    .innerJoin(complexVersion, eq(complexVersion.id, complex.publishedVersion))
    .where(eq(complex.offeringId, offeringId))
  return found?.version ?? null
}

type Outlined = Pick<Version, 'outline'> & { number: number; publishedAt: Date | null }

/** The outline of the version that students see, without its texts; null: they see the live one. */
export async function publishedOutline(ctx: Ctx, offeringId: string): Promise<Outlined | null> {
  return (await publishedOutlines(ctx.db, offeringId)) ?? null
}

const publishedOutlines = together(async (db, offeringIds: string[]) => {
  const rows = await db
    .select({
      offeringId: complex.offeringId,
      outline: complexVersion.outline,
      number: complexVersion.number,
      publishedAt: complexVersion.publishedAt,
    })
    .from(complex)
    .innerJoin(complexVersion, eq(complexVersion.id, complex.publishedVersion))
    .where(inArray(complex.offeringId, offeringIds))
  return new Map(rows.map((row) => [row.offeringId, row]))
})

/** The version approved last; null before the first approval. */
export async function lastApproved(db: ReadDb | Tx, offeringId: string): Promise<typeof complexVersion.$inferSelect | null> {
  const [found] = await db
    .select()
    .from(complexVersion)
    .where(eq(complexVersion.offeringId, offeringId))
    .orderBy(desc(complexVersion.number))
    .limit(1)
  return found ?? null
}
