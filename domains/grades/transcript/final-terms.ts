import { averageOf } from '../average.ts'
import type { RecordView } from '../contract.ts'

/** The terms of a record as a certificate holds them: final grades only, oldest term first, averages of what is shown. */
export function finalTerms(whole: RecordView): RecordView['terms'] {
  return whole.terms
    .map((one) => {
      const lines = one.lines.filter((row) => row.line?.final)
      return { ...one, lines, average: averageOf(lines.flatMap((row) => (row.line ? [{ credits: row.credits, gpa: row.line.gpa }] : []))) }
    })
    .filter((one) => one.lines.length > 0)
    .toReversed()
}
