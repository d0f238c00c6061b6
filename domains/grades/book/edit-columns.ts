import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { keepLines } from '../keep-lines.ts'
import { schemesFor } from '../scheme/keep-scheme.ts'
import { bonusPart } from '../scheme/shared/scheme.ts'
import type { columnInput } from './contract.ts'
import { marksSet } from './marks-set.ts'
import { cell, handColumn } from './tables.ts'

type ColumnInput = z.output<typeof columnInput>

/** A new column for marks made by hand. @throws 422 for a part that the grading scheme does not have */
export function addColumn(ctx: Ctx, offeringId: string, input: ColumnInput): Promise<{ id: string }> {
  return change(ctx, (tx) => addColumnIn(ctx, tx, offeringId, input))
}

/** As `addColumn`, in a transaction that is open already. */
export async function addColumnIn(ctx: Ctx, tx: Tx, offeringId: string, input: ColumnInput): Promise<{ id: string }> {
  const id = newId()
  await refuseUnknownPart(ctx, tx, offeringId, input.partId)
  await tx.insert(handColumn).values({ id, offeringId, ...input, createdBy: actorOf(ctx).personId })
  await record(ctx, tx, { verb: 'column.added', object: { type: 'column', id }, offering: offeringId, result: { ...input } })
  await emit(ctx, tx, marksSet, { offeringId, personIds: [] })
  return { id }
}

/** Another name, most points or part of a hand column. @throws 404, 409 when a mark is above the new most points, 422 */
export async function editColumn(ctx: Ctx, offeringId: string, columnId: string, input: ColumnInput): Promise<void> {
  await change(ctx, async (tx) => {
    await refuseUnknownPart(ctx, tx, offeringId, input.partId)
    const changed = await tx
      .update(handColumn)
      .set(input)
      .where(and(eq(handColumn.id, columnId), eq(handColumn.offeringId, offeringId), isNull(handColumn.removedAt)))
      .returning({ id: handColumn.id })
    if (changed.length === 0) throw problem('foundation.not-found', { status: 404 })
    const people = await tx.select({ personId: cell.personId, points: cell.points }).from(cell).where(eq(cell.columnId, columnId))
    if (people.some(({ points }) => (points ?? 0) > input.maxPoints)) throw problem('grades.column-has-more', { status: 409 })
    await keepLines(
      ctx,
      tx,
      people.map(({ personId }) => ({ personId, offeringId })),
    )
    await record(ctx, tx, { verb: 'column.changed', object: { type: 'column', id: columnId }, offering: offeringId, result: { ...input } })
    await emit(ctx, tx, marksSet, { offeringId, personIds: people.map(({ personId }) => personId) })
  })
}

/** Takes an empty hand column away. @throws 404, 409 while it has marks: they are cleared first, each with its history */
export async function removeColumn(ctx: Ctx, offeringId: string, columnId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const removed = await tx
      .update(handColumn)
      .set({ removedAt: sql`now()` })
      .where(and(eq(handColumn.id, columnId), eq(handColumn.offeringId, offeringId), isNull(handColumn.removedAt)))
      .returning({ id: handColumn.id })
    if (removed.length === 0) throw problem('foundation.not-found', { status: 404 })
    const marks = await tx.select({ points: cell.points }).from(cell).where(eq(cell.columnId, columnId))
    if (marks.some(({ points }) => points !== null)) throw problem('grades.column-has-marks', { status: 409 })
    await record(ctx, tx, { verb: 'column.removed', object: { type: 'column', id: columnId }, offering: offeringId })
    await emit(ctx, tx, marksSet, { offeringId, personIds: [] })
  })
}

async function refuseUnknownPart(ctx: Ctx, tx: Tx, offeringId: string, partId: string | null): Promise<void> {
  const content = (await schemesFor(ctx, tx, [offeringId])).get(offeringId)?.content
  const known = [...(content?.parts.map(({ id }) => id) ?? []), bonusPart]
  if (partId !== null && !known.includes(partId))
    throw problem('grades.scheme-faulty', { status: 422, fields: [{ path: 'partId', key: 'scheme-fault-astray' }] })
}
