import { asc, inArray } from 'drizzle-orm'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { answerMark } from './tables.ts'

export type AnswerMark = typeof answerMark.$inferSelect

/** The marks that persons gave in these attempts, by attempt and question, the oldest first. */
export async function marksOf(db: ReadDb | Tx, attemptIds: readonly string[]): Promise<Map<string, AnswerMark[]>> {
  const found = new Map<string, AnswerMark[]>()
  if (attemptIds.length === 0) return found
  const rows = await db
    .select()
    .from(answerMark)
    .where(inArray(answerMark.attemptId, [...attemptIds]))
    .orderBy(asc(answerMark.number))
  for (const row of rows) {
    const name = markName(row)
    found.set(name, [...(found.get(name) ?? []), row])
  }
  return found
}

export const markName = ({ attemptId, questionId }: { attemptId: string; questionId: string }): string => `${attemptId} ${questionId}`

/** What stands for an answer as it is now; undefined while nobody has marked it, or when it was changed since. */
export function standingMark(marks: readonly AnswerMark[] | undefined, sequence: number): AnswerMark | undefined {
  const last = marks?.at(-1)
  return last?.sequence === sequence ? last : undefined
}
