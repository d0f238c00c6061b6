import { randomBytes } from 'node:crypto'
import { systemContext, type Portal } from '../foundation/server/context.ts'
import { change } from '../foundation/server/database/change.ts'
import { newId } from '../foundation/server/database/ids.ts'
import { createAccounts } from '../foundation/server/sessions/index.ts'
import { sessionsOf } from '../foundation/server/sessions/state.ts'
import { session } from '../foundation/server/sessions/tables.ts'
import { sessionCookie, signValue } from '../foundation/server/sessions/visit.ts'
import { enrol, makePerson } from '../testing/factories.ts'

/** Makes students of an offering with accounts and sessions of a day. @returns their ids and the cookies that sign them in, in one order */
export async function signInStudents(portal: Portal, offeringId: string, count: number): Promise<{ people: string[]; cookies: string[] }> {
  const people: string[] = []
  for (let number = 0; number < count; number++) {
    const personId = await makePerson(portal, 'student')
    await enrol(portal, personId, offeringId)
    people.push(personId)
  }
  return { people, cookies: await signIn(portal, people, 'reader') }
}

/** Accounts and sessions of a day for people who are there already. @returns the cookies that sign them in, in their order */
export async function signIn(portal: Portal, people: string[], login: string): Promise<string[]> {
  const ctx = systemContext(portal, newId())
  const accounts = await change(ctx, (tx) =>
    createAccounts(
      ctx,
      tx,
      people.map((personId, number) => ({ personId, login: `${login}${number}`, passwordHash: 'none' })),
    ),
  )
  const { secret } = sessionsOf(portal)
  const expiresAt = new Date(Date.now() + 86_400_000)
  const rows = accounts.map(({ id }) => ({ id: newId(), userId: id, token: randomBytes(24).toString('base64url'), expiresAt }))
  for (let start = 0; start < rows.length; start += 1000) await portal.database.write.insert(session).values(rows.slice(start, start + 1000))
  return rows.map(({ token }) => `${sessionCookie}=${encodeURIComponent(signValue(token, secret))}`)
}
