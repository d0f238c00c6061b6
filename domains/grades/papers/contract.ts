import { z } from 'zod'
import { instantView, localizedView } from '../../learning/contract.ts'

export const paperParams = z.object({ code: z.string().min(1).max(40) })

/** What anybody who holds the code is told. */
export const paperView = z.object({
  code: z.string(),
  kind: z.enum(['sheet', 'certificate']),
  university: localizedView,
  facts: z.array(z.object({ key: z.string(), value: localizedView })),
  sha256: z.string(),
  issuedAt: instantView,
  replacedAt: instantView.nullable(),
})
export type PaperView = z.output<typeof paperView>
