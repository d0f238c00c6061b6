import { asc, ilike, inArray, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { discipline } from '../tables.ts'

/** Disciplines of the catalogue whose code or name in any language holds these words; at most `limit`, by code. */
export async function findDisciplines(ctx: Ctx, words: string, limit = 30) {
  const pattern = `%${words.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
  return ctx.db
    .select()
    .from(discipline)
    .where(
      words.trim()
        ? or(
            ilike(discipline.code, pattern),
            sql`concat_ws(' ', ${discipline.name}->>'ky', ${discipline.name}->>'ru', ${discipline.name}->>'en') ILIKE ${pattern}`,
          )
        : undefined,
    )
    .orderBy(asc(discipline.code))
    .limit(limit)
}

/** Disciplines by their ids. */
export async function readDisciplines(ctx: Ctx, ids: string[]) {
  return ids.length === 0 ? [] : ctx.db.select().from(discipline).where(inArray(discipline.id, ids))
}
