import { and, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { iso } from '../../learning/index.ts'
import { person } from '../../people/index.ts'
import { grade } from '../tables.ts'
import type { HistoryView } from './contract.ts'
import { cellChange } from './tables.ts'

interface Cell {
  offeringId: string
  columnId: string
  personId: string
}

const named = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }

/** Who changed a cell, when, from what to what and why; newest first (R4.4b). */
export async function readHistory(ctx: Ctx, { offeringId, columnId, personId }: Cell): Promise<HistoryView> {
  const rows = await ctx.db
    .select({ change: cellChange, by: named })
    .from(cellChange)
    .leftJoin(person, eq(person.id, cellChange.by))
    .where(and(eq(cellChange.columnId, columnId), eq(cellChange.personId, personId), eq(cellChange.offeringId, offeringId)))
    .orderBy(desc(cellChange.at), desc(cellChange.id))
    .limit(200)
  if (rows.length === 0) return { changes: await firstMark(ctx, { offeringId, columnId, personId }) }
  return {
    changes: rows.map(({ change, by }) => ({
      at: iso(change.at),
      by,
      pointsFrom: change.pointsFrom,
      pointsTo: change.pointsTo,
      commentFrom: change.commentFrom,
      commentTo: change.commentTo,
      source: change.source,
      why: change.why,
    })),
  }
}

/** A mark from before histories were kept: it stands as its own first change. */
async function firstMark(ctx: Ctx, { offeringId, columnId, personId }: Cell): Promise<HistoryView['changes']> {
  const rows = await ctx.db
    .select({ grade, by: named })
    .from(grade)
    .leftJoin(person, eq(person.id, grade.gradedBy))
    .where(and(eq(grade.itemId, columnId), eq(grade.personId, personId), eq(grade.offeringId, offeringId)))
  return rows.map(({ grade: one, by }) => ({
    at: iso(one.gradedAt),
    by,
    pointsFrom: null,
    pointsTo: one.points,
    commentFrom: null,
    commentTo: one.comment,
    source: 'work',
    why: null,
  }))
}
