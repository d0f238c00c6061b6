import { eq } from 'drizzle-orm'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { keepDue } from '../../courses/index.ts'
import { test } from '../tables.ts'
import { timesOf } from './shared/sitting-times.ts'
import { sitting } from './tables.ts'

/**
 * The end of an exam that everybody sits at one time, and nothing else, is its item's deadline: calendars show it, and who has not come
 * by then has missed it, not earlier. More time of a single student does not move it: who is in has an attempt.
 */
export async function keepEnd(tx: Tx, itemId: string): Promise<void> {
  const end = await endOf(tx, itemId)
  if (end) await keepDue(tx, itemId, end)
}

/** When an exam at one time ends; null for a test without one. */
export async function endOf(tx: Tx, itemId: string): Promise<Date | null> {
  const [found] = await tx
    .select({ plan: sitting, minutes: test.minutes })
    .from(sitting)
    .innerJoin(test, eq(test.itemId, sitting.itemId))
    .where(eq(sitting.itemId, itemId))
  return found?.minutes ? new Date(timesOf(found.plan, found.minutes).endsAt) : null
}
