import { expect, test } from 'vitest'
import type { CodingTest } from '../shared/coding.ts'
import { checkProgram, jobOf, outcomeOf } from './check-program.ts'
import type { Fault, Job, RunEnd, Runtime } from './runtime-line.ts'

const one = (id: string, part: Partial<CodingTest> = {}): CodingTest => ({
  id,
  name: id,
  kind: 'io',
  input: '1',
  expected: '2',
  code: '',
  points: 1,
  hidden: false,
  ...part,
})
const end = (ended: RunEnd['ended'], fault: Partial<Fault> | null = null): RunEnd => ({
  ended,
  ms: 5,
  fault: fault && { type: 'ValueError', message: '', line: 1, place: 'program', trace: '', ...fault },
})
const tests = ['a', 'b', 'c', 'd'].map((id) => one(id))

/** A runtime whose runs end as told, one after another; it notes what it was asked. */
function runtimeOf(ends: RunEnd[]): Runtime & { jobs: Job[] } {
  const jobs: Job[] = []
  return {
    jobs,
    run: async (job) => {
      jobs.push(job)
      return ends[jobs.length - 1] ?? end('done')
    },
    stop: () => undefined,
    close: () => undefined,
  }
}
const outcomes = async (runtime: Runtime) =>
  (await checkProgram(runtime, 'print(2)', { tests, seconds: 3 }, () => undefined))?.map(({ outcome }) => outcome) ?? null

test('a wrong output and a false assertion fail a test; everything else is an error of the program', () => {
  expect(outcomeOf(end('done'))).toBe('passed')
  expect(outcomeOf(end('done', { type: 'WrongOutput', place: 'test' }))).toBe('failed')
  expect(outcomeOf(end('done', { type: 'AssertionError', place: 'test' }))).toBe('failed')
  expect(outcomeOf(end('done', { type: 'AssertionError', place: 'program' }))).toBe('error')
  expect(outcomeOf(end('timeout'))).toBe('timeout')
  for (const how of ['flood', 'crashed'] as const) expect(outcomeOf(end(how))).toBe('error')
})

test('a test by output compares and runs no lines, a test by lines the other way round', () => {
  expect(jobOf('x', one('a', { code: 'left over' }), 4)).toEqual({ program: 'x', input: '1', after: '', expected: '2', seconds: 4 })
  expect(jobOf('x', one('a', { kind: 'code', code: 'assert 1' }), 4)).toMatchObject({ after: 'assert 1', expected: null })
})

test('after two tests out of time the rest is not run', async () => {
  const runtime = runtimeOf([end('timeout'), end('done'), end('timeout')])
  expect(await outcomes(runtime)).toEqual(['timeout', 'passed', 'timeout', 'skipped'])
  expect(runtime.jobs).toHaveLength(3)
})

test('a program that cannot be read is run once', async () => {
  const runtime = runtimeOf([end('done', { type: 'SyntaxError' })])
  expect(await outcomes(runtime)).toEqual(['error', 'error', 'error', 'error'])
  expect(runtime.jobs).toHaveLength(1)
})

test('a check that is stopped is none', async () => {
  expect(await outcomes(runtimeOf([end('done'), end('stopped')]))).toBeNull()
})
