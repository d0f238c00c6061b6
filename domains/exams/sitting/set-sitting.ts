import { and, eq, gt } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { keepDue } from '../../courses/index.ts'
import { findItem } from '../../learning/index.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import { attempt, test } from '../tables.ts'
import type { SittingInput, SittingView } from './contract.ts'
import { readSitting } from './read-sitting.ts'
import { newQuitPassword } from './seb/settings.ts'
import { keepEnd } from './keep-end.ts'
import { newSecret } from './seal-paper.ts'
import { allowance, sitting } from './tables.ts'

/**
 * Makes a test an exam that everybody sits at one time, changes when, or (null) lets it be sat at any time again.
 * @throws 404; 409 `exams.sitting-began` once papers were made for it; 422 `exams.sitting-time` without a length of time,
 * `exams.sitting-opens` when the item opens only after the waiting room
 */
export async function setSitting(ctx: Ctx, itemId: string, input: SittingInput | null): Promise<SittingView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  await change(ctx, async (tx) => {
    const [rules] = await tx.select().from(test).where(eq(test.itemId, itemId)).for('update')
    if (!rules) throw problem('foundation.not-found', { status: 404 })
    if (input && !rules.minutes) throw problem('exams.sitting-time', { status: 422, clause: 'R4.4a' })
    if (input && found.opensAt && found.opensAt.getTime() > Date.parse(input.startsAt) - input.roomMinutes * 60_000)
      throw problem('exams.sitting-opens', { status: 422 })
    const [had] = await tx.select().from(sitting).where(eq(sitting.itemId, itemId))
    // papers that were sealed for the old time would open at another one
    const made = had ? await tx.$count(attempt, and(eq(attempt.itemId, itemId), gt(attempt.startedAt, new Date(had.startsAt.getTime() - 1)))) : 0
    if (made > 0) throw problem('exams.sitting-began', { status: 409 })
    if (input) {
      const sebQuit = input.seb ? (had?.sebQuit ?? newQuitPassword()) : null
      const values = { ...input, startsAt: new Date(input.startsAt), sebQuit }
      await tx
        .insert(sitting)
        .values({ itemId, secret: newSecret(), ...values })
        .onConflictDoUpdate({ target: sitting.itemId, set: values })
      await keepEnd(tx, itemId)
    } else {
      await tx.delete(sitting).where(eq(sitting.itemId, itemId))
      // its end was the exam's, and there is none now
      if (had) await keepDue(tx, itemId, null)
    }
    await record(ctx, tx, {
      verb: input ? 'sitting.set' : 'sitting.removed',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      ...(input ? { result: { startsAt: input.startsAt, minutes: rules.minutes } } : {}),
    })
  })
  return readSitting(ctx, itemId)
}

/**
 * More time for a student in a test, with its reason; 0 minutes take it back. A paper that is being written gets it by an act in the room.
 * @throws 404 for somebody who does not study there
 */
export async function setAllowance(
  ctx: Ctx,
  at: { itemId: string; personId: string },
  input: { minutes: number; reason: string },
): Promise<SittingView> {
  const found = await findItem(ctx, at.itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  const students = await studentsOfOffering(ctx, found.offeringId)
  if (!students.some(({ personId }) => personId === at.personId)) throw problem('foundation.not-found', { status: 404 })
  await change(ctx, async (tx) => {
    const row = { ...input, madeBy: actorOf(ctx).personId, madeAt: new Date() }
    if (input.minutes === 0) await tx.delete(allowance).where(and(eq(allowance.itemId, at.itemId), eq(allowance.personId, at.personId)))
    else
      await tx
        .insert(allowance)
        .values({ ...at, ...row })
        .onConflictDoUpdate({ target: [allowance.itemId, allowance.personId], set: row })
    await record(ctx, tx, {
      verb: 'allowance.set',
      object: { type: 'item', id: at.itemId },
      about: at.personId,
      offering: found.offeringId,
      result: { minutes: input.minutes },
    })
  })
  return readSitting(ctx, at.itemId)
}
