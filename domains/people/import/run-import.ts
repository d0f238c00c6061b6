import { sql } from 'drizzle-orm'
import { personName } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { applyImport, type Applied } from './apply-import.ts'
import type { ImportKind, ImportRow } from './extension.ts'
import { planImport } from './plan-import.ts'

/** A fault as it is kept with the import, to be told in any language. */
export interface KeptFault {
  row: number
  field: string | null
  key: string
  params?: Record<string, unknown>
  value: string
}

export interface ImportResult extends Applied {
  faultCount: number
  /** The first 500. */
  faults: KeptFault[]
  /** The first rows and what becomes of them. */
  sample: { row: number; name: string; what: string }[]
  seconds: number
}

class Undo extends Error {
  readonly result: Omit<ImportResult, 'seconds'>
  constructor(result: Omit<ImportResult, 'seconds'>) {
    super('undone')
    this.result = result
  }
}

export interface RunOptions {
  dryRun: boolean
  accounts: boolean
  onProgress?: (done: number, total: number) => Promise<void> | void
}

/**
 * Checks the rows of a file and writes them: all of them in one transaction, or nothing when a single cell is wrong.
 * A dry run does the same and takes it back, so that its figures are those of the real run.
 */
export async function runImport(ctx: Ctx, kind: ImportKind, rows: readonly ImportRow[], options: RunOptions): Promise<ImportResult> {
  const began = performance.now()
  const result = await change(ctx, async (tx) => {
    // One import after another: the plan is made on what the one before has left.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('people.import'))`)
    const plan = await planImport(ctx, kind, rows)
    const valueOf = new Map(rows.map((row) => [row.row, row.values]))
    const base = {
      faultCount: plan.faults.length,
      faults: plan.faults.slice(0, 500).map((fault) => ({ ...fault, value: fault.field ? (valueOf.get(fault.row)?.[fault.field] ?? '') : '' })),
      sample: plan.rows.slice(0, 20).map((row) => ({ row: row.row, name: personName(row.person), what: row.what })),
    }
    if (plan.faults.length > 0) throw new Undo({ ...base, created: 0, changed: 0, unchanged: 0, accounts: 0 })
    const applied = await applyImport(ctx, tx, kind, plan.rows, { accounts: options.accounts }, async (done, total) =>
      options.onProgress?.(done, total),
    )
    if (options.dryRun) throw new Undo({ ...base, ...applied })
    return { ...base, ...applied }
  }).catch((error: unknown) => {
    if (error instanceof Undo) return error.result
    throw error
  })
  return { ...result, seconds: Math.round((performance.now() - began) / 100) / 10 }
}
