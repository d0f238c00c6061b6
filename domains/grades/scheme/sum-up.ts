import { bandOf, type Band, type Scale } from '../scale.ts'
import { by, compare, exact, fraction, plus, shown, times, whole, type Fraction } from './fraction.ts'
import { faultsOf, type Scheme, type SchemePart } from './shared/scheme.ts'

export interface Score {
  id: string
  partId: string
  points: number
  maxPoints: number
}

/** One step from marks to the grade, in numbers: the page says it in the reader's language. */
export type Step =
  | { kind: 'part'; partId: string; counted: string[]; dropped: string[]; percent: number | null; weight: number; gives: number }
  | { kind: 'so-far'; weight: number; percent: number }
  | { kind: 'bonus'; asked: number; given: number }
  | { kind: 'round'; from: number; to: number }
  | { kind: 'band'; letter: string }

export interface Summed {
  percent: number
  band: Band
  steps: Step[]
}

const zero = fraction(0n)
const hundred = fraction(100n)
const least = (a: Fraction, b: Fraction): Fraction => (compare(a, b) < 0 ? a : b)
const total = (all: Fraction[]): Fraction => all.reduce(plus, zero)

/** Points between nothing and the most: more than the most is a matter of the bonus. */
function pointsOf(score: Score): Fraction {
  const points = exact(score.points)
  return compare(points, zero) < 0 ? zero : least(points, exact(score.maxPoints))
}

function percentOfPart(part: SchemePart, scores: Score[]): { percent: Fraction | null; counted: string[]; dropped: string[] } {
  const works = scores
    .filter((score) => score.partId === part.id && compare(exact(score.maxPoints), zero) > 0)
    .map((score) => ({ id: score.id, points: pointsOf(score), most: exact(score.maxPoints) }))
    .toSorted((a, b) => compare(by(a.points, a.most), by(b.points, b.most)))
  const drop = Math.min(part.dropLowest, Math.max(0, works.length - 1))
  const counted = works.slice(drop)
  const ids = { counted: counted.map((one) => one.id), dropped: works.slice(0, drop).map((one) => one.id) }
  if (counted.length === 0) return { percent: null, ...ids }
  const share =
    part.works === 'alike'
      ? by(total(counted.map((one) => by(one.points, one.most))), fraction(BigInt(counted.length)))
      : by(total(counted.map((one) => one.points)), total(counted.map((one) => one.most)))
  return { percent: times(share, hundred), ...ids }
}

/**
 * The grade by a scheme with every step that led to it; rounded once, at the end. While the discipline runs (`closed` false)
 * the parts that have marks stand for the whole; once closed, a part without marks gives nothing.
 * Null while there is nothing to count. @throws Error for a scheme that cannot be used
 */
export function sumUp(scheme: Scheme, scores: Score[], options: { scale: Scale; closed: boolean; bonus?: number }): Summed | null {
  const faults = faultsOf(scheme)
  if (faults.length > 0) throw new Error(`the scheme cannot be used: ${faults.join(', ')}`)
  const parts = scheme.parts.map((part) => {
    const found = percentOfPart(part, scores)
    return { part, ...found, gives: by(times(found.percent ?? zero, exact(part.weight)), hundred) }
  })
  const marked = parts.filter((one) => one.percent !== null)
  if (marked.length === 0 && !options.closed) return null
  const steps: Step[] = parts.map(({ part, percent, gives, counted, dropped }) => ({
    kind: 'part',
    partId: part.id,
    counted,
    dropped,
    percent: percent === null ? null : shown(percent),
    weight: part.weight,
    gives: shown(gives),
  }))
  let sum = total(parts.map((one) => one.gives))
  const weight = total(marked.map((one) => exact(one.part.weight)))
  if (!options.closed && compare(weight, hundred) < 0) {
    sum = by(times(sum, hundred), weight)
    steps.push({ kind: 'so-far', weight: shown(weight), percent: shown(sum) })
  }
  const asked = Math.max(0, options.bonus ?? 0)
  if (asked > 0) {
    const room = plus(hundred, fraction(-sum.over, sum.under))
    const given = least(least(exact(asked), exact(scheme.bonusMost)), room)
    sum = plus(sum, given)
    steps.push({ kind: 'bonus', asked, given: shown(given) })
  }
  const percent = whole(sum, scheme.rounding)
  const band = bandOf(percent, options.scale)
  steps.push({ kind: 'round', from: shown(sum), to: percent }, { kind: 'band', letter: band.letter })
  return { percent, band, steps }
}
