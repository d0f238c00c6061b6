import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { WorkLine } from '../contract.ts'
import { worksInOrder } from './order.ts'

const questions = ['q1', 'q2'].map((id) => ({ id, prompt: {}, points: 5, waiting: 0, marked: 0 }))
const lines = fc.uniqueArray(
  fc.record({
    attemptId: fc.constantFrom('a', 'b', 'c', 'd'),
    questionId: fc.constantFrom('q1', 'q2'),
    points: fc.constantFrom(null, 0, 3),
  }),
  { selector: (one) => `${one.attemptId} ${one.questionId}` },
)
const lineOf = (one: { attemptId: string; questionId: string; points: number | null }): WorkLine => ({
  ...one,
  code: `${one.attemptId.codePointAt(0)}`,
  person: null,
  attemptNumber: 1,
  submittedAt: '2026-12-01T00:00:00.000Z',
})
const how = { name: () => '', byStudent: false, show: 'all' }

it('shows each work once, and of the waiting only what waits', () => {
  fc.assert(
    fc.property(lines, fc.boolean(), (given, byStudent) => {
      const works = given.map(lineOf)
      expect(new Set(worksInOrder(works, questions, { ...how, byStudent }))).toEqual(new Set(works))
      expect(worksInOrder(works, questions, { ...how, byStudent, show: 'waiting' }).every(({ points }) => points === null)).toBe(true)
      expect(worksInOrder(works, questions, { ...how, byStudent, show: 'marked' }).some(({ points }) => points === null)).toBe(false)
    }),
  )
})
it('keeps together what is marked together', () => {
  const runs = (list: string[]): number => list.filter((one, index) => one !== list[index - 1]).length
  fc.assert(
    fc.property(lines, (given) => {
      const works = given.map(lineOf)
      const byQuestion = worksInOrder(works, questions, how).map(({ questionId }) => questionId)
      expect(runs(byQuestion)).toBe(new Set(byQuestion).size)
      const byStudent = worksInOrder(works, questions, { ...how, byStudent: true }).map(({ attemptId }) => attemptId)
      expect(runs(byStudent)).toBe(new Set(byStudent).size)
    }),
  )
})
