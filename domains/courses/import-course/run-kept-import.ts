import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { Problem } from '../../../foundation/server/http/problem.ts'
import { courseImport } from '../tables.ts'
import { runImport } from './import-course.ts'

/** Runs a waiting import from its kept archive. What the archive is refused for is written to the import and ends the job. */
export async function runKeptImport(ctx: Ctx, { importId }: { importId: string }): Promise<void> {
  const [found] = await ctx.db.select({ fileId: courseImport.fileId }).from(courseImport).where(eq(courseImport.id, importId))
  if (!found?.fileId) return
  const folder = await mkdtemp(join(tmpdir(), 'course-import-'))
  try {
    const path = join(folder, 'archive')
    const { stream } = await ctx.portal.files.open(found.fileId)
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    await runImport(ctx, { importId, path })
  } catch (error) {
    // A refusal is an answer: trying again would refuse again.
    if (!(error instanceof Problem)) throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
