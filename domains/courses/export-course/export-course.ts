import { and, eq, lt } from 'drizzle-orm'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offering } from '../../programmes/index.ts'
import type { ExportInput, ExportReport } from './contract.ts'
import { gatherCourse } from './gather-course.ts'
import { courseExport } from './tables.ts'
import { writeCartridge } from './write-cartridge.ts'
import { writeHtml } from './write-html.ts'
import { zipWriter } from './zip-writer.ts'

/**
 * Asks for a course to be written into a file; a job does it.
 * @param enqueue puts the job into the same transaction
 */
export async function beginExport(
  ctx: Ctx,
  offeringId: string,
  input: ExportInput,
  enqueue?: (tx: Tx, exportId: string) => Promise<unknown>,
): Promise<{ id: string }> {
  return change(ctx, async (tx) => {
    const id = newId()
    await tx
      .insert(courseExport)
      .values({ id, offeringId, kind: input.kind, languages: [...new Set(input.languages)], state: 'waiting', byPerson: ctx.actor?.personId ?? null })
    await enqueue?.(tx, id)
    await record(ctx, tx, { verb: 'course-export.begun', object: { type: 'course-export', id }, offering: offeringId, result: { kind: input.kind } })
    return { id }
  })
}

/**
 * Writes the file of a waiting export into the store, as a stream. Again after a success it does nothing; again after a
 * fall of the process it begins anew.
 */
export async function runExport(ctx: Ctx, { exportId }: { exportId: string }): Promise<void> {
  const [found] = await ctx.db.select().from(courseExport).where(eq(courseExport.id, exportId))
  if (!found || found.state === 'done') return
  try {
    await writeOut(ctx, found)
  } catch (error) {
    await change(ctx, async (tx) => {
      await tx.update(courseExport).set({ state: 'failed', finishedAt: new Date() }).where(eq(courseExport.id, exportId))
      await record(ctx, tx, {
        verb: 'course-export.failed',
        object: { type: 'course-export', id: exportId },
        offering: found.offeringId,
        actor: found.byPerson,
      })
    })
    throw error
  }
}

async function writeOut(ctx: Ctx, found: typeof courseExport.$inferSelect): Promise<void> {
  const course = await gatherCourse(ctx, found.offeringId)
  const items = course.sections.flatMap((one) => one.items)
  const [language = course.language] = found.languages
  const total = items.length * (found.kind === 'html' ? found.languages.length : 1) + course.files.size
  const onStep = stepTeller(ctx, found.id, total)
  const fileName = `${course.code} ${pick(course.name, language)}.${found.kind === 'html' ? 'zip' : 'imscc'}`
    .replace(/[\\/:*?"<>|]/g, '_')
    .slice(-180)
  await change(ctx, async (tx) => {
    const zip = zipWriter()
    const tools = { onStep, openFile: async (id: string) => (await ctx.portal.files.open(id)).stream }
    const lines = found.kind === 'html' ? writeHtml(zip, course, found.languages, tools) : writeCartridge(zip, course, language, tools)
    zip.end()
    const kept = await ctx.portal.files.store(ctx, tx, {
      name: fileName,
      content: zip.stream,
      type: 'application/zip',
      purpose: 'course-export',
      maxBytes: 20_000_000_000,
      madeHere: true,
    })
    const report: ExportReport = {
      counts: {
        sections: course.sections.length,
        items: items.length,
        files: course.files.size,
        bytes: [...course.files.values()].reduce((sum, { bytes }) => sum + bytes, 0),
      },
      lines,
    }
    await tx
      .update(courseExport)
      .set({ state: 'done', done: total, total, fileName, fileId: kept.id, bytes: kept.bytes, report, finishedAt: new Date() })
      .where(eq(courseExport.id, found.id))
    await record(ctx, tx, {
      verb: 'course.exported',
      object: { type: 'offering', id: found.offeringId },
      offering: found.offeringId,
      actor: found.byPerson,
      result: { sha256: kept.sha256, bytes: kept.bytes, items: items.length },
      context: { export: found.id },
    })
  })
}

/** Counts steps; tells the waiting page at most once a second, on a connection of its own, and only forward. */
function stepTeller(ctx: Ctx, exportId: string, total: number): () => void {
  let done = 0
  let told = 0
  return () => {
    done++
    if (Date.now() - told < 1000) return
    told = Date.now()
    const at = done
    change(ctx, async (tx) => {
      await tx
        .update(courseExport)
        .set({ state: 'running', done: at, total })
        .where(and(eq(courseExport.id, exportId), lt(courseExport.done, at)))
      // Progress is no act of anybody.
      await record(ctx, tx)
    }).catch((error: unknown) => ctx.portal.log.warn({ error }, 'the progress of an export was not told'))
  }
}

/**
 * Writes a course into a file at once, for the operator's command and for tests.
 * @returns the file in the store
 * @throws 404 `courses.no-such-offering`
 */
export async function exportCourseFile(
  ctx: Ctx,
  given: ExportInput & { offeringId?: string; code?: string },
): Promise<{ exportId: string; fileId: string; fileName: string; report: ExportReport }> {
  const by = given.offeringId ? eq(offering.id, given.offeringId) : eq(offering.code, given.code ?? '')
  const [found] = await ctx.db.select({ id: offering.id }).from(offering).where(by)
  if (!found) throw problem('courses.no-such-offering', { status: 404, params: { code: given.code ?? given.offeringId ?? '' } })
  const { id } = await beginExport(ctx, found.id, given)
  await runExport(ctx, { exportId: id })
  const [done] = await ctx.db.select().from(courseExport).where(eq(courseExport.id, id))
  if (!done?.fileId || !done.fileName || !done.report) throw new Error('the export kept no file')
  return { exportId: id, fileId: done.fileId, fileName: done.fileName, report: done.report }
}
