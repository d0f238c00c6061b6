import { and, desc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { hasText, text } from '../../../foundation/server/i18n/texts.ts'
import { statement } from '../../../foundation/server/trace/tables.ts'
import type { LooksView } from '../contract.ts'
import { person } from '../tables.ts'

const pageSize = 50

/** Who looked at a person's data: who, in which roles, when, at what; the last first (R3.3a). */
export async function readLooks(ctx: Ctx, personId: string, page: number): Promise<LooksView> {
  const where = and(eq(statement.about, personId), eq(statement.verb, 'person.looked-at'))
  const [rows, [count]] = await Promise.all([
    ctx.db
      .select({
        at: statement.at,
        context: statement.context,
        personId: person.id,
        surname: person.surname,
        givenName: person.givenName,
        patronymic: person.patronymic,
      })
      .from(statement)
      .leftJoin(person, eq(person.id, statement.actor))
      .where(where)
      .orderBy(desc(statement.at))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
    ctx.db
      .select({ total: sql<number>`count(*)::int` })
      .from(statement)
      .where(where),
  ])
  const total = count?.total ?? 0
  return {
    total,
    pages: Math.ceil(total / pageSize),
    looks: rows.map((row) => ({
      at: row.at.toISOString(),
      by: row.personId ? { personId: row.personId, surname: row.surname ?? '', givenName: row.givenName ?? '', patronymic: row.patronymic } : null,
      roles: Array.isArray(row.context?.['roles']) ? row.context['roles'].map(String) : [],
      what: whatText(ctx, String(row.context?.['what'] ?? '')),
    })),
  }
}

function whatText(ctx: Ctx, what: string): string {
  const [domain, ...rest] = what.split('.')
  const key = `${domain}:looks.${rest.join('.')}`
  return text(ctx.locale, hasText(ctx.locale, key) ? key : 'people:looks.records')
}
