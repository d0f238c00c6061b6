import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record, type Act } from '../../../foundation/server/trace/record.ts'
import { findBeatFilm, isLocked, type BeatFilm } from '../../courses/index.ts'
import { ruleDay } from '../../programmes/index.ts'
import { completeItem } from '../save-progress.ts'
import type { BeatInput, WatchingView } from './contract.ts'
import { videoWatched } from './rules.ts'
import { stretchesOf, trimToBudget } from './shared/beat.ts'
import { lengthOf, mergeIntervals, watchedShare } from './shared/intervals.ts'
import { watched } from './tables.ts'

type Row = typeof watched.$inferSelect

/** Tenths of a second that a first beat may tell of: the player says «here I am» when it starts, so little is missing. */
const firstBudget = 300
/** The clocks of two beats that crossed on the way. */
const slack = 30
const playersKept = 6
/** After this pause a viewing is a new one, with a record of its own. */
const pauseMs = 30 * 60_000

/**
 * Keeps what a player really played (R4.3c) in the viewer's one row. Never more is believed than the real time since the
 * last beats, times the speed; a beat that comes again changes nothing. Start, a new viewing and the end go to the
 * trace, beats do not.
 * @throws 404 for a video that is not there or not to be seen; 409 while its length is not known
 */
export async function keepBeat(ctx: Ctx, videoId: string, beat: BeatInput): Promise<WatchingView> {
  const { personId } = actorOf(ctx)
  const film = await findBeatFilm(ctx, videoId)
  if (!film || film.closed) throw problem('foundation.not-found', { status: 404 })
  if (await isLocked(ctx, { id: film.itemId, offeringId: film.offeringId }, undefined, { kind: 'block', id: videoId }))
    throw problem('foundation.not-found', { status: 404 })
  if (!film.seconds) throw problem('learning.video-length-unknown', { status: 409 })
  return change(ctx, async (tx) => {
    const had = await lockRow(tx, personId, videoId)
    const { row, acts } = judge(film, had, personId, beat, new Date())
    if (row !== had) await write(tx, row, had !== null)
    await record(ctx, tx, ...acts)
    if (row.doneAt && !had?.doneAt && film.itemKind === 'video')
      await completeItem(ctx, tx, { personId, itemId: film.itemId, offeringId: film.offeringId })
    return presentWatching(row, film.seconds ?? 0)
  })
}

async function lockRow(tx: Tx, personId: string, videoId: string): Promise<Row | null> {
  const [had] = await tx
    .select()
    .from(watched)
    .where(and(eq(watched.personId, personId), eq(watched.videoId, videoId)))
    .for('update')
  return had ?? null
}

async function write(tx: Tx, row: Row, known: boolean): Promise<void> {
  if (!known) {
    const made = await tx.insert(watched).values(row).onConflictDoNothing().returning({ videoId: watched.videoId })
    // Two first beats at once: the later one is judged again, with the row of the first.
    if (made.length === 0) throw Object.assign(new Error('two first beats at once'), { code: '40001' })
    return
  }
  const { personId, videoId, ...rest } = row
  await tx
    .update(watched)
    .set(rest)
    .where(and(eq(watched.personId, personId), eq(watched.videoId, videoId)))
}

/** The row after a beat, and what of it belongs in the trace. The same row when the beat is known already. */
function judge(film: BeatFilm, had: Row | null, personId: string, beat: BeatInput, now: Date): { row: Row; acts: Act[] } {
  if (had && (had.players[beat.player] ?? -1) >= beat.number) return { row: had, acts: [] }
  const { value } = videoWatched.parameterOn(ruleDay(now))
  const length = (film.seconds ?? 0) * 10
  const earned = had ? Math.floor((now.getTime() - had.lastAt.getTime()) / 100) : firstBudget
  const budget = Math.min(value.budgetSeconds * 10, (had?.budget ?? 0) + Math.max(0, earned))
  const { played, cost } = trimToBudget(beat.played, budget + slack, length)
  // A page's clock may be wrong; it is believed only between the last beat and now.
  const at = new Date(Math.min(now.getTime(), Math.max(had?.startedAt.getTime() ?? 0, Date.parse(beat.at))))
  const row: Row = {
    personId,
    videoId: film.id,
    played: mergeIntervals([...(had?.played ?? []), ...stretchesOf(played, 'seen', 'heard')]),
    hidden: mergeIntervals([...(had?.hidden ?? []), ...stretchesOf(played, 'hidden')]),
    place: Math.min(beat.place, length),
    spent: (had?.spent ?? 0) + Math.round(cost),
    budget: Math.max(0, Math.floor(budget - cost)),
    players: { ...recentPlayers(had?.players ?? {}), [beat.player]: beat.number },
    startedAt: had?.startedAt ?? now,
    lastAt: now,
    doneAt: had?.doneAt ?? null,
  }
  const share = watchedShare(row.played, length)
  if (!row.doneAt && videoWatched.findings({ share }, ruleDay(now)).length === 0) row.doneAt = at
  return { row, acts: actsOf(film, had, row, share, now) }
}

/** Keeps the row small: the players of the last devices are enough to know a beat again. */
function recentPlayers(players: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(players).slice(-(playersKept - 1)))
}

function actsOf(film: BeatFilm, had: Row | null, row: Row, share: number, now: Date): Act[] {
  const about = { object: { type: 'video', id: film.id }, offering: film.offeringId }
  const facts = { item: film.itemId, share: Math.round(share * 1000) / 1000, seconds: Math.round(row.spent / 10) }
  const acts: Act[] = []
  if (!had) acts.push({ verb: 'video.watch-started', ...about, result: { item: film.itemId } })
  else if (now.getTime() - had.lastAt.getTime() > pauseMs) acts.push({ verb: 'video.watch-resumed', ...about, result: facts })
  if (row.doneAt && !had?.doneAt)
    acts.push({ verb: 'video.watched', ...about, result: { ...facts, hiddenSeconds: Math.round(lengthOf(row.hidden) / 10) }, at: row.doneAt })
  return acts
}

/** What the viewer is shown. */
export function presentWatching(row: Row | null, seconds: number, now = new Date()): WatchingView {
  const played = mergeIntervals(row?.played ?? [])
  return {
    played: played.map(([from, to]) => [from, to]),
    hidden: lengthOf(row?.hidden ?? []),
    place: row?.place ?? 0,
    share: watchedShare(played, seconds * 10),
    needed: videoWatched.parameterOn(ruleDay(now)).value.share,
    doneAt: row?.doneAt?.toISOString() ?? null,
  }
}
