import { and, count, desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { hasText, text } from '../../../foundation/server/i18n/texts.ts'
import { offeringHeading } from '../../programmes/index.ts'
import type { ImportsView, ImportView } from '../contract.ts'
import { courseImport, section } from '../tables.ts'

/** The imports of an offering, newest first, without their reports. @throws 404 */
export async function readImports(ctx: Ctx, offeringId: string): Promise<ImportsView> {
  const [heading, rows, [sections]] = await Promise.all([
    offeringHeading(ctx, offeringId),
    ctx.db.select().from(courseImport).where(eq(courseImport.offeringId, offeringId)).orderBy(desc(courseImport.createdAt)).limit(20),
    ctx.db.select({ count: count() }).from(section).where(eq(section.offeringId, offeringId)),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  return {
    offering: { id: heading.id, name: heading.name, code: heading.code },
    empty: sections?.count === 0,
    imports: rows.map((row) => ({ ...present(ctx, row), report: null })),
  }
}

/** One import with its progress, its report, or why it failed. @throws 404 */
export async function readImport(ctx: Ctx, offeringId: string, importId: string): Promise<ImportView> {
  const [row] = await ctx.db
    .select()
    .from(courseImport)
    .where(and(eq(courseImport.id, importId), eq(courseImport.offeringId, offeringId)))
  if (!row) throw problem('foundation.not-found', { status: 404 })
  return present(ctx, row)
}

function present(ctx: Ctx, row: typeof courseImport.$inferSelect): ImportView {
  return {
    id: row.id,
    fileName: row.fileName,
    state: row.state as ImportView['state'],
    mode: row.mode,
    done: row.done,
    total: row.total,
    format: row.format,
    report: row.report,
    failure: row.failure ? failure(ctx, row.failure) : null,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

function failure(ctx: Ctx, { key, params }: { key: string; params?: Record<string, unknown> }): { title: string; detail: string | null } {
  const [domain = '', ...rest] = key.split('.')
  const base = `${domain}:problems.${rest.join('.')}`
  return {
    title: text(ctx.locale, base, params),
    detail: hasText(ctx.locale, `${base}-detail`, params) ? text(ctx.locale, `${base}-detail`, params) : null,
  }
}
