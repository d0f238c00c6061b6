/** One attempt as the statistics need it: the share of the points at each question, by question. */
export type Shares = Map<string, number>

/** Mean of a list; null for none. */
function mean(values: number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
}

/** Pearson's correlation; null with fewer than five pairs or without spread. */
export function correlation(a: number[], b: number[]): number | null {
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

/** How easy a question is and how well it tells strong from weak: its correlation with the rest of the test. */
export function questionStatistics(questionId: string, attempts: Shares[]): { answered: number; ease: number | null; discrimination: number | null } {
  const own = attempts.filter((shares) => shares.has(questionId))
  const values = own.map((shares) => shares.get(questionId) ?? 0)
  const rest = own.map((shares) => [...shares].reduce((sum, [id, share]) => (id === questionId ? sum : sum + share), 0))
  return { answered: own.length, ease: mean(values), discrimination: correlation(values, rest) }
}
