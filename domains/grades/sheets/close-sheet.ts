import { eq, sql } from 'drizzle-orm'
import { locales, pick, type Locale, type Localized } from '../../../foundation/i18n/localized.ts'
import { formatFor } from '../../../foundation/i18n/format.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { issuePaper, newPaperCode, replacePapers } from '../papers/issue-paper.ts'
import { recordLine } from '../tables.ts'
import { scaleOfSheet, type LineRow, type SheetRow } from './load-sheet.ts'
import { printSheet } from './print-sheet.ts'
import { readWhole, type Whole } from './read-whole.ts'
import { sheetMoved } from './sheet-moved.ts'
import { firstSigner } from './shared/sheet.ts'
import { sheet } from './tables.ts'

/**
 * Closes a sheet that both have signed, inside their transaction: its grades become final, the paper is issued, papers that stood on
 * former grades say from now on that they are outdated.
 * @throws 409 `grades.sheet-line-final` where somebody's grade was confirmed in between by another way
 */
export async function closeSheet(ctx: Ctx, tx: Tx, of: SheetRow, lines: readonly LineRow[], at: Date, code = newPaperCode()): Promise<void> {
  const { id: sheetId, offeringId } = of
  await writeFinal(tx, of, lines, at)
  await tx.update(sheet).set({ state: 'closed', closedAt: at }).where(eq(sheet.id, sheetId))
  const whole = await readWhole(tx, sheetId)
  if (of.kind === 'correction' && of.afterId) await replacePapers(tx, { kind: 'sheet', aboutId: of.afterId })
  if (of.kind !== 'first') for (const { personId } of lines) await replacePapers(tx, { kind: 'certificate', aboutId: personId })
  await issuePaper(ctx, tx, {
    code,
    kind: 'sheet',
    number: of.number,
    language: 'ky',
    aboutId: sheetId,
    facts: factsOf(whole),
    pdf: printSheet(ctx, whole, { language: 'ky', code }),
  })
  await record(
    ctx,
    tx,
    { verb: 'sheet.closed', object: { type: 'sheet', id: sheetId }, offering: offeringId, at, result: { number: of.number, students: lines.length } },
    ...lines.map(({ personId, percent, letter, percentWas, letterWas }) => ({
      verb: 'grade.confirmed',
      object: { type: 'sheet', id: sheetId },
      about: personId,
      offering: offeringId,
      at,
      result: { number: of.number, percent, letter, ...(percentWas === null ? {} : { former: percentWas, formerLetter: letterWas }) },
    })),
  )
  await emit(ctx, tx, sheetMoved, { sheetId, offeringId, personIds: lines.map(({ personId }) => personId) })
}

async function writeFinal(tx: Tx, of: SheetRow, lines: readonly LineRow[], at: Date): Promise<void> {
  const scale = scaleOfSheet(of).id
  const values = lines.map(({ personId, percent, letter, traditional }) => {
    if (percent === null || letter === null || traditional === null) throw new Error('a signed sheet has every sum')
    return {
      personId,
      offeringId: of.offeringId,
      percent,
      letter,
      traditional,
      scale,
      schemeVersion: of.schemeVersion,
      final: true,
      sheetId: of.id,
      changedAt: at,
    }
  })
  const taken = ['percent', 'letter', 'traditional', 'scale', 'schemeVersion', 'final', 'sheetId', 'changedAt'] as const
  const written = await tx
    .insert(recordLine)
    .values(values)
    .onConflictDoUpdate({
      target: [recordLine.personId, recordLine.offeringId],
      set: Object.fromEntries(taken.map((key) => [key, sql.raw(`excluded."${recordLine[key].name}"`)])),
      // a first sheet confirms what nothing has confirmed; a later one stands on a confirmed grade
      ...(of.kind === 'first' ? { setWhere: sql`NOT ${recordLine.final}` } : {}),
    })
    .returning({ personId: recordLine.personId })
  if (written.length !== values.length) throw problem('grades.sheet-line-final', { status: 409 })
}

/** What anybody who holds the paper's code is told: nothing of students. */
function factsOf({ sheet: of, offering, group, lines }: Whole): { key: string; value: Localized }[] {
  const fact = (key: string, say: (locale: Locale) => string) => ({
    key,
    value: Object.fromEntries(locales.map((locale) => [locale, say(locale)])),
  })
  const words = (locale: Locale, key: string): string => text(locale, `grades:exam-sheet.${key}`)
  return [
    fact('number', () => of.number),
    fact('kind', (locale) => words(locale, `kinds.${of.kind}`)),
    fact('discipline', (locale) => pick(offering.name, locale)),
    fact('group', (locale) => group?.code ?? words(locale, 'whole-offering')),
    fact('date', (locale) => formatFor(locale).date(of.examDate)),
    fact('lines', (locale) => formatFor(locale).number(lines.length)),
    fact('signed', (locale) => [firstSigner(of.kind), 'office'].map((role) => words(locale, `roles.${role}`)).join(', ')),
    fact('state', (locale) => words(locale, 'states.closed')),
  ]
}
