/** Grade average weighted by credits, to hundredths; null without lines. */
export function averageOf(lines: { credits: number; gpa: number }[]): number | null {
  const credits = lines.reduce((sum, one) => sum + one.credits, 0)
  return credits > 0 ? Math.round((lines.reduce((sum, one) => sum + one.credits * one.gpa, 0) / credits) * 100) / 100 : null
}
