import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { ReadDb } from '../../foundation/server/database/database.ts'
import { together } from '../../foundation/server/database/together.ts'
import { complex, complexVersion } from './complex/tables.ts'
import { item, itemText, section } from './tables.ts'

/** An item that students see, and since when it is there and as it is. */
export interface Material {
  itemId: string
  kind: string
  /** When students could see it first: made, opened, or come with a published version. */
  appearedAt: Date
  /** When the text that students see became so; null without a text. */
  changedAt: Date | null
}

/** What students see of an offering (not hidden, and in the published version where there is one). Shared by who asks at once. */
export async function readMaterial(db: ReadDb, offeringId: string): Promise<Material[]> {
  return (await materials(db, offeringId)) ?? []
}

const materials = together(async (db, offeringIds: string[]) => {
  const [rows, versions] = await Promise.all([
    db
      .select({
        offeringId: item.offeringId,
        itemId: item.id,
        kind: item.kind,
        createdAt: item.createdAt,
        opensAt: item.opensAt,
        changedAt: sql<Date | null>`max(${itemText.changedAt})`.mapWith(item.changedAt),
      })
      .from(item)
      .innerJoin(section, eq(section.id, item.sectionId))
      .leftJoin(itemText, eq(itemText.itemId, item.id))
      .where(and(inArray(item.offeringId, offeringIds), eq(item.hidden, false), eq(section.hidden, false)))
      .groupBy(item.id),
    readVersions(db, offeringIds),
  ])
  const seen = new Map(offeringIds.map((id): [string, Material[]] => [id, []]))
  for (const row of rows) {
    const version = versions.get(row.offeringId)
    if (version && !version.items.has(row.itemId)) continue
    const made = version ? throughVersion(row.createdAt, version) : row.createdAt
    seen.get(row.offeringId)?.push({
      itemId: row.itemId,
      kind: row.kind,
      appearedAt: row.opensAt && row.opensAt > made ? row.opensAt : made,
      // a change after the version stands in the draft alone: for students there is none
      changedAt: row.changedAt && version ? (row.changedAt > version.at ? null : throughVersion(row.changedAt, version)) : row.changedAt,
    })
  }
  return seen
})

interface Shown {
  items: Set<string>
  at: Date
  /** Approval of the version before; null for the first one: students saw the live content until then. */
  before: Date | null
}

/** When a change that was made at a moment reached students: with the version that holds it, if it was made after the one before. */
function throughVersion(moment: Date, version: Shown): Date {
  return version.before && moment > version.before ? version.at : moment
}

async function readVersions(db: ReadDb, offeringIds: string[]): Promise<Map<string, Shown>> {
  const rows = await db
    .select({
      offeringId: complexVersion.offeringId,
      published: sql<boolean>`${complexVersion.id} = ${complex.publishedVersion}`,
      at: complexVersion.createdAt,
      items: sql<string[] | null>`CASE WHEN ${complexVersion.id} = ${complex.publishedVersion}
        THEN (SELECT array_agg(one->>'id') FROM jsonb_array_elements(${complexVersion.outline}) AS part, jsonb_array_elements(part->'items') AS one) END`,
    })
    .from(complex)
    .innerJoin(complexVersion, eq(complexVersion.offeringId, complex.offeringId))
    .where(and(inArray(complex.offeringId, offeringIds), sql`${complex.publishedVersion} IS NOT NULL`))
    .orderBy(desc(complexVersion.number))
  const shown = new Map<string, Shown>()
  for (const row of rows) {
    const known = shown.get(row.offeringId)
    if (row.published) shown.set(row.offeringId, { items: new Set(row.items ?? []), at: row.at, before: null })
    else if (known && !known.before) known.before = row.at
  }
  return shown
}
