import type { Localized } from '../../../../foundation/i18n/localized.ts'

/** Values of programming tasks that server and pages share. No server code, no Zod. */

/** How a test ended: `skipped` was not run, e.g. because the program was stopped before it. */
export const outcomes = ['passed', 'failed', 'error', 'timeout', 'skipped'] as const
export type Outcome = (typeof outcomes)[number]

/** `io`: the program reads the input and must print the expected output. `code`: lines of Python that run after it and complain. */
export const testKinds = ['io', 'code'] as const

export interface CodingTest {
  /** Stays with the test through changes of the task, so that results can be told apart. */
  id: string
  name: string
  kind: (typeof testKinds)[number]
  input: string
  expected: string
  code: string
  points: number
  /** The student sees its name and how it ended, not what is in it. */
  hidden: boolean
}

/** What a teacher writes. A change makes a new version; attempts stay with theirs. */
export interface CodingContent {
  title: Localized
  /** Plain words; what stands between backticks is code. */
  instruction: Localized
  starter: string
  /** The author's own answer, for trying the tests; no student is given it. */
  solution: string
  tests: CodingTest[]
  /** Longest run of one test. */
  seconds: number
  hints: Localized[]
}

export interface TestResult {
  testId: string
  outcome: Outcome
  /** How long it ran. */
  ms: number
}

/** Points reached and possible; a test that the results do not name brings none. */
export function scoreOf(tests: readonly Pick<CodingTest, 'id' | 'points'>[], results: readonly TestResult[]): { points: number; of: number } {
  const passed = new Set(results.filter(({ outcome }) => outcome === 'passed').map(({ testId }) => testId))
  const sum = (some: readonly { points: number }[]): number => some.reduce((all, { points }) => all + points, 0)
  return { points: sum(tests.filter(({ id }) => passed.has(id))), of: sum(tests) }
}

export const limits = {
  code: 50_000,
  text: 20_000,
  tests: 50,
  hints: 10,
  seconds: 60,
} as const
