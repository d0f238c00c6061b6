import { createHash } from 'node:crypto'
import { needsPerson } from '../marking/by-person.ts'
import type { answer, attempt } from '../tables.ts'

type Attempt = Pick<
  typeof attempt.$inferSelect,
  'id' | 'itemId' | 'offeringId' | 'personId' | 'number' | 'seed' | 'paper' | 'startedAt' | 'endsAt' | 'submittedAt' | 'points'
>
type Answer = Pick<typeof answer.$inferSelect, 'questionId' | 'value' | 'sequence' | 'savedAt' | 'late' | 'points'>

/**
 * All that an attempt was, as text: the paper with its keys, each answer with the time it was kept, points. The same attempt gives the
 * same text on every machine (keys in one order, as RFC 8785 has them), so its hash proves that nothing was changed since. Points that
 * a person gives come later and have a history of their own: of such answers, and of a whole with one, the record says none.
 */
export function recordOfAttempt(own: Attempt, answers: readonly Answer[]): string {
  const { id, itemId, offeringId, personId, number, seed, paper } = own
  const asked = new Map(paper.map((one) => [one.questionId, one]))
  const persons = new Set(
    answers.flatMap(({ questionId, value }) => {
      const question = asked.get(questionId)
      return question && needsPerson(question, value) ? [questionId] : []
    }),
  )
  return JSON.stringify(
    inOrder({
      attempt: id,
      item: itemId,
      offering: offeringId,
      person: personId,
      number,
      seed,
      paper,
      points: persons.size > 0 ? null : own.points,
      startedAt: own.startedAt.toISOString(),
      endsAt: own.endsAt?.toISOString() ?? null,
      submittedAt: own.submittedAt?.toISOString() ?? null,
      answers: answers
        .toSorted((a, b) => (a.questionId < b.questionId ? -1 : 1))
        .map(({ questionId, value, sequence, savedAt, late, points: earned }) => ({
          question: questionId,
          value,
          sequence,
          savedAt: savedAt.toISOString(),
          late,
          points: persons.has(questionId) ? null : earned,
        })),
    }),
  )
}

/** SHA-256 of a record, in hexadecimal letters. */
export function hashOf(record: string): string {
  return createHash('sha256').update(record, 'utf8').digest('hex')
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inside]) => inside !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inside]) => [key, inOrder(inside)]),
  )
}
