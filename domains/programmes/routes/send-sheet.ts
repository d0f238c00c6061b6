import type { FastifyReply } from 'fastify'
import { curriculumFileType } from '../curricula/write-curriculum-file.ts'

/** Sends a workbook as a download. */
export async function sendSheet(reply: FastifyReply, name: string, content: Buffer): Promise<void> {
  await reply.header('content-type', curriculumFileType).header('content-disposition', `attachment; filename="${name}"`).send(content)
}
