import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { item, section } from '../tables.ts'
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
  if (!mayEdit && closed) return null
  return { ...found.video, itemKind: found.kind, mayEdit }
}
