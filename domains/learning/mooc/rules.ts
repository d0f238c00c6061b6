import { defineRule } from '../../../foundation/server/rules/define-rule.ts'

export interface Standing {
  /** Percent of items done, whole. */
  share: number
  /** Percent of points reached; null where the course gives none. */
  points: number | null
}

/** Percent of a whole, never rounded up to what is not reached: 79.9 is 79. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? Math.floor((part / whole) * 100 + 1e-9) : 0
}

/** Whether the rule of an open course is met. */
export function isCompleted(standing: Standing, rule: { leastShare: number; leastPoints: number }): boolean {
  return standing.share >= rule.leastShare && (standing.points === null || standing.points >= rule.leastPoints)
}

/** R3.5b: a course in the format of a MOOC may lie below the live fifth; its exemption is written down with a reason. */
export const exemptionStated = defineRule<{ reason: string }, { leastCharacters: number }, { characters: number }>({
  clause: 'R3.5b',
  parameters: [
    {
      value: { leastCharacters: 10 },
      basis: { ky: 'Жобо DP-08.01, 3.5-пункт', ru: 'Положение DP-08.01, пункт 3.5', en: 'Regulation DP-08.01, clause 3.5' },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ reason }, { value }) => (reason.trim().length < value.leastCharacters ? [{ characters: reason.trim().length }] : []),
})
