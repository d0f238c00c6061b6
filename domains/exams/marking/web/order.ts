import type { MarkingView, WorkLine } from '../contract.ts'

type Person = NonNullable<WorkLine['person']>

/** The works that are asked for, in the order they are marked: all answers to a question one after another, or all of a student. */
export function worksInOrder(
  works: readonly WorkLine[],
  questions: MarkingView['questions'],
  how: { byStudent: boolean; show: string; name: (person: Person) => string },
): WorkLine[] {
  const place = new Map(questions.map(({ id }, index) => [id, index]))
  const question = (one: WorkLine): number => place.get(one.questionId) ?? 0
  // without names the codes order, so the order tells nothing either
  const student = (one: WorkLine): string => (one.person ? how.name(one.person) : one.code)
  const byStudent = (a: WorkLine, b: WorkLine): number =>
    student(a).localeCompare(student(b)) || a.attemptId.localeCompare(b.attemptId) || question(a) - question(b)
  const byQuestion = (a: WorkLine, b: WorkLine): number => question(a) - question(b) || byStudent(a, b)
  return works
    .filter(({ points }) => how.show === 'all' || (points === null) === (how.show === 'waiting'))
    .toSorted(how.byStudent ? byStudent : byQuestion)
}

/** What a work is called: its student's name, or the code that stands for it. */
export function nameOfWork(
  one: Pick<WorkLine, 'person' | 'code'>,
  say: { name: (person: Person) => string; code: (code: string) => string },
): string {
  return one.person ? say.name(one.person) : say.code(one.code)
}
