import type { CodingTest, Outcome, TestResult } from '../shared/coding.ts'
import type { Job, RunEnd, Runtime } from './runtime-line.ts'

/** How a test went, with what a student may see of it. */
export interface Checked extends TestResult {
  end: RunEnd | null
}

/** After so many tests that ran out of time the rest is not run: each costs its whole time. */
const patience = 2

/** The run that a test asks for. */
export function jobOf(program: string, test: CodingTest, seconds: number): Job {
  return {
    program,
    input: test.input,
    after: test.kind === 'code' ? test.code : '',
    expected: test.kind === 'io' ? test.expected : null,
    seconds,
  }
}

/** What the end of a test's run means. */
export function outcomeOf(end: RunEnd): Outcome {
  if (end.ended === 'timeout') return 'timeout'
  if (end.ended !== 'done') return 'error'
  if (!end.fault) return 'passed'
  return end.fault.place === 'test' && (end.fault.type === 'WrongOutput' || end.fault.type === 'AssertionError') ? 'failed' : 'error'
}

/**
 * Runs a program against the tests, one after another, each in a fresh world.
 * @returns null when it was stopped
 */
export async function checkProgram(
  runtime: Runtime,
  program: string,
  task: { tests: readonly CodingTest[]; seconds: number },
  onTest: (at: number) => void,
): Promise<Checked[] | null> {
  const checked: Checked[] = []
  let late = 0
  for (const [at, test] of task.tests.entries()) {
    const first = checked[0]
    const unreadable = first?.end?.fault?.place === 'program' && isSyntax(first.end.fault.type)
    if (late >= patience) checked.push({ testId: test.id, outcome: 'skipped', ms: 0, end: null })
    else if (unreadable && first) checked.push({ ...first, testId: test.id })
    else {
      onTest(at)
      const end = await runtime.run(jobOf(program, test, task.seconds))
      if (end.ended === 'stopped') return null
      const outcome = outcomeOf(end)
      if (outcome === 'timeout') late += 1
      checked.push({ testId: test.id, outcome, ms: Math.min(600_000, end.ms), end })
    }
  }
  return checked
}

/** A program that Python cannot even read fails every test alike. */
function isSyntax(type: string): boolean {
  return type === 'SyntaxError' || type === 'IndentationError' || type === 'TabError'
}
