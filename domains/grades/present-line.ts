import { iso } from '../learning/index.ts'
import type { LineView } from './contract.ts'
import { bandOf, scales, scaleOn } from './scale.ts'
import type { recordLine } from './tables.ts'

/** A line of the record as it is shown, with the average points of its scale. */
export function presentLine(row: typeof recordLine.$inferSelect): LineView {
  const scale = scales.find((one) => one.id === row.scale) ?? scaleOn(row.changedAt.toISOString().slice(0, 10))
  return {
    percent: row.percent,
    letter: row.letter,
    traditional: row.traditional,
    gpa: bandOf(row.percent, scale).gpa,
    final: row.final,
    changedAt: iso(row.changedAt),
  }
}
