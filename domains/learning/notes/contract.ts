import { z } from 'zod'
import { instantView, localizedView } from '../contract.ts'

export const noteParams = z.object({ noteId: z.uuid() })
export const noteInput = z.object({ itemId: z.uuid(), quote: z.string().trim().max(1000).nullable(), text: z.string().trim().min(1).max(10_000) })
export type NoteInput = z.output<typeof noteInput>

export const notesQuery = z.object({ itemId: z.uuid().optional(), text: z.string().max(200).optional() })
export const notesView = z.object({
  notes: z.array(
    z.object({
      id: z.string(),
      quote: z.string().nullable(),
      text: z.string(),
      createdAt: instantView,
      changedAt: instantView,
      item: z.object({ id: z.string(), offeringId: z.string(), title: localizedView, course: localizedView }).nullable(),
    }),
  ),
})
export type NotesView = z.output<typeof notesView>
