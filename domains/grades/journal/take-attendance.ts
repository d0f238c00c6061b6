import { and, eq, isNull, sql } from 'drizzle-orm'
import { civilDate } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { studentsOfOffering } from '../../programmes/index.ts'
import type { PresenceInput } from './contract.ts'
import { journalChange, journalClass, journalPresence } from './tables.ts'

/**
 * Says who was at a class (R4.3c). What somebody else said meanwhile is not overwritten; a word that stood at the end of its day is
 * changed with a reason only.
 * @throws 404; 409 `grades.journal-changed`; 422 `grades.journal-why`, `grades.journal-stranger`, `grades.journal-excuse` without its document
 */
export async function takeAttendance(ctx: Ctx, offeringId: string, classId: string, { rows, why }: PresenceInput): Promise<void> {
  const students = await studentsOfOffering(ctx, offeringId)
  const by = actorOf(ctx).personId
  await change(ctx, async (tx) => {
    const [held] = await tx
      .select()
      .from(journalClass)
      .where(and(eq(journalClass.id, classId), eq(journalClass.offeringId, offeringId), isNull(journalClass.removedAt)))
      .for('update')
    if (!held) throw problem('foundation.not-found', { status: 404 })
    const those = new Set(students.filter((one) => held.groupId === null || one.groupId === held.groupId).map((one) => one.personId))
    if (rows.some((one) => !those.has(one.personId))) throw problem('grades.journal-stranger', { status: 422 })
    const kept = new Map((await tx.select().from(journalPresence).where(eq(journalPresence.classId, classId))).map((one) => [one.personId, one]))
    const moved = rows.filter((one) => {
      const now = kept.get(one.personId)
      return now?.state !== one.state || (one.note !== undefined && (now?.note ?? null) !== (one.note || null))
    })
    if (moved.some((one) => (kept.get(one.personId)?.state ?? null) !== one.was)) throw problem('grades.journal-changed', { status: 409 })
    const noteOf = (one: PresenceInput['rows'][number]): string | null =>
      one.note === undefined ? (kept.get(one.personId)?.note ?? null) : one.note || null
    if (moved.some((one) => one.state === 'excused' && !noteOf(one))) throw problem('grades.journal-excuse', { status: 422 })
    const today = civilDate(new Date())
    const late = moved.some((one) => {
      const now = kept.get(one.personId)
      return now !== undefined && civilDate(now.changedAt) < today
    })
    if (late && !why) throw problem('grades.journal-why', { status: 422 })
    const at = new Date()
    if (moved.length > 0) {
      await tx
        .insert(journalPresence)
        .values(moved.map((one) => ({ classId, personId: one.personId, state: one.state, note: noteOf(one), changedBy: by, changedAt: at })))
        .onConflictDoUpdate({
          target: [journalPresence.classId, journalPresence.personId],
          set: { state: sql`excluded.state`, note: sql`excluded.note`, changedBy: by, changedAt: at },
        })
      await tx.insert(journalChange).values(
        moved.map((one) => ({
          id: newId(),
          classId,
          personId: one.personId,
          stateFrom: kept.get(one.personId)?.state ?? null,
          stateTo: one.state,
          why,
          by,
          at,
        })),
      )
      if (!held.takenAt) await tx.update(journalClass).set({ takenAt: at }).where(eq(journalClass.id, classId))
    }
    await record(
      ctx,
      tx,
      ...moved.map((one) => ({
        verb: 'attendance.taken',
        object: { type: 'class', id: classId },
        about: one.personId,
        offering: offeringId,
        result: { state: one.state, former: kept.get(one.personId)?.state ?? null, hours: held.hours, ...(why ? { why } : {}) },
      })),
    )
  })
}
