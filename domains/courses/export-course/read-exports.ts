import { and, desc, eq, sql } from 'drizzle-orm'
import { locales } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { offeringHeading } from '../../programmes/index.ts'
import { item, itemText } from '../tables.ts'
import type { ExportsView, ExportView } from './contract.ts'
import { courseExport } from './tables.ts'

/** The exports of an offering, newest first, and the languages in which there is something to export. @throws 404 */
export async function readExports(ctx: Ctx, offeringId: string): Promise<ExportsView> {
  const [heading, rows, written, named] = await Promise.all([
    offeringHeading(ctx, offeringId),
    ctx.db.select().from(courseExport).where(eq(courseExport.offeringId, offeringId)).orderBy(desc(courseExport.createdAt)).limit(20),
    ctx.db
      .selectDistinct({ language: itemText.language })
      .from(itemText)
      .innerJoin(item, eq(item.id, itemText.itemId))
      .where(eq(item.offeringId, offeringId)),
    ctx.db
      .selectDistinct({ language: sql<string>`jsonb_object_keys(${item.title})` })
      .from(item)
      .where(eq(item.offeringId, offeringId)),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const used = new Set([heading.language, ...written.map((one) => one.language), ...named.map((one) => one.language)])
  return {
    offering: { id: heading.id, name: heading.name, code: heading.code, language: heading.language },
    languages: locales.filter((language) => used.has(language)),
    exports: rows.map((row) => present(row)),
  }
}

/** One export with its progress and report. @throws 404 */
export async function readExport(ctx: Ctx, offeringId: string, exportId: string): Promise<ExportView> {
  return present(await findExport(ctx, offeringId, exportId))
}

/** @throws 404 */
export async function findExport(ctx: Ctx, offeringId: string, exportId: string): Promise<typeof courseExport.$inferSelect> {
  const [row] = await ctx.db
    .select()
    .from(courseExport)
    .where(and(eq(courseExport.id, exportId), eq(courseExport.offeringId, offeringId)))
  if (!row) throw problem('foundation.not-found', { status: 404 })
  return row
}

function present(row: typeof courseExport.$inferSelect): ExportView {
  return {
    id: row.id,
    kind: row.kind as ExportView['kind'],
    languages: row.languages,
    state: row.state as ExportView['state'],
    done: row.done,
    total: row.total,
    fileName: row.fileName,
    bytes: row.bytes,
    href: row.fileId ? `/api/offerings/${row.offeringId}/exports/${row.id}/file` : null,
    report: row.report,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
