import { z } from 'zod'
import { plotLimits } from '../plots/shared/plot.ts'

export const usedKinds = ['plot', 'lab'] as const
export const blockUseInput = z.object({
  kind: z.enum(usedKinds),
  /** The title of the block, as it stands in the text. */
  title: z.string().trim().min(1).max(plotLimits.title),
  /** The device's time of the work: there may have been no line. */
  at: z.iso.datetime({ offset: true }),
})
export type BlockUseInput = z.output<typeof blockUseInput>
