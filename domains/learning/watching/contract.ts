import { z } from 'zod'
import { localizedView } from '../contract.ts'

export const watchingParams = z.object({ videoId: z.uuid() })

/** Stretches as `[from, to]` in tenths of seconds. */
const stretchesView = z.array(z.tuple([z.number(), z.number()]))

/**
 * A beat of a player: what it played since the last one that was acknowledged. `player` and `number` make it idempotent;
 * sent again it changes nothing. A page without a line keeps its beats and sends them later, in their order.
 */
export const beatInput = z.object({
  player: z.uuid(),
  number: z.number().int().min(0).max(1_000_000),
  /** Where the viewer is, in tenths of seconds. */
  place: z.number().int().min(0).max(864_000),
  /** When the last of it was played: beats that waited for a line carry their true time. */
  at: z.iso.datetime({ offset: true }),
  played: z
    .array(
      z.object({
        from: z.number().int().min(0).max(864_000),
        to: z.number().int().min(0).max(864_000),
        speed: z.number().min(0.25).max(4),
        how: z.enum(['seen', 'heard', 'hidden']),
      }),
    )
    .max(200),
})
export type BeatInput = z.output<typeof beatInput>

export const watchingView = z.object({
  played: stretchesView,
  /** Tenths of seconds that ran in a hidden tab and did not count. */
  hidden: z.number(),
  place: z.number(),
  share: z.number(),
  /** Share from which the video counts as watched. */
  needed: z.number(),
  doneAt: z.string().nullable(),
})
export type WatchingView = z.output<typeof watchingView>

export const retentionView = z.object({
  offeringId: z.string(),
  title: localizedView,
  seconds: z.number(),
  viewers: z.number(),
  done: z.number(),
  /** Average share of the film that its viewers watched. */
  share: z.number(),
  /** How many watched each of the equal parts of the film. */
  parts: z.array(z.object({ from: z.number(), viewers: z.number() })),
})
export type RetentionView = z.output<typeof retentionView>
