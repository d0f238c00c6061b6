import { z } from 'zod'
import { instantView } from '../../learning/contract.ts'

export const transcriptParams = z.object({ personId: z.uuid(), code: z.string().min(1).max(40) })

export const transcriptInput = z.object({
  language: z.enum(['ky', 'ru', 'en']),
  /** Surname and given name as in the passport; asked for in English. */
  latinName: z
    .string()
    .trim()
    .regex(/^[A-Za-z][A-Za-z' -]{2,80}$/)
    .optional(),
})
export type TranscriptInput = z.output<typeof transcriptInput>

const issuedView = z.object({
  code: z.string(),
  number: z.string(),
  language: z.string(),
  issuedAt: instantView,
  /** The record was corrected since. */
  replacedAt: instantView.nullable(),
})
export type IssuedTranscript = z.output<typeof issuedView>

export const transcriptsView = z.object({
  papers: z.array(issuedView),
  /** How many disciplines with a final grade a certificate would hold now. */
  lines: z.number(),
  /** Languages the reader may have it in. */
  languages: z.array(z.enum(['ky', 'ru', 'en'])),
})
export type TranscriptsView = z.output<typeof transcriptsView>
