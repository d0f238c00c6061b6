/** An exact fraction: a grade at a border must not hang on the last bit of a floating number. The denominator is above zero. */
export interface Fraction {
  over: bigint
  under: bigint
}

const finest = 10_000

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b))

/** The fraction in lowest terms. @throws Error when the denominator is not above zero */
export function fraction(over: bigint, under = 1n): Fraction {
  if (under <= 0n) throw new Error('a denominator is above zero')
  const common = divisor(over < 0n ? -over : over, under) || 1n
  return { over: over / common, under: under / common }
}

/** Exact value of points or percents as people write them, to four digits after the point. @throws Error unless finite */
export function exact(value: number): Fraction {
  if (!Number.isFinite(value)) throw new Error('points are a number')
  return fraction(BigInt(Math.round(value * finest)), BigInt(finest))
}

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under + b.over * a.under, a.under * b.under)
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.over, a.under * b.under)

/** One fraction by another above zero. @throws Error otherwise */
export const by = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under, a.under * b.over)

/** Below zero when `a` is less than `b`, zero when they are the same. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.over * b.under
  const right = b.over * a.under
  return left < right ? -1 : left > right ? 1 : 0
}

/** Whole number of a fraction not below zero: halves upwards, or always down. */
export function whole(a: Fraction, rounding: 'half-up' | 'down'): number {
  return Number(rounding === 'down' ? a.over / a.under : (2n * a.over + a.under) / (2n * a.under))
}

/** To hundredths, for reading only: nothing is decided by it. */
export const shown = (a: Fraction): number => whole(times(a, fraction(100n)), 'half-up') / 100
