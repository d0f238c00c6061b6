import { sql, type SQL } from 'drizzle-orm'

/** `(a, b, c)` for `IN`, each bound. The list must not be empty. */
export function idList(ids: string[]): SQL {
  return sql`(${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )})`
}
