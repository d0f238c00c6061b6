/** One attempt as the statistics need it: the share of the points at each question of its paper, 0–1, by question. */
export type Shares = ReadonlyMap<string, number>

/** Fewer attempts than this tell nothing of a question. */
export const fewest = 10

/** Mean of a list; null for none. */
export function mean(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
}

/** The middle one; null for none. */
export function median(values: readonly number[]): number | null {
  const inOrder = values.toSorted((a, b) => a - b)
  const half = Math.floor(inOrder.length / 2)
  return inOrder.length === 0 ? null : inOrder.length % 2 === 1 ? (inOrder[half] ?? null) : ((inOrder[half - 1] ?? 0) + (inOrder[half] ?? 0)) / 2
}

/** Pearson's correlation; null with fewer than five pairs or without spread. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < 5 || a.length !== b.length) return null
  const [ma, mb] = [mean(a) ?? 0, mean(b) ?? 0]
  let [up, da, db] = [0, 0, 0]
  for (const [index, value] of a.entries()) {
    const other = (b[index] ?? 0) - mb
    up += (value - ma) * other
    da += (value - ma) ** 2
    db += other ** 2
  }
  return da < 1e-12 || db < 1e-12 ? null : Math.max(-1, Math.min(1, up / Math.sqrt(da * db)))
}

export interface QuestionStatistics {
  asked: number
  ease: number | null
  discrimination: number | null
}

/** How easy a question is and how well it tells strong from weak: its correlation with the mean of the rest of the paper. */
export function questionStatistics(questionId: string, attempts: readonly Shares[]): QuestionStatistics {
  const own = attempts.filter((shares) => shares.has(questionId))
  const values = own.map((shares) => shares.get(questionId) ?? 0)
  const rest = own.map((shares) => mean([...shares].flatMap(([id, share]) => (id === questionId ? [] : [share]))) ?? 0)
  return { asked: own.length, ease: mean(values), discrimination: correlation(values, rest) }
}

export const verdicts = ['few', 'check-key', 'too-hard', 'too-easy', 'weak', 'good'] as const
export type Verdict = (typeof verdicts)[number]

/** What the figures of a question say to its author: the first that holds. */
export function verdictOf({ asked, ease, discrimination }: QuestionStatistics): Verdict {
  if (asked < fewest || ease === null) return 'few'
  if (discrimination !== null && discrimination < 0) return 'check-key'
  if (ease < 0.2) return 'too-hard'
  if (ease > 0.95) return 'too-easy'
  return discrimination !== null && discrimination < 0.15 ? 'weak' : 'good'
}

/**
 * Cronbach's alpha: how far the questions of one paper measure the same thing (Cronbach 1951), at most 1.
 * Null with fewer than `fewest` attempts or two questions, and without spread.
 * @param attempts of one and the same set of questions
 */
export function cronbachAlpha(attempts: readonly Shares[]): number | null {
  const ids = [...(attempts[0]?.keys() ?? [])]
  if (attempts.length < fewest || ids.length < 2) return null
  const sums = attempts.map((shares) => ids.reduce((sum, id) => sum + (shares.get(id) ?? 0), 0))
  const whole = variance(sums)
  if (whole < 1e-12) return null
  const parts = ids.reduce((sum, id) => sum + variance(attempts.map((shares) => shares.get(id) ?? 0)), 0)
  return (ids.length / (ids.length - 1)) * (1 - parts / whole)
}

function variance(values: readonly number[]): number {
  const middle = mean(values) ?? 0
  return mean(values.map((value) => (value - middle) ** 2)) ?? 0
}

/** The strongest and the weakest third of attempts by their mean share; empty with too few to tell apart. */
export function thirds<Attempt extends { shares: Shares }>(attempts: readonly Attempt[]): { strong: Attempt[]; weak: Attempt[] } {
  if (attempts.length < fewest) return { strong: [], weak: [] }
  const size = Math.round(attempts.length / 3)
  const inOrder = attempts.toSorted((a, b) => (mean([...b.shares.values()]) ?? 0) - (mean([...a.shares.values()]) ?? 0))
  return { strong: inOrder.slice(0, size), weak: inOrder.slice(-size) }
}
