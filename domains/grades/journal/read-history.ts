import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { person } from '../../people/index.ts'
import type { PresenceHistoryView } from './contract.ts'
import { journalChange, journalClass } from './tables.ts'

/** Who said what of a student at a class, and why it was changed. Newest first. */
export async function readPresenceHistory(ctx: Ctx, of: { offeringId: string; classId: string; personId: string }): Promise<PresenceHistoryView> {
  const rows = await ctx.db
    .select({
      at: journalChange.at,
      by: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
      from: journalChange.stateFrom,
      to: journalChange.stateTo,
      why: journalChange.why,
    })
    .from(journalChange)
    .innerJoin(journalClass, eq(journalClass.id, journalChange.classId))
    .innerJoin(person, eq(person.id, journalChange.by))
    .where(and(eq(journalChange.classId, of.classId), eq(journalChange.personId, of.personId), eq(journalClass.offeringId, of.offeringId)))
    .orderBy(desc(journalChange.at))
  return { changes: rows.map((one) => ({ ...one, at: one.at.toISOString() })) }
}
