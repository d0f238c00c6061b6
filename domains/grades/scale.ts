import { readFileSync } from 'node:fs'

export interface Band {
  /** Least whole percent of the band. */
  from: number
  letter: string
  /** Points of the grade average, at most 4.0. */
  gpa: number
  /** Traditional mark: 5 | 4 | 3 | 2 */
  traditional: string
}

export interface Scale {
  id: string
  validFrom: string
  basis: string
  bands: Band[]
}

/** The grading scales of the university by the day from which they hold; data, because universities differ. */
export const scales: Scale[] = (JSON.parse(readFileSync(new URL('./scales.json', import.meta.url), 'utf8')) as Scale[]).toSorted((a, b) =>
  a.validFrom.localeCompare(b.validFrom),
)

/** The scale that holds on a plain date; before the first one, the first. */
export function scaleOn(date: string, known: Scale[] = scales): Scale {
  const found = known.findLast((one) => one.validFrom <= date) ?? known[0]
  if (!found) throw new Error('there is no grading scale')
  return found
}

/** The band of a percent. The percent is rounded to a whole one first, as a grade sheet shows it. */
export function bandOf(percent: number, scale: Scale): Band {
  const whole = Math.round(percent)
  const found = scale.bands.toSorted((a, b) => b.from - a.from).find((band) => whole >= band.from)
  if (!found) throw new Error(`scale ${scale.id} has no band for ${whole}`)
  return found
}
