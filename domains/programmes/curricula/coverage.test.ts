import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findGaps, type Demands, type PlannedLine } from './coverage.ts'
import { certain, hoursOff, pools, totalHours } from './hours.ts'

const arithmetic = { hoursPerCredit: 30, creditsPerSemester: 30 }

/** A line whose hours fit its credits. */
const fittingLine = fc
  .record({
    disciplineCode: fc.integer({ min: 1, max: 9999 }).map((number) => `D${number}`),
    semester: fc.integer({ min: 1, max: 8 }),
    kind: fc.constantFrom('core', 'elective', 'practice', 'attestation', 'course_work'),
    pool: fc.constantFrom('A', 'B'),
    pick: fc.integer({ min: 1, max: 3 }),
    credits: fc.integer({ min: 0, max: 20 }),
    parts: fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }),
    block: fc.constantFrom(null, 'Б1', 'Б2'),
    outcomes: fc.subarray(['ON1', 'ON2', 'ON3']),
  })
  .map(({ kind, pool, pick, credits, parts, ...line }): PlannedLine => {
    const sum = parts.reduce((total, part) => total + part, 0) || 1
    const hours = parts.slice(0, 4).map((part) => Math.floor((part / sum) * credits * 30))
    const [lectureHours = 0, practicalHours = 0, laboratoryHours = 0, seminarHours = 0] = hours
    const elective = kind === 'elective'
    return {
      ...line,
      kind,
      credits,
      lectureHours,
      practicalHours,
      laboratoryHours,
      seminarHours,
      independentHours: credits * 30 - hours.reduce((total, part) => total + part, 0),
      electivePool: elective ? pool : null,
      electivePick: elective ? pick : null,
    }
  })
const plan = fc.array(fittingLine, { maxLength: 30 })
const demandsOf = (over: Partial<Demands> = {}): Demands => ({
  code: 'S',
  totalCredits: 0,
  semesters: 8,
  practiceCredits: 0,
  attestationCredits: 0,
  outcomes: [],
  ...over,
})
const kinds = (lines: PlannedLine[], demands: Demands | null) =>
  findGaps(lines, demands, arithmetic)
    .filter((gap) => gap.blocks)
    .map((gap) => gap.kind)

test('hours fit credits exactly when contact and independent hours add up to credits × 30', () => {
  fc.assert(
    fc.property(fittingLine, fc.integer({ min: -50, max: 50 }), (line, off) => {
      expect(totalHours(line)).toBe(line.credits * 30)
      expect(hoursOff({ ...line, independentHours: line.independentHours + off }, 30)).toBe(off)
      expect(kinds([{ ...line, independentHours: line.independentHours + off }], demandsOf()).includes('hours')).toBe(off !== 0)
    }),
  )
})

/** Every choice a student can make: of each pool, `pick` lines. */
function* choices(lines: PlannedLine[]): Generator<PlannedLine[]> {
  const all = pools(lines)
  const pickOf = (from: PlannedLine[], number: number): PlannedLine[][] =>
    number === 0 ? [[]] : from.flatMap((line, index) => pickOf(from.slice(index + 1), number - 1).map((rest) => [line, ...rest]))
  const combine = (index: number): PlannedLine[][] => {
    const pool = all[index]
    return pool ? pickOf(pool.lines, pool.pick).flatMap((picked) => combine(index + 1).map((rest) => [...picked, ...rest])) : [[]]
  }
  for (const picked of combine(0)) yield [...lines.filter((line) => line.kind !== 'elective'), ...picked]
}

test('what is certain is the least that any choice of electives gives', () => {
  fc.assert(
    fc.property(fc.array(fittingLine, { maxLength: 9 }), (lines) => {
      const sums = [...choices(lines)].map((taken) => taken.reduce((sum, line) => sum + line.credits, 0))
      expect(certain(lines, (line) => line.credits)).toBe(Math.min(...sums))
    }),
    { numRuns: 60 },
  )
})

test('an outcome is a gap exactly when some choice misses it', () => {
  const demands = demandsOf({ outcomes: ['ON1', 'ON2', 'ON3'].map((code) => ({ code, kind: 'outcome', minCredits: null })) })
  fc.assert(
    fc.property(fc.array(fittingLine, { maxLength: 9 }), (lines) => {
      const missed = new Set(
        [...choices(lines)].flatMap((taken) =>
          demands.outcomes.map((one) => one.code).filter((code) => !taken.some((line) => line.outcomes.includes(code))),
        ),
      )
      const found = findGaps(lines, demands, arithmetic)
        .filter((gap) => gap.kind === 'outcome')
        .map((gap) => gap.about)
      expect(new Set(found)).toEqual(missed)
    }),
    { numRuns: 60 },
  )
})

test('a plan meets a standard made of its own sums, and not one that asks a credit more', () => {
  fc.assert(
    fc.property(plan, (lines) => {
      const own = (of: (line: PlannedLine) => boolean) => certain(lines, (line) => (of(line) ? line.credits : 0))
      const sums = {
        totalCredits: own(() => true),
        practiceCredits: own((line) => line.kind === 'practice'),
        attestationCredits: own((line) => line.kind === 'attestation'),
      }
      const blocks = (more: number) => ['Б1', 'Б2'].map((code) => ({ code, kind: 'block', minCredits: own((line) => line.block === code) + more }))
      const volume = new Set(['total-credits', 'practice', 'attestation', 'block'])
      expect(kinds(lines, demandsOf({ ...sums, outcomes: blocks(0) })).filter((kind) => volume.has(kind))).toEqual([])
      const more = demandsOf({
        totalCredits: sums.totalCredits + 1,
        practiceCredits: sums.practiceCredits + 1,
        attestationCredits: sums.attestationCredits + 1,
        outcomes: blocks(1),
      })
      expect(
        kinds(lines, more)
          .filter((kind) => volume.has(kind))
          .toSorted(),
      ).toEqual(['attestation', 'block', 'block', 'practice', 'total-credits'])
    }),
  )
})

test('more core lines never open a gap of volume or outcomes', () => {
  const demands = demandsOf({
    totalCredits: 60,
    practiceCredits: 5,
    attestationCredits: 5,
    outcomes: [
      { code: 'ON1', kind: 'outcome', minCredits: null },
      { code: 'Б1', kind: 'block', minCredits: 10 },
    ],
  })
  const about = new Set(['total-credits', 'practice', 'attestation', 'block', 'outcome'])
  fc.assert(
    fc.property(plan, fittingLine, (lines, line) => {
      const before = kinds(lines, demands).filter((kind) => about.has(kind)).length
      const after = kinds([...lines, { ...line, kind: 'core', electivePool: null, electivePick: null }], demands).filter((kind) =>
        about.has(kind),
      ).length
      expect(after).toBeLessThanOrEqual(before)
    }),
  )
})

test('no standard, no lines, a semester too far, a line twice, and a pool without choice are gaps', () => {
  const line: PlannedLine = {
    disciplineCode: 'D1',
    semester: 9,
    kind: 'elective',
    electivePool: 'A',
    electivePick: 1,
    credits: 1,
    lectureHours: 30,
    practicalHours: 0,
    laboratoryHours: 0,
    seminarHours: 0,
    independentHours: 0,
    block: null,
    outcomes: [],
  }
  expect(kinds([], null)).toEqual(['no-standard', 'no-lines'])
  expect(kinds([line], demandsOf())).toEqual(['semester-range', 'pool'])
  expect(
    kinds(
      [
        { ...line, semester: 1, kind: 'core' },
        { ...line, semester: 1, kind: 'core' },
      ],
      demandsOf(),
    ),
  ).toEqual(['twice'])
})
