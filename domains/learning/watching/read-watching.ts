import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { findVideo, item } from '../../courses/index.ts'
import type { RetentionView, WatchingView } from './contract.ts'
import { presentWatching } from './keep-beat.ts'
import { watchedShare } from './shared/intervals.ts'
import { readStretches, watched } from './tables.ts'

const parts = 40

/** One's own watching of a video: where one was, what is left. @throws 404 */
export async function readWatching(ctx: Ctx, videoId: string): Promise<WatchingView> {
  const film = await findVideo(ctx, videoId)
  if (!film) throw problem('foundation.not-found', { status: 404 })
  const [row] = await ctx.db
    .select()
    .from(watched)
    .where(and(eq(watched.personId, actorOf(ctx).personId), eq(watched.videoId, videoId)))
  return presentWatching(row ?? null, film.seconds ?? 0)
}

/** Where the viewers of a video stop: how many watched each part of it. @throws 404 */
export async function readRetention(ctx: Ctx, videoId: string): Promise<RetentionView> {
  const film = await findVideo(ctx, videoId)
  if (!film) throw problem('foundation.not-found', { status: 404 })
  const length = Math.max(1, (film.seconds ?? 0) * 10)
  const [[named], bins, rows] = await Promise.all([
    ctx.db.select({ title: item.title }).from(item).where(eq(item.id, film.itemId)),
    ctx.db.execute<{ part: number; viewers: number }>(sql`
      SELECT part, count(${watched.personId})::int AS viewers
      FROM generate_series(0, ${parts - 1}::int) AS part
      LEFT JOIN ${watched} ON ${watched.videoId} = ${videoId}
        AND ${watched.played} && int4range((part * ${length}::int / ${parts}::int)::int, greatest((part * ${length}::int / ${parts}::int)::int + 1, ((part + 1) * ${length}::int / ${parts}::int)::int))
      GROUP BY part ORDER BY part`),
    ctx.db.execute<{ played: string; done: boolean }>(sql`
      SELECT ${watched.played}::text AS played, ${watched.doneAt} IS NOT NULL AS done FROM ${watched} WHERE ${watched.videoId} = ${videoId}`),
  ])
  const viewers = rows.rows.length
  const sum = rows.rows.reduce((total, row) => total + watchedShare(readStretches(row.played), length), 0)
  return {
    offeringId: film.offeringId,
    title: named?.title ?? {},
    seconds: film.seconds ?? 0,
    viewers,
    done: rows.rows.filter((row) => row.done).length,
    share: viewers === 0 ? 0 : sum / viewers,
    parts: bins.rows.map((row) => ({ from: Math.floor((row.part * length) / parts / 10), viewers: row.viewers })),
  }
}
