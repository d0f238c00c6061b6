import { asc, eq } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { person } from '../../people/index.ts'
import type { Measures } from './shared/measures.ts'
import { complex, complexComment, complexExcuse, complexReviewer } from './tables.ts'

export const named = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }
export type Named = { id: string; surname: string; givenName: string; patronymic: string | null }

/** How a content was reviewed, as the sheet prints it; frozen with the version that it led to. */
export interface KeptReview {
  submittedAt: string | null
  submittedBy: Named | null
  dueOn: string | null
  decidedAt: string | null
  decidedBy: Named | null
  note: string
  measures: Measures
  reviewers: (Named & { scores: Record<string, number>; notes: Record<string, string> })[]
  remarks: { itemId: string | null; quote: string; text: string; by: Named; resolved: boolean }[]
  excuses: { part: string; reason: string; by: Named }[]
}

/** The review of an offering as it stands now. @param measures what was measured of the content under review */
export async function readReview(db: ReadDb | Tx, offeringId: string, measures: Measures): Promise<KeptReview> {
  const [row] = await db.select().from(complex).where(eq(complex.offeringId, offeringId))
  const nameOf = async (id: string | null | undefined): Promise<Named | null> =>
    id ? ((await db.select(named).from(person).where(eq(person.id, id)))[0] ?? null) : null
  const reviewers = await db
    .select({ ...named, scores: complexReviewer.scores, notes: complexReviewer.notes })
    .from(complexReviewer)
    .innerJoin(person, eq(person.id, complexReviewer.personId))
    .where(eq(complexReviewer.offeringId, offeringId))
    .orderBy(asc(person.surname), asc(person.givenName), asc(person.id))
  const remarks = await db
    .select({
      itemId: complexComment.itemId,
      quote: complexComment.quote,
      text: complexComment.text,
      by: named,
      resolvedAt: complexComment.resolvedAt,
    })
    .from(complexComment)
    .innerJoin(person, eq(person.id, complexComment.byPerson))
    .where(eq(complexComment.offeringId, offeringId))
    .orderBy(asc(complexComment.createdAt), asc(complexComment.id))
  const excuses = await db
    .select({ part: complexExcuse.part, reason: complexExcuse.reason, by: named })
    .from(complexExcuse)
    .innerJoin(person, eq(person.id, complexExcuse.byPerson))
    .where(eq(complexExcuse.offeringId, offeringId))
    .orderBy(asc(complexExcuse.part))
  return {
    submittedAt: row?.submittedAt?.toISOString() ?? null,
    submittedBy: await nameOf(row?.submittedBy),
    dueOn: row?.dueOn ?? null,
    decidedAt: row?.decidedAt?.toISOString() ?? null,
    decidedBy: await nameOf(row?.decidedBy),
    note: row?.decisionNote ?? '',
    measures,
    reviewers,
    remarks: remarks.map(({ resolvedAt, ...one }) => ({ ...one, resolved: resolvedAt !== null })),
    excuses,
  }
}

/** Means of the points, criterion by criterion and over all; null where nobody gave any. */
export function meanScores(
  criteria: readonly string[],
  reviewers: readonly { scores: Record<string, number> }[],
): { each: Record<string, number | null>; all: number | null } {
  const mean = (values: number[]): number | null =>
    values.length > 0 ? Math.round((values.reduce((sum, one) => sum + one, 0) / values.length) * 100) / 100 : null
  const of = (criterion: string): number[] => reviewers.flatMap(({ scores }) => scores[criterion] ?? [])
  return { each: Object.fromEntries(criteria.map((one) => [one, mean(of(one))])), all: mean(criteria.flatMap(of)) }
}
