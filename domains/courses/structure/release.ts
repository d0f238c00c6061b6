import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { together } from '../../../foundation/server/database/together.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { standsOnlyInDraft, type ItemPart } from '../complex/shown-parts.ts'
import type { NeedView } from '../contract.ts'
import { itemKind } from '../item-kinds.ts'
import { item, section } from '../tables.ts'
import { seesDraft } from '../targets.ts'
import { itemCondition } from './tables.ts'

/** Which of these items a person has done. One statement for all. */
type DoneReader = (ctx: Ctx, personId: string, itemIds: string[]) => Promise<ReadonlySet<string>>

let readDone: DoneReader | undefined

/** Registers who knows what a student has done: `learning`, which stands above this domain. */
export function registerDoneReader(reader: DoneReader): void {
  readDone = reader
}

interface Row {
  itemId: string
  needsItemId: string
  minPercent: number | null
  title: Localized
  kind: string
  shown: boolean
}

const conditionsOf = together(async (db, offeringIds: string[]) => {
  const rows = await db
    .select({
      offeringId: itemCondition.offeringId,
      itemId: itemCondition.itemId,
      needsItemId: itemCondition.needsItemId,
      minPercent: itemCondition.minPercent,
      title: item.title,
      kind: item.kind,
      shown: sql<boolean>`NOT ${item.hidden} AND NOT ${section.hidden} AND NOT ${item.draftOnly}`,
    })
    .from(itemCondition)
    .innerJoin(item, eq(item.id, itemCondition.needsItemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(inArray(itemCondition.offeringId, offeringIds))
    .orderBy(asc(section.position), asc(section.id), asc(item.position), asc(item.id))
  return Map.groupBy(
    rows.map((row) => ({ ...row, title: row.title as Localized })),
    (row) => row.offeringId,
  )
})

/** Whether conditions bind the reader: not those who edit, review or oversee the course. */
function bound(ctx: Ctx, target: Target): boolean {
  const { actor } = ctx
  return !actor || !(actor.can('course.edit', target) || actor.can('complex.read', target) || actor.can('complex.review', target))
}

/**
 * The conditions of an offering's items (item → what it needs). For a student `met` tells which are fulfilled; for those who
 * edit or oversee it is null. A needed item that students do not see is not demanded of them. One statement where there are none.
 */
export async function readNeeds(ctx: Ctx, offeringId: string, target: Target): Promise<Map<string, NeedView[]>> {
  const rows = (await conditionsOf(ctx.db, offeringId)) ?? []
  if (rows.length === 0) return new Map()
  const student = bound(ctx, target)
  const met = student ? await metBy(ctx, rows) : null
  const views = rows
    .filter((row) => row.shown || !student)
    .map((row) => ({
      itemId: row.itemId,
      need: {
        itemId: row.needsItemId,
        title: row.title,
        kind: row.kind,
        minPercent: row.minPercent,
        shown: row.shown,
        met: met ? met(row) : null,
      },
    }))
  return new Map([...Map.groupBy(views, (one) => one.itemId)].map(([id, ones]) => [id, ones.map(({ need }) => need)]))
}

async function metBy(ctx: Ctx, rows: Row[]): Promise<(row: Row) => boolean> {
  const personId = ctx.actor?.personId
  if (!personId) return () => false
  const done = (await readDone?.(ctx, personId, [...new Set(rows.map((row) => row.needsItemId))])) ?? new Set<string>()
  const scores = new Map<string, number>()
  const scored = rows.filter((row) => row.minPercent !== null)
  for (const [kind, ones] of Map.groupBy(scored, (row) => row.kind)) {
    const shares = await itemKind(kind)?.scores?.(
      ctx,
      personId,
      ones.map((row) => row.needsItemId),
    )
    for (const [id, share] of shares ?? []) scores.set(id, share)
  }
  return (row) => done.has(row.needsItemId) && (row.minPercent === null || (scores.get(row.needsItemId) ?? -1) * 100 >= row.minPercent - 1e-9)
}

/** What an item still waits for, for this reader; empty when it is open to them, and for those who edit or oversee. */
export async function readUnmet(ctx: Ctx, of: { id: string; offeringId: string }, target?: Target): Promise<NeedView[]> {
  const rows = await conditionsOf(ctx.db, of.offeringId)
  if (!rows?.some((row) => row.itemId === of.id)) return []
  const own = target ?? (await offeringTarget(ctx, of.offeringId))
  const needs = own ? await readNeeds(ctx, of.offeringId, own) : new Map<string, NeedView[]>()
  return (needs.get(of.id) ?? []).filter(({ met }) => met === false)
}

/**
 * Whether an item is withheld from this reader by its conditions of release, or because the approved version of the complex
 * does not hold it, or not this part of it. Every door to an item's content asks this.
 */
export async function isLocked(ctx: Ctx, of: { id: string; offeringId: string }, target?: Target, part?: ItemPart): Promise<boolean> {
  if ((await readUnmet(ctx, of, target)).length > 0) return true
  if (!(await standsOnlyInDraft(ctx, of, part))) return false
  const own = target ?? (await offeringTarget(ctx, of.offeringId))
  return !own || !seesDraft(ctx, own)
}

/** @throws 409 `courses.locked`, naming what is to be done first */
export async function refuseLocked(ctx: Ctx, of: { id: string; offeringId: string }): Promise<void> {
  const unmet = await readUnmet(ctx, of)
  if (unmet.length > 0)
    throw problem('courses.locked', {
      status: 409,
      params: { count: unmet.length },
      facts: { needs: unmet.map(({ itemId, title, minPercent }) => ({ itemId, title, minPercent })) },
    })
}

/** For searches of students: items with conditions are found through the course page, which knows whether they are open. */
export const withoutConditions = sql`NOT EXISTS (SELECT FROM ${itemCondition} WHERE ${itemCondition.itemId} = ${item.id})`
