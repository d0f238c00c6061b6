import { and, desc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { pick } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { registerSearch, type SearchHit } from '../../foundation/server/search/search.ts'
import { discipline, offering } from '../programmes/index.ts'
import { withoutConditions } from './structure/release.ts'
import { item, itemText, section } from './tables.ts'

/** Materials by title and by the words of their texts, in the courses that the reader studies or teaches. */
async function findMaterials(ctx: Ctx, text: string, limit: number): Promise<SearchHit[]> {
  const { enrolled = [], teaches = [] } = ctx.actor?.facts ?? {}
  const courses = [...new Set([...enrolled, ...teaches])]
  if (courses.length === 0) return []
  const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const inTitle = or(...(['ky', 'ru', 'en'] as const).map((language) => sql`lower(${item.title}->>${language}) LIKE ${like}`))
  const inText = sql`EXISTS (SELECT FROM ${itemText} WHERE ${itemText.itemId} = ${item.id} AND lower(${itemText.plain}) LIKE ${like})`
  const shown = and(
    eq(item.hidden, false),
    eq(section.hidden, false),
    or(isNull(item.opensAt), lte(item.opensAt, new Date())),
    eq(item.draftOnly, false),
    withoutConditions,
  )
  const rows = await ctx.db
    .select({ id: item.id, offeringId: item.offeringId, title: item.title, course: discipline.name })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .innerJoin(offering, eq(offering.id, item.offeringId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(
      and(
        inArray(item.offeringId, courses),
        sql`${item.kind} <> 'heading'`,
        or(inTitle, inText),
        teaches.length > 0 ? or(shown, inArray(item.offeringId, teaches)) : shown,
      ),
    )
    .orderBy(desc(sql`coalesce(${inTitle ?? sql`false`}, false)`), item.position)
    .limit(limit)
  return rows.map((row) => ({
    id: row.id,
    title: pick(row.title, ctx.locale),
    note: pick(row.course, ctx.locale),
    to: `/courses/${row.offeringId}/items/${row.id}`,
  }))
}

registerSearch({ kind: 'materials', order: 30, find: findMaterials })
