import { inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { account, createAccounts, type NewAccount } from '../../../foundation/server/sessions/index.ts'
import { loginOf } from '../login-of.ts'
import type { PlannedRow } from './plan-import.ts'

/**
 * Makes accounts for those of a file who have none. They get no password here: who has an e-mail asks for one by recovery,
 * the others get a temporary one from the registrar (20 000 password hashes would take longer than the import).
 * @returns how many were made
 */
export async function makeImportedAccounts(ctx: Ctx, tx: Tx, rows: readonly PlannedRow[]): Promise<number> {
  const ids = [...new Set(rows.map((row) => row.personId))]
  const holding = new Set<string>()
  for (let start = 0; start < ids.length; start += 5000) {
    for (const row of await tx
      .select({ personId: account.personId })
      .from(account)
      .where(inArray(account.personId, ids.slice(start, start + 5000))))
      holding.add(row.personId)
  }
  const there = await tx.select({ login: account.username, email: account.email }).from(account)
  const logins = new Set(there.map((row) => row.login))
  const emails = new Set(there.flatMap((row) => (row.email ? [row.email.toLowerCase()] : [])))
  const made: NewAccount[] = []
  for (const row of rows) {
    if (holding.has(row.personId)) continue
    holding.add(row.personId)
    const base = loginOf(row.person)
    let login = base
    for (let number = 2; logins.has(login); number++) login = `${base}${number}`
    logins.add(login)
    const email = row.person.email && !emails.has(row.person.email) ? row.person.email : null
    if (email) emails.add(email)
    made.push({ personId: row.personId, login, email })
  }
  await createAccounts(ctx, tx, made)
  return made.length
}
