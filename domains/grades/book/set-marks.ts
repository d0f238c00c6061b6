import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { bringGrade } from '../keep-grade.ts'
import { keepLines } from '../keep-lines.ts'
import { grade } from '../tables.ts'
import type { MarksInput, MarksView } from './contract.ts'
import { keepHistory } from './hand-mark.ts'
import { marksSet } from './marks-set.ts'
import { cellKey, readCells, type Board, type Now } from './read-cells.ts'
import { cell } from './tables.ts'

type Change = MarksInput['changes'][number]
type Refusal = MarksView['refused'][number]['reason']
const blank: Now = { points: null, comment: null, handPoints: null, handComment: null }

/** A cell before and after; `after.points` of an item whose hand mark is taken out is found by `bringGrade`. */
interface Step {
  columnId: string
  personId: string
  byHand: boolean
  maxPoints: number
  before: Now
  after: Now
}

/**
 * Writes marks and comments into the grade book, many at once (R4.4b). What may not be written is told cell by cell with its reason and what
 * stands there now; the rest is taken. Points of an item stand before the work's own mark until they are cleared.
 */
export function setMarks(ctx: Ctx, offeringId: string, input: MarksInput): Promise<MarksView> {
  return change(ctx, (tx) => setMarksIn(ctx, tx, offeringId, input))
}

/** As `setMarks`, in a transaction that is open already: what made somebody else's mark change commits with it. */
export async function setMarksIn(ctx: Ctx, tx: Tx, offeringId: string, { changes, why, undo }: MarksInput): Promise<MarksView> {
  const [personIds, columnIds] = [new Set(changes.map((one) => one.personId)), new Set(changes.map((one) => one.columnId))]
  const board = await readCells(tx, offeringId, [...personIds], [...columnIds])
  const refused: MarksView['refused'] = []
  const steps: Step[] = []
  for (const one of changes) {
    const now = board.now.get(cellKey(one)) ?? blank
    const reason = refusalOf(board, one, now)
    if (reason) refused.push({ personId: one.personId, columnId: one.columnId, reason, now: now.points, comment: now.comment })
    else steps.push(...stepOf(board, one, now))
  }
  const done = steps.length > 0 ? await write(ctx, tx, offeringId, steps) : []
  const at = new Date()
  await keepHistory(
    tx,
    done.map(({ columnId, personId, before, after }) => ({
      columnId,
      personId,
      offeringId,
      at,
      by: actorOf(ctx).personId,
      pointsFrom: before.points,
      pointsTo: after.points,
      commentFrom: before.comment,
      commentTo: after.comment,
      source: undo ? 'undo' : 'hand',
      why: why || null,
    })),
  )
  await record(
    ctx,
    tx,
    ...done.map(({ columnId, personId, byHand, maxPoints, before, after }) => ({
      verb: 'mark.set',
      object: { type: byHand ? 'column' : 'item', id: columnId },
      about: personId,
      offering: offeringId,
      result: { points: after.points, maxPoints, former: before.points, ...(why ? { why } : {}) },
    })),
  )
  if (done.length > 0) await emit(ctx, tx, marksSet, { offeringId, personIds: [...new Set(done.map(({ personId }) => personId))] })
  return { taken: changes.length - refused.length, refused }
}

function refusalOf(board: Board, one: Change, now: Now): Refusal | null {
  const column = board.columns.get(one.columnId)
  if (!column || !board.students.has(one.personId)) return 'no-cell'
  if (board.confirmed.has(one.personId)) return 'final'
  const pointsMoved = now.points !== one.was && now.points !== one.points
  const commentMoved = one.comment !== undefined && now.comment !== (one.wasComment ?? null) && now.comment !== (one.comment || null)
  if (pointsMoved || commentMoved) return 'changed'
  if (one.points === now.points) return null
  if (one.points === null) return !column.byHand && now.handPoints === null ? 'work-mark' : null
  if (one.points > column.maxPoints) return 'too-much'
  return one.points < 0 ? 'below-zero' : null
}

/** The step of a change; none where the cell shows that already. What follows sees the cell as this leaves it. */
function stepOf(board: Board, one: Change, before: Now): Step[] {
  const column = board.columns.get(one.columnId)
  const comment = one.comment === undefined ? before.comment : one.comment || null
  if (!column || (one.points === before.points && comment === before.comment)) return []
  const after: Now = {
    points: one.points,
    comment,
    handPoints: one.points === before.points ? before.handPoints : one.points,
    handComment: comment === before.comment ? before.handComment : comment,
  }
  board.now.set(cellKey(one), after)
  return [{ columnId: one.columnId, personId: one.personId, ...column, before, after }]
}

async function write(ctx: Ctx, tx: Tx, offeringId: string, steps: Step[]): Promise<Step[]> {
  const [by, at] = [actorOf(ctx).personId, new Date()]
  // a cell that stands twice is written as its last change leaves it
  const last = [...new Map(steps.map((step) => [cellKey(step), step])).values()]
  const excluded = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, sql.raw(`excluded.${name.replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`)}`)]))
  for (let start = 0; start < last.length; start += 1000)
    await tx
      .insert(cell)
      .values(
        last.slice(start, start + 1000).map(({ columnId, personId, after }) => ({
          columnId,
          personId,
          offeringId,
          points: after.handPoints,
          comment: after.handComment,
          changedBy: by,
          changedAt: at,
        })),
      )
      .onConflictDoUpdate({ target: [cell.columnId, cell.personId], set: excluded('points', 'comment', 'changedBy', 'changedAt') })
  const ofItems = last.filter(({ byHand }) => !byHand)
  const given = ofItems.flatMap(({ columnId: itemId, personId, maxPoints, after }) =>
    after.handPoints === null
      ? []
      : [{ itemId, personId, offeringId, points: after.handPoints, maxPoints, comment: after.comment, gradedBy: by, gradedAt: at }],
  )
  for (let start = 0; start < given.length; start += 1000)
    await tx
      .insert(grade)
      .values(given.slice(start, start + 1000))
      .onConflictDoUpdate({ target: [grade.personId, grade.itemId], set: excluded('points', 'maxPoints', 'comment', 'gradedBy', 'gradedAt') })
  // points taken out of an item: the work's own mark stands again, if there is one
  const fallen = new Map<string, number | null>()
  for (const { columnId: itemId, personId } of ofItems.filter((one) => one.after.handPoints === null && one.before.handPoints !== null))
    fallen.set(cellKey({ columnId: itemId, personId }), (await bringGrade(tx, { itemId, personId, offeringId })).mark?.points ?? null)
  await keepLines(
    ctx,
    tx,
    [...new Set(last.map(({ personId }) => personId))].map((personId) => ({ personId, offeringId })),
  )
  return steps.map((step) => {
    const points = fallen.get(cellKey(step))
    return points === undefined || step.after.points !== null ? step : { ...step, after: { ...step.after, points } }
  })
}
