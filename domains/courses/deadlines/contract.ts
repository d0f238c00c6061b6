import { z } from 'zod'

export const deadlineParams = z.object({ itemId: z.uuid() })
export const ownDeadlineParams = z.object({ itemId: z.uuid(), personId: z.uuid() })

export const grantInput = z.object({
  personIds: z.array(z.uuid()).min(1).max(500),
  dueAt: z.iso.datetime(),
  reason: z.string().trim().min(3).max(500),
})
export type GrantInput = z.output<typeof grantInput>

const personView = z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })

export const deadlinesView = z.object({
  dueAt: z.string().nullable(),
  granted: z.array(z.object({ person: personView, dueAt: z.string(), reason: z.string(), grantedBy: personView, grantedAt: z.string() })),
  /** Who may be granted one: the students of the offering. */
  students: z.array(personView.extend({ group: z.string().nullable() })),
})
export type DeadlinesView = z.output<typeof deadlinesView>
