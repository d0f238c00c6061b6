import { z } from 'zod'
import { localizedView } from '../../learning/contract.ts'

const level = z.object({ id: z.string().min(1).max(40), title: localizedView, points: z.number().min(0).max(1000) })
const criterion = z.object({ id: z.string().min(1).max(40), title: localizedView, levels: z.array(level).max(12) })

export const rubricInput = z.object({
  /** The version it was made from: another's newer one is told and not overwritten. 0: there was none. */
  base: z.number().int().min(0),
  criteria: z.array(criterion).max(30),
})
export type RubricInput = z.output<typeof rubricInput>

/** No criteria: the work is marked without a rubric. */
export const rubricView = z.object({ version: z.number(), criteria: z.array(criterion) })
export type RubricView = z.output<typeof rubricView>

export const filledInput = z.object({
  /** The version that was marked by: another's newer one is told. */
  version: z.number().int(),
  chosen: z.record(z.string().max(40), z.string().max(40)),
  comments: z.record(z.string().max(40), z.string().trim().max(2000)),
})

export const filledView = z.object({
  version: z.number(),
  criteria: z.array(criterion),
  chosen: z.record(z.string(), z.string()),
  comments: z.record(z.string(), z.string()),
})
export type FilledView = z.output<typeof filledView>

export const phraseInput = z.object({ words: z.string().trim().min(2).max(2000) })
export const phraseParams = z.object({ phraseId: z.uuid() })
export const phrasesView = z.object({ phrases: z.array(z.object({ id: z.string(), words: z.string() })) })
export type PhrasesView = z.output<typeof phrasesView>
