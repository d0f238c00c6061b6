import { and, eq, isNotNull } from 'drizzle-orm'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { cell, cellChange } from './tables.ts'

/** The mark that a person wrote into the book; it stands before the work's own until it is taken out again. */
export async function handMark(tx: Tx, of: { personId: string; itemId: string }): Promise<typeof cell.$inferSelect | null> {
  const [found] = await tx
    .select()
    .from(cell)
    .where(and(eq(cell.columnId, of.itemId), eq(cell.personId, of.personId), isNotNull(cell.points)))
  return found ?? null
}

/** Adds to the history of cells. */
export async function keepHistory(tx: Tx, changes: Omit<typeof cellChange.$inferInsert, 'id'>[]): Promise<void> {
  for (let start = 0; start < changes.length; start += 1000)
    await tx.insert(cellChange).values(changes.slice(start, start + 1000).map((one) => ({ id: newId(), ...one })))
}
