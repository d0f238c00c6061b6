import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { NoteInput } from './contract.ts'
import { note } from './tables.ts'

/** Keeps a note under the key its writer's device made: new, changed, or told once more. The trace has no word of it. @throws 404 for another person's */
export async function keepNote(ctx: Ctx, noteId: string, { itemId, quote, text }: NoteInput): Promise<void> {
  const { personId } = actorOf(ctx)
  const now = new Date()
  await change(ctx, async (tx) => {
    const kept = await tx
      .insert(note)
      .values({ id: noteId, personId, itemId, quote: quote || null, text, createdAt: now, changedAt: now })
      .onConflictDoUpdate({ target: note.id, set: { text, changedAt: now }, setWhere: eq(note.personId, personId) })
      .returning({ id: note.id })
    if (kept.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'note.kept', object: { type: 'note', id: noteId } })
  })
}

/** Removes a note of one's own. @throws 404 */
export async function removeNote(ctx: Ctx, noteId: string): Promise<void> {
  const { personId } = actorOf(ctx)
  await change(ctx, async (tx) => {
    const gone = await tx
      .delete(note)
      .where(and(eq(note.id, noteId), eq(note.personId, personId)))
      .returning({ id: note.id })
    if (gone.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'note.removed', object: { type: 'note', id: noteId } })
  })
}
