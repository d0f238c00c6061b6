import { sql } from 'drizzle-orm'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { hasText, text } from '../../foundation/server/i18n/texts.ts'
import { localeNamespaces } from './trace-verbs.ts'
import type { OwnTraceView } from './contract.ts'
import { iso } from './instants.ts'

interface Row extends Record<string, unknown> {
  id: string
  at: string
  verb: string
  object_type: string
  object_id: string
  offering: string | null
  name: Localized | null
  title: Localized | null
  result: Record<string, unknown> | null
}

/** A person's own acts, newest first (R1.3c): what the portal has noted of them, page by page. */
export async function readOwnTrace(ctx: Ctx, page: { before?: string | undefined; limit: number }): Promise<OwnTraceView> {
  const { personId } = actorOf(ctx)
  const result = await ctx.db.execute<Row>(sql`
    SELECT statement.id, statement.at, statement.verb, statement.object_type, statement.object_id, statement.offering, statement.result,
      discipline.name, item.title
    FROM trace.statement
    LEFT JOIN programmes.offering ON offering.id = statement.offering
    LEFT JOIN programmes.discipline ON discipline.id = offering.discipline_id
    LEFT JOIN courses.item ON statement.object_type = 'item' AND item.id::text = statement.object_id
    WHERE statement.actor = ${personId}
      ${page.before ? sql`AND (statement.at, statement.id) < (SELECT at, id FROM trace.statement WHERE id = ${page.before})` : sql``}
    ORDER BY statement.at DESC, statement.id DESC LIMIT ${page.limit + 1}`)
  const acts = result.rows.slice(0, page.limit)
  return {
    acts: acts.map((row) => ({
      id: row.id,
      at: iso(row.at),
      verb: row.verb,
      text: verbText(ctx, row.verb),
      offering: row.offering && row.name ? { id: row.offering, name: row.name } : null,
      object: { type: row.object_type, id: row.object_id, title: row.title },
      result: row.result,
    })),
    next: result.rows.length > page.limit ? (acts.at(-1)?.id ?? null) : null,
  }
}

/** The verb in words, from the texts of the domain that wrote it; the verb itself where none has any. */
function verbText(ctx: Ctx, verb: string): string {
  for (const namespace of localeNamespaces()) {
    const key = `${namespace}:trace.verbs.${verb}`
    if (hasText(ctx.locale, key)) return withCapital(text(ctx.locale, key))
  }
  return verb
}

/** Every domain writes its verbs for the middle of a sentence or for its beginning; here each begins a line. */
function withCapital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
