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

/** A table from percents to grades. Where a university gives no letters, the letter is the mark itself. */
interface Preset {
  id: string
  bands: Band[]
}

/** A table with the day from which it holds and the act that says so. */
export interface Scale extends Preset {
  validFrom: string
  basis: string
}

const kept = JSON.parse(readFileSync(new URL('./scales.json', import.meta.url), 'utf8')) as {
  /** Which preset holds from which day: another scale is a line here, never a change of a preset. */
  inForce: { scale: string; validFrom: string; basis: string }[]
  presets: Preset[]
}

/** The tables that universities use; whether one holds is told by `scales`. */
export const presets: Preset[] = kept.presets

/** The grading scales of the university by the day from which they hold; data, because universities differ. */
export const scales: Scale[] = kept.inForce
  .map(({ scale, validFrom, basis }) => {
    const found = presets.find((one) => one.id === scale)
    if (!found) throw new Error(`scales.json puts ${scale} in force but has no such table`)
    return { ...found, validFrom, basis }
  })
  .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))

/** The scale that holds on a plain date; before the first one, the first. */
export function scaleOn(date: string, known: Scale[] = scales): Scale {
  const found = known.findLast((one) => one.validFrom <= date) ?? known[0]
  if (!found) throw new Error('there is no grading scale')
  return found
}

/** The band of a whole percent; what leads to it is rounded before, once (scheme/sum-up.ts). */
export function bandOf(percent: number, scale: Preset): Band {
  const found = scale.bands.toSorted((a, b) => b.from - a.from).find((band) => percent >= band.from)
  if (!found) throw new Error(`scale ${scale.id} has no band for ${percent}`)
  return found
}
