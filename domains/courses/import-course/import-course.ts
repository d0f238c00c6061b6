import { count, eq } from 'drizzle-orm'
import { basename } from 'node:path'
import { createReadStream } from 'node:fs'
import { defaultLocale, isLocale, type Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { Problem, problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offering } from '../../programmes/index.ts'
import type { ImportMode, ImportReport } from '../contract.ts'
import { refuseLostWork } from '../refuse-lost-work.ts'
import { courseFile, courseImport, item, section } from '../tables.ts'
import { identify, openCourseFile } from './open-course-file.ts'
import { writeCourse } from './write-course.ts'

type Progress = (done: number, total: number) => void | Promise<void>

/**
 * Brings an archive on disk into an offering, for the operator's command.
 * @param given the offering by id or code; `mode` 'new' (default) wants an empty course
 * @throws 404, 409 `courses.not-empty`, 422 `courses.archive-…`
 */
export async function importCourseFile(
  ctx: Ctx,
  path: string,
  given: { offeringId?: string; code?: string; mode?: ImportMode; onProgress?: Progress },
): Promise<ImportReport & { importId: string; offeringId: string }> {
  const by = given.offeringId ? eq(offering.id, given.offeringId) : eq(offering.code, given.code ?? '')
  const [found] = await ctx.db.select({ id: offering.id }).from(offering).where(by)
  if (!found) throw problem('courses.no-such-offering', { status: 404, params: { code: given.code ?? given.offeringId ?? '' } })
  const mode = given.mode ?? 'new'
  const importId = await keepArchive(ctx, path, { offeringId: found.id, mode, fileName: basename(path) })
  const report = await runImport(ctx, { importId, path, ...(given.onProgress ? { onProgress: given.onProgress } : {}) })
  return { ...report, importId, offeringId: found.id }
}

/**
 * Checks an archive's directory and manifest, and keeps it with a waiting import.
 * @param enqueue puts the job into the same transaction
 * @throws 409 `courses.not-empty`, 422 `courses.archive-…`
 */
export async function keepArchive(
  ctx: Ctx,
  path: string,
  given: { offeringId: string; mode: ImportMode; fileName: string },
  enqueue?: (tx: Tx, importId: string) => Promise<unknown>,
): Promise<string> {
  const archive = await openCourseFile(path)
  try {
    await identify(archive)
  } finally {
    archive.close()
  }
  if (given.mode === 'new') await refuseUsed(ctx, given.offeringId)
  if (given.mode === 'replace')
    await refuseLostWork(ctx, await ctx.db.select({ id: item.id, kind: item.kind }).from(item).where(eq(item.offeringId, given.offeringId)))
  return change(ctx, async (tx) => {
    const importId = newId()
    const kept = await ctx.portal.files.store(ctx, tx, {
      name: given.fileName,
      content: createReadStream(path),
      purpose: 'course-import',
    })
    await tx.insert(courseImport).values({
      id: importId,
      offeringId: given.offeringId,
      fileName: kept.name,
      fileId: kept.id,
      mode: given.mode,
      state: 'waiting',
      byPerson: ctx.actor?.personId ?? null,
    })
    await enqueue?.(tx, importId)
    await record(ctx, tx, {
      verb: 'course-import.begun',
      object: { type: 'course-import', id: importId },
      offering: given.offeringId,
      result: { sha256: kept.sha256, bytes: kept.bytes },
    })
    return importId
  })
}

async function refuseUsed(ctx: Ctx, offeringId: string): Promise<void> {
  const [used] = await ctx.db.select({ count: count() }).from(section).where(eq(section.offeringId, offeringId))
  if ((used?.count ?? 0) > 0) throw problem('courses.not-empty', { status: 409 })
}

/**
 * Brings a kept archive in: everything in one transaction, so a failure leaves the course as it was. Again after a
 * success it does nothing. A refusal is written to the import, and thrown.
 */
export async function runImport(ctx: Ctx, given: { importId: string; path: string; onProgress?: Progress }): Promise<ImportReport> {
  const [found] = await ctx.db.select().from(courseImport).where(eq(courseImport.id, given.importId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  if (found.state === 'done' && found.report) return found.report
  try {
    return await bringIn(ctx, found, given.path, given.onProgress)
  } catch (error) {
    const known = error instanceof Problem
    await change(ctx, async (tx) => {
      const failure = known ? { key: error.key, ...(error.options.params ? { params: error.options.params } : {}) } : { key: 'courses.import-failed' }
      await tx.update(courseImport).set({ state: 'failed', failure, finishedAt: new Date() }).where(eq(courseImport.id, given.importId))
      await record(ctx, tx, {
        verb: 'course-import.failed',
        object: { type: 'course-import', id: given.importId },
        offering: found.offeringId,
        actor: found.byPerson,
        result: { failure: failure.key },
      })
    })
    throw error
  }
}

async function bringIn(ctx: Ctx, found: typeof courseImport.$inferSelect, path: string, onProgress?: Progress): Promise<ImportReport> {
  const { offeringId, mode } = found
  const archive = await openCourseFile(path)
  try {
    const source = await (await identify(archive))(archive, offeringId)
    const taughtIn = await languageOf(ctx, offeringId)
    const total = source.files.size + source.sections.reduce((sum, one) => sum + one.items.length, 0)
    const onStep = stepTeller(ctx, found.id, total, onProgress)
    return await change(ctx, async (tx) => {
      if (mode === 'replace') await emptyCourse(ctx, tx, offeringId)
      else if (mode === 'new') await refuseUsed(ctx, offeringId)
      const report = await writeCourse(ctx, tx, { source, offeringId, taughtIn, onStep })
      await tx
        .update(courseImport)
        .set({ state: 'done', done: total, total, format: source.format, report, failure: null, finishedAt: new Date() })
        .where(eq(courseImport.id, found.id))
      await record(ctx, tx, {
        verb: 'course.imported',
        object: { type: 'offering', id: offeringId },
        offering: offeringId,
        actor: found.byPerson,
        result: { ...report.counts, mode },
        context: { import: found.id },
      })
      return report
    })
  } finally {
    archive.close()
  }
}

async function languageOf(ctx: Ctx, offeringId: string): Promise<Locale> {
  const [row] = await ctx.db.select({ language: offering.language }).from(offering).where(eq(offering.id, offeringId))
  return isLocale(row?.language) ? row.language : defaultLocale
}

/** Counts steps; tells the waiting page at most once a second, on a connection of its own beside the long transaction. */
function stepTeller(ctx: Ctx, importId: string, total: number, onProgress?: Progress): () => Promise<void> {
  let done = 0
  let told = 0
  return async () => {
    done++
    await onProgress?.(done, total)
    if (done > 1 && Date.now() - told < 1000) return
    told = Date.now()
    await change(ctx, async (tx) => {
      await tx.update(courseImport).set({ state: 'running', done, total }).where(eq(courseImport.id, importId))
      // Progress is no act of anybody.
      await record(ctx, tx)
    })
  }
}

async function emptyCourse(ctx: Ctx, tx: Tx, offeringId: string): Promise<void> {
  await refuseLostWork(ctx, await tx.select({ id: item.id, kind: item.kind }).from(item).where(eq(item.offeringId, offeringId)))
  await tx.delete(section).where(eq(section.offeringId, offeringId))
  await tx.delete(courseFile).where(eq(courseFile.offeringId, offeringId))
}
