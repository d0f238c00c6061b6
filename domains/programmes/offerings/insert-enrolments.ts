import { sql } from 'drizzle-orm'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { enrolment } from '../tables.ts'

/**
 * Writes enrolments; who left before comes back with the row of then, who is there stays untouched.
 * @returns the persons who are new (or back)
 */
export async function insertEnrolments(
  tx: Tx,
  offeringId: string,
  personIds: readonly string[],
  groupId: string | null,
  origin: 'group' | 'choice' | 'single',
): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .insert(enrolment)
    .values([...new Set(personIds)].map((personId) => ({ offeringId, personId, groupId, origin })))
    .onConflictDoUpdate({
      target: [enrolment.offeringId, enrolment.personId],
      set: { leftAt: null, groupId, origin, enrolledAt: sql`now()` },
      setWhere: sql`${enrolment.leftAt} IS NOT NULL`,
    })
    .returning({ personId: enrolment.personId })
  return rows.map((row) => row.personId)
}
