import { and, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { sendFile } from '../../../foundation/server/files/send-file.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { openSlides } from './find-slides.ts'
import { slidesPage } from './tables.ts'

/** Sends a page's picture, or a picture of a page that is shown in words. @throws 404 */
export async function sendSlidePicture(ctx: Ctx, reply: FastifyReply, given: { slidesId: string; page: number; name: string }): Promise<void> {
  await openSlides(ctx, given.slidesId)
  const [found] = await ctx.db
    .select()
    .from(slidesPage)
    .where(and(eq(slidesPage.slidesId, given.slidesId), eq(slidesPage.page, given.page)))
  const inWords = /^picture-(\d)$/.exec(given.name)
  const fileId = inWords ? found?.pictures[Number(inWords[1]) - 1]?.fileId : given.name === 'large.jpg' ? found?.largeFileId : found?.smallFileId
  if (!fileId) throw problem('foundation.not-found', { status: 404 })
  await sendFile(ctx, reply, fileId, { inline: true })
}

/** Sends the file as it was uploaded, to be saved. @throws 404 */
export async function sendOriginal(ctx: Ctx, reply: FastifyReply, slidesId: string): Promise<void> {
  const { slides } = await openSlides(ctx, slidesId)
  await sendFile(ctx, reply, slides.fileId)
}
