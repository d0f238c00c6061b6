import { defineRule } from '../../../foundation/server/rules/define-rule.ts'

/** What was really watched of a film, in the share of its length. */
export interface WatchedFilm {
  share: number
}

/** R4.3c: asynchronous work is tracked by what was really done; a video counts as watched from a share of its length on. */
export const videoWatched = defineRule<WatchedFilm, { share: number; budgetSeconds: number }, { share: number; needed: number }>({
  clause: 'R4.3c',
  parameters: [
    {
      // `budgetSeconds`: how much playing without a line may be told of afterwards.
      value: { share: 0.9, budgetSeconds: 12 * 3600 },
      basis: { ky: 'Жобо DP-08.01, 4.3-пункт', ru: 'Положение DP-08.01, пункт 4.3', en: 'Regulation DP-08.01, clause 4.3' },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ share }, { value }) => (share >= value.share ? [] : [{ share, needed: value.share }]),
})
