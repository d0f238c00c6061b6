import { eq } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { receiveOne } from '../persons/set-photo.ts'
import { peopleImport } from '../tables.ts'
import { importKinds, type ImportKind } from './extension.ts'
import { fieldsOf, knownHeadings, recogniseColumns } from './fields.ts'
import { importJob } from './import-job.ts'
import type { ImportReport } from './read-import.ts'
import { readSheet, sheetBytes } from './sheet.ts'

/**
 * Takes in a file: keeps it, reads its columns and proposes what they mean. Nothing is checked or written yet.
 * @throws people.sheet-… (422), foundation.too-large (413), foundation.bad-request (400)
 */
export async function uploadImport(ctx: Ctx, request: FastifyRequest): Promise<{ id: string }> {
  const { name, content, fields } = await receiveOne(request, sheetBytes)
  const kind = importKinds.find((one) => one === fields['kind'])
  if (!kind) throw problem('foundation.bad-request', { status: 400 })
  const sheet = await readSheet(name, content, knownHeadings(kind))
  if (sheet.rows.length === 0) throw problem('people.sheet-empty', { status: 422 })
  const report: ImportReport = {
    columns: sheet.headings.map((heading, index) => ({
      heading,
      samples: sheet.rows.slice(0, 3).map(({ cells }) => (cells[index] ?? '').slice(0, 60)),
    })),
    rows: sheet.rows.length,
  }
  const id = newId()
  await change(ctx, async (tx) => {
    const file = await ctx.portal.files.store(ctx, tx, { name, content, purpose: 'people.import' })
    await tx.insert(peopleImport).values({
      id,
      fileName: file.name,
      fileId: file.id,
      kind,
      state: 'uploaded',
      mapping: recogniseColumns(kind, sheet.headings),
      report: { ...report },
      byPerson: actorOf(ctx).personId,
    })
    await record(ctx, tx, { verb: 'people-import.uploaded', object: { type: 'people-import', id }, context: { kind, rows: sheet.rows.length } })
  })
  return { id }
}

/**
 * Starts the check of a file (`write` false), or its import, as a job whose progress `readImport` tells.
 * @param given which column is which field; whether to make accounts
 * @throws people.mapping-… (422), people.import-busy (409), foundation.not-found (404)
 */
export async function startImport(
  ctx: Ctx,
  importId: string,
  given: { mapping: Record<string, string>; accounts: boolean },
  write: boolean,
): Promise<void> {
  await change(ctx, async (tx) => {
    const [row] = await tx.select().from(peopleImport).where(eq(peopleImport.id, importId)).for('update')
    if (!row) throw problem('foundation.not-found', { status: 404 })
    if (row.state === 'checking' || row.state === 'running' || row.state === 'done') throw problem('people.import-busy', { status: 409 })
    const mapping = checkMapping(row.kind === 'staff' ? 'staff' : 'students', given.mapping, ctx.locale)
    await tx
      .update(peopleImport)
      .set({
        mapping,
        state: write ? 'running' : 'checking',
        report: { ...row.report, progress: { done: 0, total: 0 }, result: null, problem: null },
      })
      .where(eq(peopleImport.id, importId))
    await record(ctx, tx, { verb: write ? 'people-import.started' : 'people-import.checked', object: { type: 'people-import', id: importId } })
    await ctx.portal.jobs.enqueue(tx, importJob, { importId, write, accounts: given.accounts, locale: ctx.locale, personId: actorOf(ctx).personId })
  })
}

/** A mapping without unknown fields; each field once; a name and every needed column among them. */
export function checkMapping(kind: ImportKind, given: Record<string, string>, locale: Locale): Record<string, string> {
  const fields = fieldsOf(kind)
  const known = new Set(fields.map((one) => one.key))
  const mapping = Object.fromEntries(Object.entries(given).filter(([index, key]) => /^\d{1,3}$/.test(index) && known.has(key)))
  const keys = Object.values(mapping)
  if (new Set(keys).size < keys.length) throw problem('people.mapping-double', { status: 422 })
  const named = keys.includes('fullName') || (keys.includes('surname') && keys.includes('givenName'))
  if (!named) throw problem('people.mapping-without-name', { status: 422 })
  const missing = fields.find((one) => one.required && !keys.includes(one.key))
  if (missing) throw problem('people.mapping-missing', { status: 422, params: { field: text(locale, missing.label) } })
  return mapping
}
