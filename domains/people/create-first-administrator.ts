import { eq } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { createAccount, type MadeAccount } from '../../foundation/server/sessions/index.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { person, roleGrant } from './tables.ts'

export interface FirstAdministrator {
  surname: string
  givenName: string
  patronymic?: string | null
  login: string
  email: string
  /** Without one a temporary password is made and told once. */
  password?: string
}

/**
 * Makes the first administrator of a production university, inside the change that makes the university.
 * @throws people.administrator-there (409) when there is one
 */
export async function createFirstAdministrator(ctx: Ctx, tx: Tx, given: FirstAdministrator): Promise<MadeAccount> {
  const [there] = await tx.select({ id: roleGrant.id }).from(roleGrant).where(eq(roleGrant.role, 'administrator')).limit(1)
  if (there) throw problem('people.administrator-there', { status: 409 })
  const personId = newId()
  await tx
    .insert(person)
    .values({ id: personId, surname: given.surname, givenName: given.givenName, patronymic: given.patronymic ?? null, email: given.email })
  const grantId = newId()
  await tx.insert(roleGrant).values({ id: grantId, personId, role: 'administrator' })
  await record(
    ctx,
    tx,
    { verb: 'person.created', object: { type: 'person', id: personId }, about: personId },
    { verb: 'role.granted', object: { type: 'role', id: grantId }, about: personId, context: { role: 'administrator' } },
  )
  return createAccount(ctx, tx, {
    personId,
    login: given.login,
    email: given.email,
    ...(given.password ? { password: given.password } : { temporary: true }),
  })
}
