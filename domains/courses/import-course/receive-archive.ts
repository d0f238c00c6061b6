import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { importModes, type ImportMode } from '../contract.ts'
import { bringCourse } from '../jobs.ts'
import { archiveLimits } from './archive.ts'
import { keepArchive } from './import-course.ts'

/**
 * Takes an uploaded course file (form: `mode`, then `file`), checks it, and leaves the rest to a job.
 * @throws 409 `courses.not-empty`, 413, 422 `courses.archive-…`
 */
export async function receiveArchive(ctx: Ctx, request: FastifyRequest, offeringId: string): Promise<{ id: string }> {
  if (!request.isMultipart()) throw problem('courses.file-needed', { status: 422 })
  const folder = await mkdtemp(join(tmpdir(), 'course-import-'))
  try {
    const path = join(folder, 'archive')
    let mode: ImportMode = 'new'
    let fileName: string | null = null
    for await (const part of request.parts({ limits: { fileSize: archiveLimits.archiveBytes, files: 1, fields: 5 } })) {
      if (part.type === 'field') {
        if (part.fieldname === 'mode') mode = importModes.find((known) => known === part.value) ?? 'new'
        continue
      }
      fileName = part.filename
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
      if (part.file.truncated) throw problem('courses.archive-too-large', { status: 413 })
    }
    if (fileName === null) throw problem('courses.file-needed', { status: 422 })
    return {
      id: await keepArchive(ctx, path, { offeringId, mode, fileName }, (tx, importId) => ctx.portal.jobs.enqueue(tx, bringCourse, { importId })),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
