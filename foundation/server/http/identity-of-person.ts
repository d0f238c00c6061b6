import type { Locale } from '../../i18n/localized.ts'
import type { ReadDb } from '../database/database.ts'
import { makeActor, type Facts, type Grant } from '../permissions/actor.ts'
import type { PermissionTable } from '../permissions/define.ts'
import type { Identity } from './identify.ts'

/** What the domains tell of a person: roles, and the facts that scopes stand on. */
export interface PersonSource {
  standing: (db: ReadDb, personId: string) => Promise<{ grants: Grant[]; facts: Facts }>
  /** Whether roles make a second factor mandatory. */
  demandsSecondFactor: (roles: string[]) => boolean
}

export interface SignedIn {
  personId: string
  accountId: string
  sessionId: string
  locale: Locale
  hasSecondFactor: boolean
}

/** From a valid session to the actor with abilities: one query through the domains' `PersonSource`. */
export async function identityOf(db: ReadDb, source: PersonSource, permissions: PermissionTable, signedIn: SignedIn): Promise<Identity> {
  const { grants, facts } = await source.standing(db, signedIn.personId)
  const { hasSecondFactor, ...person } = signedIn
  const actor = makeActor(permissions, { ...person, grants, facts })
  return { actor, needsSecondFactor: !hasSecondFactor && source.demandsSecondFactor(grants.map((grant) => grant.role)) }
}
