import { and, eq, isNull, sql } from 'drizzle-orm'
import { civilDate } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offeringGroup, offeringHeading } from '../../programmes/index.ts'
import { addColumnIn } from '../book/edit-columns.ts'
import type { ClassInput, NewClassInput } from './contract.ts'
import { journalClass } from './tables.ts'

/**
 * Writes a class into the journal; where marks are given at it, with a column of the grade book (R4.3c, R4.4b).
 * @throws 422 `grades.journal-day` for a day that is to come or outside the term, `grades.journal-group` for a group that is not taught
 */
export async function addClass(ctx: Ctx, offeringId: string, { marks, ...input }: NewClassInput): Promise<{ id: string }> {
  const id = newId()
  return change(ctx, async (tx) => {
    await refuseAstray(ctx, tx, offeringId, input)
    const title = `${input.heldOn.split('-').toReversed().slice(0, 2).join('.')} · ${input.topic}`.slice(0, 300)
    const column = marks && (await addColumnIn(ctx, tx, offeringId, { title: { ky: title, ru: title }, ...marks }))
    await tx.insert(journalClass).values({ id, offeringId, ...input, columnId: column?.id ?? null, teacherId: actorOf(ctx).personId })
    await record(ctx, tx, { verb: 'class.written', object: { type: 'class', id }, offering: offeringId, result: { ...input } })
    return { id }
  })
}

/** Another day, kind, topic or number of hours. @throws 404, 422 as `addClass` */
export async function editClass(ctx: Ctx, offeringId: string, classId: string, input: ClassInput): Promise<void> {
  await change(ctx, async (tx) => {
    await refuseAstray(ctx, tx, offeringId, input)
    const [before] = await tx
      .select()
      .from(journalClass)
      .where(and(eq(journalClass.id, classId), eq(journalClass.offeringId, offeringId), isNull(journalClass.removedAt)))
      .for('update')
    if (!before) throw problem('foundation.not-found', { status: 404 })
    // who was where is kept by group: a class with attendance stays with its group
    if (before.takenAt && before.groupId !== input.groupId) throw problem('grades.journal-taken', { status: 409 })
    await tx.update(journalClass).set(input).where(eq(journalClass.id, classId))
    const { heldOn, startsAt, kind, hours, topic } = before
    await record(ctx, tx, {
      verb: 'class.changed',
      object: { type: 'class', id: classId },
      offering: offeringId,
      result: { ...input, former: { heldOn, startsAt, kind, hours, topic } },
    })
  })
}

/** Takes a class out of the journal that was written by mistake. @throws 404; 409 `grades.journal-taken` once attendance was taken */
export async function removeClass(ctx: Ctx, offeringId: string, classId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [gone] = await tx
      .update(journalClass)
      .set({ removedAt: sql`now()` })
      .where(and(eq(journalClass.id, classId), eq(journalClass.offeringId, offeringId), isNull(journalClass.removedAt)))
      .returning({ takenAt: journalClass.takenAt })
    if (!gone) throw problem('foundation.not-found', { status: 404 })
    if (gone.takenAt) throw problem('grades.journal-taken', { status: 409 })
    await record(ctx, tx, { verb: 'class.removed', object: { type: 'class', id: classId }, offering: offeringId })
  })
}

async function refuseAstray(ctx: Ctx, tx: Tx, offeringId: string, input: ClassInput): Promise<void> {
  const heading = await offeringHeading(ctx, offeringId)
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const { startsOn, endsOn } = heading.term
  if (input.heldOn > civilDate(new Date()) || input.heldOn < startsOn || input.heldOn > endsOn)
    throw problem('grades.journal-day', { status: 422, params: { from: startsOn, to: endsOn } })
  if (input.groupId === null) return
  const [taught] = await tx
    .select({ id: offeringGroup.groupId })
    .from(offeringGroup)
    .where(and(eq(offeringGroup.offeringId, offeringId), eq(offeringGroup.groupId, input.groupId)))
  if (!taught) throw problem('grades.journal-group', { status: 422 })
}
