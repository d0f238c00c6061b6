import { eq } from 'drizzle-orm'
import type { Tx } from '../../foundation/server/database/database.ts'
import { item } from './tables.ts'

/**
 * Sets when an item is due, for a kind that knows it better than who edits the course: an exam that everybody sits at one time.
 * It is part of that kind's own act, which is traced there.
 */
export async function keepDue(tx: Tx, itemId: string, dueAt: Date | null): Promise<void> {
  await tx.update(item).set({ dueAt, changedAt: new Date() }).where(eq(item.id, itemId))
}
