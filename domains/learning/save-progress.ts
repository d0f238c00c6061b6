import { sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import type { Tx } from '../../foundation/server/database/database.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { record, type Act } from '../../foundation/server/trace/record.ts'
import type { ItemResult } from '../courses/index.ts'
import type { ItemProgressView, ProgressInput } from './contract.ts'
import { openItem } from './find-item.ts'
import { iso, isoOrNull } from './instants.ts'
import { completes, firstBeatSeconds } from './progress-rule.ts'
import { itemProgress } from './tables.ts'

interface Beat {
  personId: string
  itemId: string
  offeringId: string
  seconds: number
  place: number
  completed: boolean
  /** Only for the demonstration: an earlier day. */
  at?: Date
}

interface Row extends Record<string, unknown> {
  opened: boolean
  newly: boolean
  opened_at: string
  last_at: string
  completed_at: string | null
  seconds: number
  place: number
}

/**
 * Keeps a heartbeat of a reader (R4.3c). Seconds are never more than the real time since the last one, so a repeated or
 * forged beat adds nothing. «Opened» and «completed» go to the trace once each.
 * @throws 404 for a hidden item, 409 before it opens
 */
export async function saveProgress(ctx: Ctx, itemId: string, input: ProgressInput): Promise<ItemProgressView> {
  const actor = actorOf(ctx)
  const found = await openItem(ctx, itemId)
  const completed = completes(found.kind, { place: input.place, done: input.done ?? false })
  return change(ctx, (tx) =>
    keepBeat(ctx, tx, { personId: actor.personId, itemId, offeringId: found.offeringId, seconds: input.seconds, place: input.place, completed }),
  )
}

/**
 * Marks an item completed in the transaction of the act that completes it: a test or a piece of work handed in.
 * For the domains that stand on this one.
 */
export async function completeItem(ctx: Ctx, tx: Tx, of: { personId: string; itemId: string; offeringId: string; at?: Date }): Promise<void> {
  await keepBeat(ctx, tx, { ...of, seconds: 0, place: 1000, completed: true })
}

interface Completion {
  personId: string
  itemId: string
  offeringId: string
}

/** The same for many people at once, in one statement; of each person and item at most one. */
export async function completeItems(ctx: Ctx, tx: Tx, all: readonly (Completion & { request?: string })[]): Promise<void> {
  if (all.length === 0) return record(ctx, tx)
  const now = new Date()
  const column = (values: string[]) => sql`${sql.param(values)}::uuid[]`
  const result = await tx.execute<Row & { person_id: string; item_id: string }>(sql`
    INSERT INTO ${itemProgress} AS had (person_id, item_id, offering_id, opened_at, last_at, completed_at, seconds, place)
    SELECT person_id, item_id, offering_id, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz, 0, 1000
    FROM unnest(${column(all.map((one) => one.personId))}, ${column(all.map((one) => one.itemId))}, ${column(all.map((one) => one.offeringId))})
      AS done (person_id, item_id, offering_id)
    ORDER BY person_id, item_id
    ON CONFLICT (person_id, item_id) DO UPDATE SET
      last_at = greatest(had.last_at, excluded.last_at), place = excluded.place, completed_at = coalesce(had.completed_at, excluded.completed_at)
    RETURNING person_id, item_id, (xmax = 0) AS opened, coalesce(completed_at = ${now.toISOString()}::timestamptz, false) AS newly, seconds`)
  const rows = new Map(result.rows.map((row) => [`${row.person_id} ${row.item_id}`, row]))
  const acts = all.flatMap(({ personId, itemId, offeringId, request }): Act[] => {
    const row = rows.get(`${personId} ${itemId}`)
    const about = { object: { type: 'item', id: itemId }, offering: offeringId, actor: personId, ...(request ? { request } : {}) }
    return [
      ...(row?.opened ? [{ verb: 'item.opened', ...about }] : []),
      ...(row?.newly ? [{ verb: 'item.completed', ...about, result: { seconds: row.seconds } }] : []),
    ]
  })
  await record(ctx, tx, ...acts)
}

/** Progress from an item's own result (`itemResult`); hearing it twice changes nothing but the time of work, which real time bounds. */
export async function keepItemResult(ctx: Ctx, { personId, itemId, offeringId, seconds, done }: ItemResult): Promise<void> {
  await change(ctx, (tx) => keepBeat(ctx, tx, { personId, itemId, offeringId, seconds, place: done ? 1000 : 0, completed: done }))
}

async function keepBeat(ctx: Ctx, tx: Tx, beat: Beat): Promise<ItemProgressView> {
  const now = (beat.at ?? new Date()).toISOString()
  const result = await tx.execute<Row>(sql`
    INSERT INTO ${itemProgress} AS had (person_id, item_id, offering_id, opened_at, last_at, completed_at, seconds, place)
    VALUES (${beat.personId}, ${beat.itemId}, ${beat.offeringId}, ${now}, ${now}, ${beat.completed ? now : null}, ${Math.min(beat.seconds, firstBeatSeconds)}, ${beat.place})
    ON CONFLICT (person_id, item_id) DO UPDATE SET
      seconds = had.seconds + greatest(0, least(${beat.seconds}::int, floor(extract(epoch FROM excluded.last_at - had.last_at))::int)),
      last_at = greatest(had.last_at, excluded.last_at),
      place = excluded.place,
      completed_at = coalesce(had.completed_at, excluded.completed_at)
    RETURNING (xmax = 0) AS opened, coalesce(completed_at = ${now}::timestamptz, false) AS newly, opened_at, last_at, completed_at, seconds, place`)
  const row = result.rows[0]
  if (!row) throw new Error('the progress row was not written')
  const about = { object: { type: 'item', id: beat.itemId }, offering: beat.offeringId, actor: beat.personId, ...(beat.at ? { at: beat.at } : {}) }
  const acts: Act[] = []
  if (row.opened) acts.push({ verb: 'item.opened', ...about })
  if (row.newly) acts.push({ verb: 'item.completed', ...about, result: { seconds: row.seconds } })
  await record(ctx, tx, ...acts)
  return {
    itemId: beat.itemId,
    openedAt: iso(row.opened_at),
    lastAt: iso(row.last_at),
    completedAt: isoOrNull(row.completed_at),
    seconds: row.seconds,
    place: row.place,
  }
}
