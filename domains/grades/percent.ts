import { bandOf, type Band, type Scale } from './scale.ts'

export interface GradedItem {
  points: number
  maxPoints: number
}

/** Percent of the points that could be had so far, 0–100 to hundredths; null while nothing is marked. */
export function percentOf(grades: GradedItem[]): number | null {
  const whole = grades.reduce((sum, one) => sum + Math.max(0, one.maxPoints), 0)
  if (whole <= 0) return null
  const earned = grades.reduce((sum, one) => sum + Math.min(Math.max(0, one.points), Math.max(0, one.maxPoints)), 0)
  return Math.min(100, Math.round((earned / whole) * 10_000) / 100)
}

/** The line of a record: percent, letter, traditional mark; null while nothing is marked. */
export function lineOf(grades: GradedItem[], scale: Scale): { percent: number; band: Band } | null {
  const percent = percentOf(grades)
  return percent === null ? null : { percent, band: bandOf(percent, scale) }
}

/** Grade average weighted by credits, to hundredths; null without lines. */
export function averageOf(lines: { credits: number; gpa: number }[]): number | null {
  const credits = lines.reduce((sum, one) => sum + one.credits, 0)
  return credits > 0 ? Math.round((lines.reduce((sum, one) => sum + one.credits * one.gpa, 0) / credits) * 100) / 100 : null
}
