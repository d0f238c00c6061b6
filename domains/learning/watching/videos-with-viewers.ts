import { eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { video } from '../../courses/index.ts'
import { watched } from './tables.ts'

/** Which of these items hold a video that somebody has watched: they are hidden, never deleted. */
export async function videosWithViewers(ctx: Ctx, itemIds: string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ id: video.itemId })
    .from(video)
    .innerJoin(watched, eq(watched.videoId, video.id))
    .where(inArray(video.itemId, itemIds))
  return rows.map((row) => row.id)
}
