import { eq } from 'drizzle-orm'
import type { Ctx, Portal } from '../../../foundation/server/context.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { item, section } from '../tables.ts'
import { isLocked } from '../structure/release.ts'
import { seesHidden } from '../targets.ts'
import { video, videoUpload } from './tables.ts'

/** A video and an upload belong to their offering. Null when there is no such thing. */
export async function videoTarget(ctx: Ctx, videoId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: video.offeringId }).from(video).where(eq(video.id, videoId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** One's own upload alone: nobody goes on with another's film. */
export async function uploadTarget(ctx: Ctx, uploadId: string): Promise<Target | null> {
  const [found] = await ctx.db
    .select({ offeringId: videoUpload.offeringId, personId: videoUpload.personId })
    .from(videoUpload)
    .where(eq(videoUpload.id, uploadId))
  return found && found.personId === ctx.actor?.personId ? offeringTarget(ctx, found.offeringId) : null
}

export type FoundVideo = typeof video.$inferSelect & { itemKind: string; mayEdit: boolean }

/** A video as the reader may see it; null when it is not there, or when its item is hidden from them or not open yet. */
export async function findVideo(ctx: Ctx, videoId: string): Promise<FoundVideo | null> {
  const [found] = await ctx.db
    .select({ video, kind: item.kind, hidden: item.hidden, opensAt: item.opensAt, sectionHidden: section.hidden })
    .from(video)
    .innerJoin(item, eq(item.id, video.itemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(video.id, videoId))
  if (!found) return null
  const target = await offeringTarget(ctx, found.video.offeringId)
  const mayEdit = target !== null && seesHidden(ctx, target)
  const closed = found.hidden || found.sectionHidden || (found.opensAt !== null && found.opensAt > new Date())
  if (
    !mayEdit &&
    (closed ||
      (await isLocked(ctx, { id: found.video.itemId, offeringId: found.video.offeringId }, target ?? undefined, {
        kind: 'block',
        id: found.video.id,
      })))
  )
    return null
  return { ...found.video, itemKind: found.kind, mayEdit }
}

/** What a beat of watching needs to know of a film. */
export interface BeatFilm {
  id: string
  itemId: string
  itemKind: string
  offeringId: string
  seconds: number | null
  /** Not there for students: hidden, removed, or not open yet. */
  closed: boolean
}

const rememberedFor = 10_000
const rememberedAtMost = 5000
const films = new WeakMap<Portal, Map<string, { at: number; film: BeatFilm | null }>>()

/**
 * A film as beats of watching ask for it, many times a minute and each viewer anew: remembered for ten seconds in the
 * process. Null when there is none.
 */
export async function findBeatFilm(ctx: Ctx, videoId: string): Promise<BeatFilm | null> {
  const known = films.get(ctx.portal) ?? new Map<string, { at: number; film: BeatFilm | null }>()
  films.set(ctx.portal, known)
  const kept = known.get(videoId)
  if (kept && Date.now() - kept.at < rememberedFor) return kept.film
  const [found] = await ctx.db
    .select({ video, kind: item.kind, hidden: item.hidden, opensAt: item.opensAt, sectionHidden: section.hidden })
    .from(video)
    .innerJoin(item, eq(item.id, video.itemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(video.id, videoId))
  const film = found
    ? {
        id: videoId,
        itemId: found.video.itemId,
        itemKind: found.kind,
        offeringId: found.video.offeringId,
        seconds: found.video.seconds,
        closed: found.hidden || found.sectionHidden || found.video.removedAt !== null || (found.opensAt !== null && found.opensAt > new Date()),
      }
    : null
  known.delete(videoId)
  known.set(videoId, { at: Date.now(), film })
  if (known.size > rememberedAtMost) known.delete(known.keys().next().value ?? '')
  return film
}
