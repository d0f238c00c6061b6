import { and, inArray, isNull } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { heldToday } from '../structure/read-structure.ts'
import { staffPost, unit } from '../tables.ts'
import type { ImportFault } from './extension.ts'
import { normalHeading } from './headings.ts'
import type { PlannedRow } from './plan-import.ts'

/** What a row says of a post. */
export interface PlannedPost {
  /** The post it is already, or null for a new one. */
  id: string | null
  unitId: string
  title: Localized
  degree: Localized | null
  rate: string
  startsOn: string | null
  changed: boolean
}

const words = (text: Localized | null) => [text?.ky, text?.ru, text?.en].flatMap((one) => (one ? [normalHeading(one)] : []))

/** Finds the units and posts that staff rows mean, and gives each row its post. Two statements for any number of rows. */
export async function resolvePosts(ctx: Ctx, rows: PlannedRow[]): Promise<ImportFault[]> {
  const faults: ImportFault[] = []
  const units = await ctx.db.select({ id: unit.id, code: unit.code, name: unit.name }).from(unit).where(isNull(unit.closedAt))
  const unitOf = new Map<string, string>()
  for (const one of units) for (const word of [...words(one.name), normalHeading(one.code)]) if (!unitOf.has(word)) unitOf.set(word, one.id)
  const posts: (typeof staffPost.$inferSelect)[] = []
  const ids = [...new Set(rows.filter((row) => row.what !== 'created').map((row) => row.personId))]
  for (let start = 0; start < ids.length; start += 5000) {
    posts.push(
      ...(await ctx.db
        .select()
        .from(staffPost)
        .where(and(inArray(staffPost.personId, ids.slice(start, start + 5000)), heldToday))),
    )
  }
  const ofPerson = Map.groupBy(posts, (post) => post.personId)
  // A title or degree known in three languages is used again, so that the directory stays translated.
  const known = await ctx.db.selectDistinct({ title: staffPost.title, degree: staffPost.degree }).from(staffPost).limit(5000)
  const texts = new Map<string, Localized>()
  for (const { title, degree } of known)
    for (const text of [title, degree]) if (text) for (const word of words(text)) if (!texts.has(word)) texts.set(word, text)
  const asText = (value: string): Localized => texts.get(normalHeading(value)) ?? { [ctx.locale]: value }

  for (const row of rows) {
    const unitId = unitOf.get(normalHeading(row.values['unit'] ?? ''))
    const rate = readRate(row.values['rate'] ?? '')
    if (!unitId && row.values['unit']) faults.push({ row: row.row, field: 'unit', key: 'people:import.faults.no-such-unit' })
    if (rate === null) faults.push({ row: row.row, field: 'rate', key: 'people:import.faults.not-a-rate' })
    if (!unitId || rate === null || !row.values['title']) continue
    const title = normalHeading(row.values['title'])
    const degree = row.values['degree'] ?? ''
    const startsOn = row.values['startsOn'] || null
    const held = ofPerson.get(row.personId)?.find((post) => post.unitId === unitId && words(post.title).includes(title))
    const changed =
      Boolean(held) &&
      ((degree !== '' && !words(held?.degree ?? null).includes(normalHeading(degree))) ||
        (rate !== '' && held?.rate !== rate) ||
        (startsOn !== null && held?.startsOn !== startsOn))
    row.post = {
      id: held?.id ?? null,
      unitId,
      title: held?.title ?? asText(row.values['title']),
      degree: degree ? asText(degree) : (held?.degree ?? null),
      rate: rate || held?.rate || '100',
      startsOn,
      changed,
    }
    if (row.what === 'unchanged' && (!held || changed)) row.what = 'changed'
  }
  return faults
}

/** «1», «0,5», «50 %» → percent as text; '' when the cell is empty, null when it is no rate. */
function readRate(text: string): string | null {
  const plain = text.replace(',', '.').replace('%', '').trim()
  if (!plain) return ''
  const number = Number(plain)
  if (!Number.isFinite(number) || number <= 0) return null
  const percent = number <= 2 && !text.includes('%') ? number * 100 : number
  return percent <= 200 ? String(Math.round(percent)) : null
}
