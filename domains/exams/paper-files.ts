import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { courseFile, sendCourseFile } from '../courses/index.ts'
import { offering } from '../programmes/index.ts'
import { attempt, bankQuestion } from './tables.ts'

const address = /\/api\/offerings\/([0-9a-f-]{36})\/files\/([0-9a-f-]{36})/g

/**
 * Leads pictures of questions that came from the bank to the attempt: they may lie in another offering of the discipline,
 * whose files its students may not fetch.
 */
export function leadPictures<View>(view: View, of: { attemptId: string; offeringId: string }): View {
  const text = JSON.stringify(view)
  const led = text.replace(address, (whole, offeringId: string, fileId: string) =>
    offeringId === of.offeringId ? whole : `/api/attempts/${of.attemptId}/files/${fileId}`,
  )
  return led === text ? view : (JSON.parse(led) as View)
}

/** A picture that stands on the paper of an attempt, and lies in an offering of a discipline that the paper was drawn from. @throws 404 */
export async function sendPaperFile(ctx: Ctx, reply: FastifyReply, given: { attemptId: string; fileId: string }): Promise<void> {
  const [[own], [file]] = await Promise.all([
    ctx.db.select({ paper: attempt.paper, asked: attempt.asked }).from(attempt).where(eq(attempt.id, given.attemptId)),
    ctx.db
      .select({ offeringId: courseFile.offeringId, disciplineId: offering.disciplineId })
      .from(courseFile)
      .innerJoin(offering, eq(offering.id, courseFile.offeringId))
      .where(eq(courseFile.id, given.fileId)),
  ])
  if (!own || !file || !JSON.stringify(own.paper).includes(`/api/offerings/${file.offeringId}/files/${given.fileId}`))
    throw problem('foundation.not-found', { status: 404 })
  const [drawn] = await ctx.db
    .select({ id: bankQuestion.id })
    .from(bankQuestion)
    .where(and(inArray(bankQuestion.id, own.asked), eq(bankQuestion.disciplineId, file.disciplineId)))
    .limit(1)
  if (!drawn) throw problem('foundation.not-found', { status: 404 })
  await sendCourseFile(ctx, reply, { offeringId: file.offeringId, courseFileId: given.fileId })
}
