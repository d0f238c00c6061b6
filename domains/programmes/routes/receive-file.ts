import type { FastifyRequest } from 'fastify'
import { problem } from '../../../foundation/server/http/problem.ts'

/** The one file of a form, in memory; curricula are small. @throws 400 no file, 413 too large */
export async function receiveFile(request: FastifyRequest, most = 5 * 1024 * 1024): Promise<{ name: string; content: Buffer }> {
  const part = await request.file({ limits: { fileSize: most, files: 1 } })
  if (!part) throw problem('programmes.no-file', { status: 400 })
  return { name: part.filename, content: await part.toBuffer() }
}
