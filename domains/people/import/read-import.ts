import { desc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import type { ImportView } from '../contract.ts'
import { peopleImport } from '../tables.ts'
import { fieldsOf } from './fields.ts'
import type { ImportResult } from './run-import.ts'

/** What is kept with an import. */
export interface ImportReport {
  columns: { heading: string; samples: string[] }[]
  rows: number
  progress?: { done: number; total: number }
  result?: ImportResult | null
  problem?: string | null
}

/** An import with its columns, progress and faults, told in the reader's language. @throws foundation.not-found (404) */
export async function readImport(ctx: Ctx, importId: string): Promise<ImportView> {
  const [row] = await ctx.db.select().from(peopleImport).where(eq(peopleImport.id, importId))
  if (!row) throw problem('foundation.not-found', { status: 404 })
  return present(ctx, row)
}

/** The last imports, newest first, without their faults. */
export async function listImports(ctx: Ctx): Promise<ImportView[]> {
  const rows = await ctx.db.select().from(peopleImport).orderBy(desc(peopleImport.createdAt)).limit(20)
  return rows.map((row) => {
    const view = present(ctx, row)
    return { ...view, columns: [], fields: [], result: view.result && { ...view.result, faults: [], sample: [] } }
  })
}

function present(ctx: Ctx, row: typeof peopleImport.$inferSelect): ImportView {
  const report = row.report as unknown as ImportReport
  const kind = row.kind === 'staff' ? 'staff' : 'students'
  const fields = fieldsOf(kind)
  const mapping = row.mapping ?? {}
  const columnOf = new Map(Object.entries(mapping).map(([index, key]) => [key, report.columns[Number(index)]?.heading]))
  const labelOf = new Map(fields.map((one) => [one.key, text(ctx.locale, one.label)]))
  const { result } = report
  return {
    id: row.id,
    fileName: row.fileName,
    kind,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    columns: report.columns.map((column, index) => ({ index, ...column, field: mapping[index] ?? null })),
    fields: fields.map((one) => ({ key: one.key, label: text(ctx.locale, one.label), required: one.required ?? false })),
    rows: report.rows,
    done: report.progress?.done ?? 0,
    total: report.progress?.total ?? 0,
    result: result
      ? {
          ...result,
          faults: result.faults.map((fault) => ({
            row: fault.row,
            value: fault.value,
            message: text(ctx.locale, fault.key, fault.params),
            column: fault.field ? columnOf.get(fault.field) || labelOf.get(fault.field) || fault.field : null,
          })),
        }
      : null,
    problem: report.problem ? text(ctx.locale, report.problem.replace('.', ':problems.')) : null,
  }
}
