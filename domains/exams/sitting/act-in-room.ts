import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emitMany } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { findItem } from '../../learning/index.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import { attemptMarked } from '../events.ts'
import { endAttempt } from '../jobs.ts'
import { submitAttempt } from '../submit-attempt.ts'
import { attempt } from '../tables.ts'
import type { RoomActInput, RoomView } from './contract.ts'
import { readRoom } from './read-room.ts'
import { roomAct, sitting } from './tables.ts'

/**
 * What who watches an exam does: more time, an end, opening again what was handed in, a message, a pause. Each act is kept with its
 * reason for the protocol, and students' pages hear of it at their next beat.
 * @throws 404 for attempts of another test; 409 `exams.room-nobody` when it concerns nobody; 422 `exams.room-minutes` without minutes
 */
export async function actInRoom(ctx: Ctx, itemId: string, input: RoomActInput): Promise<RoomView> {
  const found = await findItem(ctx, itemId)
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  if ((input.kind === 'extend' || input.kind === 'reopen') && input.minutes === null) throw problem('exams.room-minutes', { status: 422 })
  if (input.kind === 'reopen' && input.attemptIds === null) throw problem('exams.room-nobody', { status: 409 })
  if (input.kind === 'waive-seb') await refuseStranger(ctx, found.offeringId, input.personId)
  const closing = await change(ctx, async (tx) => {
    const concerned = await concernedBy(tx, itemId, input)
    if (concerned.length === 0 && !['message', 'pause', 'resume', 'waive-seb'].includes(input.kind))
      throw problem('exams.room-nobody', { status: 409 })
    await carryOut(ctx, tx, itemId, input, concerned)
    await tx.insert(roomAct).values(
      (input.attemptIds ?? [null]).map((attemptId) => ({
        id: newId(),
        itemId,
        attemptId,
        personId: input.kind === 'waive-seb' ? input.personId : null,
        kind: input.kind,
        minutes: input.minutes,
        words: input.words,
        doneBy: actorOf(ctx).personId,
        doneAt: new Date(),
      })),
    )
    await record(ctx, tx, {
      verb: 'room.acted',
      object: { type: 'item', id: itemId },
      offering: found.offeringId,
      ...(input.kind === 'waive-seb' && input.personId ? { about: input.personId } : {}),
      result: { act: input.kind, attempts: input.attemptIds ?? 'all', minutes: input.minutes, reason: input.words },
    })
    return input.kind === 'close' ? concerned : []
  })
  for (const { id } of closing) await submitAttempt(ctx, id, true)
  return readRoom(ctx, itemId)
}

/** Only a student of the course is let sit an exam outside Safe Exam Browser. @throws 404; 409 `exams.room-nobody` */
async function refuseStranger(ctx: Ctx, offeringId: string, personId: string | null): Promise<void> {
  if (personId === null) throw problem('exams.room-nobody', { status: 409 })
  const students = await studentsOfOffering(ctx, offeringId)
  if (!students.some((one) => one.personId === personId)) throw problem('foundation.not-found', { status: 404 })
}

type Concerned = Pick<typeof attempt.$inferSelect, 'id' | 'endsAt' | 'graceSeconds' | 'personId' | 'offeringId'>

/** The attempts that an act concerns, locked: those that run, or (to open again) those that were handed in. */
async function concernedBy(tx: Tx, itemId: string, input: RoomActInput): Promise<Concerned[]> {
  const ids = input.attemptIds
  const rows = await tx
    .select({
      id: attempt.id,
      endsAt: attempt.endsAt,
      graceSeconds: attempt.graceSeconds,
      personId: attempt.personId,
      offeringId: attempt.offeringId,
      submittedAt: attempt.submittedAt,
    })
    .from(attempt)
    .where(and(eq(attempt.itemId, itemId), ids ? inArray(attempt.id, ids) : undefined))
    .orderBy(attempt.id)
    .for('update')
  if (ids && rows.length !== new Set(ids).size) throw problem('foundation.not-found', { status: 404 })
  return rows.filter(({ submittedAt }) => (input.kind === 'reopen' ? submittedAt !== null : submittedAt === null))
}

async function carryOut(ctx: Ctx, tx: Tx, itemId: string, input: RoomActInput, concerned: readonly Concerned[]): Promise<void> {
  const ids = concerned.map(({ id }) => id)
  const minutes = input.minutes ?? 0
  switch (input.kind) {
    case 'extend':
      // its end job finds the new time and waits for it
      await tx
        .update(attempt)
        .set({ endsAt: sql`${attempt.endsAt} + ${minutes} * interval '1 minute'` })
        .where(inArray(attempt.id, ids))
      return
    case 'reopen': {
      const endsAt = new Date(Date.now() + minutes * 60_000)
      await tx.update(attempt).set({ submittedAt: null, points: null, hash: null, endsAt }).where(inArray(attempt.id, ids))
      await ctx.portal.jobs.enqueueMany(
        tx,
        endAttempt,
        concerned.map(({ id, graceSeconds }) => ({ data: { attemptId: id }, startAfter: new Date(endsAt.getTime() + graceSeconds * 1000) })),
      )
      // the mark goes until it is handed in again
      await emitMany(
        ctx,
        tx,
        attemptMarked,
        concerned.map(({ id, personId, offeringId }) => ({ attemptId: id, personId, itemId, offeringId })),
      )
      return
    }
    case 'pause':
      await tx
        .update(sitting)
        .set({ pausedAt: new Date() })
        .where(and(eq(sitting.itemId, itemId), isNull(sitting.pausedAt)))
      return
    case 'resume': {
      const [own] = await tx
        .select()
        .from(sitting)
        .where(and(eq(sitting.itemId, itemId), isNotNull(sitting.pausedAt)))
        .for('update')
      if (!own?.pausedAt) return
      const lost = Date.now() - own.pausedAt.getTime()
      await tx
        .update(attempt)
        .set({ endsAt: sql`${attempt.endsAt} + ${lost} * interval '1 millisecond'` })
        .where(and(eq(attempt.itemId, itemId), isNull(attempt.submittedAt)))
      await tx.update(sitting).set({ pausedAt: null }).where(eq(sitting.itemId, itemId))
      return
    }
    case 'close':
    case 'message':
    case 'waive-seb':
  }
}
