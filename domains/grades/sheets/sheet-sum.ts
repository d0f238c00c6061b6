import { bandOf, type Band, type Scale } from '../scale.ts'
import { by, compare, exact, fraction, plus, shown, times, whole } from '../scheme/fraction.ts'
import { placeOf, type PartKind, type SchemeContent } from '../scheme/shared/scheme.ts'
import { sumWorks, type Work } from '../scheme/sum-works.ts'

/** What stands in the columns of a sheet for a student: points of a hundred, and the grade they make. */
export interface Columns {
  current: number
  interim: number
  final: number
  percent: number
  band: Band
}

type Column = 'current' | 'interim' | 'final'
const columnOf: Record<PartKind, Column> = { current: 'current', independent: 'current', all: 'current', module: 'interim', final: 'final' }
const zero = fraction(0n)
const hundred = fraction(100n)

/** How much of a hundred each column of a sheet can hold by a scheme, without the bonus. */
export function weightsOf(scheme: SchemeContent): Record<Column, number> {
  const sums = { current: zero, interim: zero, final: zero }
  for (const part of scheme.parts) sums[columnOf[part.kind]] = plus(sums[columnOf[part.kind]], exact(part.weight))
  return { current: shown(sums.current), interim: shown(sums.interim), final: shown(sums.final) }
}

/**
 * A student's columns from the works of the grade book, as at the end of the discipline: what has no mark gives nothing. Who did not sit
 * the exam has no points of it. The bonus stands with the current control.
 * @param sat false for who was not admitted or did not come
 */
export function columnsOfWorks(scheme: SchemeContent, works: readonly Work[], options: { scale: Scale; sat: boolean }): Columns {
  const finals = new Set(scheme.parts.filter(({ kind }) => kind === 'final').map(({ id }) => id))
  const counted = options.sat ? works : works.filter((work) => !finals.has(placeOf(scheme, work).partId ?? ''))
  const sum = sumWorks(scheme, counted, { scale: options.scale, closed: true })
  if (!sum) throw new Error('a closed discipline always has a sum')
  const columns = { current: zero, interim: zero, final: zero }
  for (const step of sum.steps) {
    if (step.kind === 'bonus') columns.current = plus(columns.current, exact(step.given))
    if (step.kind !== 'part') continue
    const column = columnOf[scheme.parts.find(({ id }) => id === step.partId)?.kind ?? 'all']
    columns[column] = plus(columns[column], exact(step.gives))
  }
  const { current, interim, final } = columns
  return { current: shown(current), interim: shown(interim), final: shown(final), percent: sum.percent, band: sum.band }
}

/**
 * The columns made anew with another exam: current and interim stay, the exam of 0–100 gives its share. Where the scheme has no exam of its
 * own, what was typed is the whole grade. Rounded once, at the end; never above a hundred.
 * @param typed.exam points of the exam, 0–100; 0 for who did not come
 */
export function columnsOfExam(scheme: SchemeContent, typed: { current: number; interim: number; exam: number }, scale: Scale): Columns {
  const weights = weightsOf(scheme)
  const alone = weights.final === 0
  const [current, interim] = alone ? [0, 0] : [typed.current, typed.interim]
  const final = by(times(exact(typed.exam), exact(alone ? 100 : weights.final)), hundred)
  const sum = plus(plus(exact(current), exact(interim)), final)
  const percent = whole(compare(sum, hundred) > 0 ? hundred : sum, scheme.rounding)
  return { current, interim, final: shown(final), percent, band: bandOf(percent, scale) }
}

export interface Totals {
  /** Traditional mark → how many, best first. */
  marks: { traditional: string; count: number }[]
  absent: number
  refused: number
  /** Whole percent of students who passed («абсолютная успеваемость»), and of those with 4 or 5 («качество»); null while nobody has a mark. */
  success: number | null
  quality: number | null
}

/** The totals under a sheet: how many of each mark, the percent that passed, and the percent with good marks. */
export function totalsOf(lines: readonly { traditional: string | null; absent: boolean; refusal: string | null }[], scale: Scale): Totals {
  const known = [...new Set(scale.bands.map(({ traditional }) => traditional))].toSorted((a, b) => b.localeCompare(a))
  const passing = new Set(scale.bands.filter(({ gpa }) => gpa > 0).map(({ traditional }) => traditional))
  const count = (test: (mark: string) => boolean): number => lines.filter(({ traditional }) => traditional !== null && test(traditional)).length
  const share = (part: number): number | null =>
    lines.every(({ traditional }) => traditional === null)
      ? null
      : whole(by(times(hundred, fraction(BigInt(part))), fraction(BigInt(lines.length))), 'half-up')
  return {
    marks: known.map((traditional) => ({ traditional, count: count((mark) => mark === traditional) })),
    absent: lines.filter(({ absent, refusal }) => absent && refusal === null).length,
    refused: lines.filter(({ refusal }) => refusal !== null).length,
    success: share(count((mark) => passing.has(mark))),
    quality: share(count((mark) => Number(mark) >= 4)),
  }
}
