import { buffer } from 'node:stream/consumers'
import { eq, sql } from 'drizzle-orm'
import { isLocale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { Problem } from '../../../foundation/server/http/problem.ts'
import { defineJob } from '../../../foundation/server/jobs/jobs.ts'
import { makeActor } from '../../../foundation/server/permissions/actor.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { peopleImport } from '../tables.ts'
import { knownHeadings, rowsOf } from './fields.ts'
import { runImport } from './run-import.ts'
import { readSheet } from './sheet.ts'

export interface ImportJobData {
  importId: string
  /** False: only the check. */
  write: boolean
  accounts: boolean
  locale: string
  personId: string
}

/** Checks or imports an uploaded file in the background. Running it twice is harmless: the second time nothing is new. */
export const importJob = defineJob<ImportJobData>({
  name: 'people.import',
  retryLimit: 2,
  expireInSeconds: 900,
  run: async (jobCtx, data) => {
    const ctx = onBehalf(jobCtx, data)
    const [row] = await ctx.db.select().from(peopleImport).where(eq(peopleImport.id, data.importId))
    if (!row?.fileId || (row.state !== 'checking' && row.state !== 'running')) return
    const kind = row.kind === 'staff' ? 'staff' : 'students'
    try {
      const file = await ctx.portal.files.open(row.fileId)
      const sheet = await readSheet(file.name, await buffer(file.stream), knownHeadings(kind))
      const rows = rowsOf(sheet, row.mapping ?? {}, kind)
      await tellProgress(ctx, data.importId, 0, rows.length)
      let told = 0
      const result = await runImport(ctx, kind, rows, {
        dryRun: !data.write,
        accounts: data.accounts,
        onProgress: async (done, total) => {
          if (Date.now() - told < 700) return
          told = Date.now()
          await tellProgress(ctx, data.importId, done, total)
        },
      })
      await finish(ctx, data, data.write && result.faultCount === 0 ? 'done' : 'preview', { result })
    } catch (error) {
      if (!(error instanceof Problem)) ctx.portal.log.error({ err: error, import: data.importId }, 'import of people')
      await finish(ctx, data, 'failed', { problem: error instanceof Problem ? error.key : 'people.import-failed' })
    }
  },
})

/** The job acts for the person who started it, who is named in the trace; abilities were asked when it was started. */
function onBehalf(ctx: Ctx, data: ImportJobData): Ctx {
  const locale = isLocale(data.locale) ? data.locale : 'ky'
  return {
    ...ctx,
    locale,
    actor: makeActor({}, { personId: data.personId, accountId: '', sessionId: '', locale, grants: [], facts: { teaches: [], enrolled: [] } }),
  }
}

/** How far it is; seen from outside at once, so it is a small change of its own. It is no act, so no record is made. */
async function tellProgress(ctx: Ctx, importId: string, done: number, total: number): Promise<void> {
  await change(ctx, async (tx) => {
    await tx
      .update(peopleImport)
      .set({ report: sql`${peopleImport.report} || ${JSON.stringify({ progress: { done, total } })}::jsonb` })
      .where(eq(peopleImport.id, importId))
    await record(ctx, tx)
  })
}

async function finish(ctx: Ctx, data: ImportJobData, state: string, part: Record<string, unknown>): Promise<void> {
  await change(ctx, async (tx) => {
    await tx
      .update(peopleImport)
      .set({ state, report: sql`${peopleImport.report} || ${JSON.stringify(part)}::jsonb`, ...(state === 'done' ? { finishedAt: new Date() } : {}) })
      .where(eq(peopleImport.id, data.importId))
    await record(ctx, tx, ...(state === 'done' ? [{ verb: 'people-import.done', object: { type: 'people-import', id: data.importId } }] : []))
  })
}
