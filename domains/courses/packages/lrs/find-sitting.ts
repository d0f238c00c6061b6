import { eq } from 'drizzle-orm'
import { readCapability } from '../../../../foundation/server/content-origin/capability.ts'
import type { Ctx, Portal } from '../../../../foundation/server/context.ts'
import { person } from '../../../people/index.ts'
import type { PackageRow } from '../find-package.ts'
import type { PackageUnit } from '../shared/package.ts'
import { coursePackage, packageAttempt, packageSession } from '../tables.ts'

/** Everything that a request of a launched part is about. */
export interface FoundSitting {
  row: PackageRow
  unit: PackageUnit
  portal: string
  learner: { id: string; name: string }
  attemptId: string
  sessionId: string
  fetched: boolean
  ended: boolean
}

export async function findSitting(ctx: Ctx, sessionId: string): Promise<FoundSitting | null> {
  const [found] = await ctx.db
    .select({ session: packageSession, attempt: packageAttempt, row: coursePackage, surname: person.surname, givenName: person.givenName })
    .from(packageSession)
    .innerJoin(packageAttempt, eq(packageAttempt.id, packageSession.attemptId))
    .innerJoin(coursePackage, eq(coursePackage.id, packageAttempt.packageId))
    .innerJoin(person, eq(person.id, packageAttempt.personId))
    .where(eq(packageSession.id, sessionId))
  const unit = found?.row.units.find((one) => one.id === found.session.unitId)
  if (!found || !unit) return null
  return {
    row: found.row,
    unit,
    portal: found.session.portal,
    learner: { id: found.attempt.personId, name: `${found.surname}, ${found.givenName}` },
    attemptId: found.attempt.id,
    sessionId,
    fetched: found.session.fetchedAt !== null,
    ended: found.session.endedAt !== null,
  }
}

/** Whether `Authorization` carries the word of this very sitting. */
export function mayWrite(portal: Portal, header: string | undefined, sessionId: string): boolean {
  const given = /^Basic ([A-Za-z0-9+/=_-]+)$/.exec(header ?? '')?.[1]
  if (!given) return false
  const said = Buffer.from(given, 'base64').toString('utf8')
  const capability = said.startsWith('package:') ? readCapability(portal.config.secret, said.slice(8)) : null
  return capability?.kind === 'package-bearer' && capability.subject === sessionId
}
