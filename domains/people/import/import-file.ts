import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { Problem, problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { peopleImport } from '../tables.ts'
import type { ImportKind } from './extension.ts'
import { fieldsOf, knownHeadings, recogniseColumns, rowsOf } from './fields.ts'
import { runImport, type ImportResult } from './run-import.ts'
import { readSheet, sheetBytes } from './sheet.ts'
import { checkMapping } from './start-import.ts'

export interface ImportFileOptions {
  kind: ImportKind
  /** Column number (from 0) → field key; recognised from the headings when absent. */
  mapping?: Record<string, string>
  /** Check only. */
  dryRun?: boolean
  accounts?: boolean
  onProgress?: (done: number, total: number) => void
}

/** The outcome for the operator: figures, and each fault as a line of text. */
export type ImportFileResult = Omit<ImportResult, 'faults'> & { faults: string[] }

/**
 * Imports a file of people for the operator's command. The same as on screen: all rows, or nothing when one is wrong.
 * @throws Problem when the file cannot be read or its columns do not suffice; its text is in `explainProblem`
 */
export async function importPeopleFile(ctx: Ctx, path: string, options: ImportFileOptions): Promise<ImportFileResult> {
  const { kind } = options
  if ((await stat(path)).size > sheetBytes) throw problem('people.sheet-too-heavy', { status: 422 })
  const sheet = await readSheet(basename(path), await readFile(path), knownHeadings(kind))
  const mapping = checkMapping(kind, options.mapping ?? recogniseColumns(kind, sheet.headings), ctx.locale)
  const result = await runImport(ctx, kind, rowsOf(sheet, mapping, kind), {
    dryRun: options.dryRun ?? false,
    accounts: options.accounts ?? false,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  })
  if (!options.dryRun && result.faultCount === 0) {
    const id = newId()
    await change(ctx, async (tx) => {
      const report = { columns: sheet.headings.map((heading) => ({ heading, samples: [] })), rows: sheet.rows.length, result }
      await tx
        .insert(peopleImport)
        .values({ id, fileName: basename(path), kind, state: 'done', mapping, report, byPerson: ctx.actor?.personId ?? null, finishedAt: new Date() })
      await record(ctx, tx, {
        verb: 'people-import.done',
        object: { type: 'people-import', id },
        context: { kind, rows: sheet.rows.length, command: true },
      })
    })
  }
  const headingOf = new Map(Object.entries(mapping).map(([index, key]) => [key, sheet.headings[Number(index)]]))
  const labelOf = new Map(fieldsOf(kind).map((one) => [one.key, text(ctx.locale, one.label)]))
  const faults = result.faults.map((fault) => {
    const column = fault.field ? `, ${headingOf.get(fault.field) || labelOf.get(fault.field)}` : ''
    return `${fault.row}${column}: ${text(ctx.locale, fault.key, fault.params)}${fault.value ? ` («${fault.value}»)` : ''}`
  })
  return { ...result, faults }
}

/** The words of a refusal for the operator; null when the error is none of ours. */
export function explainProblem(ctx: Ctx, error: unknown): string | null {
  if (!(error instanceof Problem)) return null
  const { title, detail } = error.present(ctx.locale, '')
  return [title, detail].filter(Boolean).join('. ')
}
