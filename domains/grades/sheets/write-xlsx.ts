import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { writeRows } from '../write-sheets.ts'
import type { Whole } from './read-whole.ts'

/** An exam sheet as a spreadsheet in the reader's language: a row for each student, numbers as numbers. */
export function sheetAsXlsx(ctx: Ctx, whole: Whole): Promise<Buffer> {
  const { sheet: of, offering, group, lines } = whole
  const format = formatFor(ctx.locale)
  const say = (key: string, params: Record<string, unknown> = {}): string => text(ctx.locale, `grades:exam-sheet.${key}`, params)
  return writeRows(of.number, [
    ['student', 'record-book', 'current', 'interim', 'final', 'sum', 'letter', 'mark', 'note'].map((key) => say(key)),
    ...lines.map((one) => [
      format.name(one.person, 'full'),
      one.recordBook,
      one.current,
      one.interim,
      one.final,
      one.percent,
      one.letter,
      one.traditional ? say(`marks.${one.traditional}`) : null,
      one.refusal ? say(`refusals.${one.refusal}`) : one.absent ? say('absent') : null,
    ]),
    [],
    [say('number', { number: of.number }), say(`kinds.${of.kind}`), say(`states.${of.state}`)],
    [pick(offering.name, ctx.locale), group?.code ?? say('whole-offering'), format.date(of.examDate)],
    ...whole.signatures.map((one) => [say(`roles.${one.role}`), format.name(one.person, 'full'), format.dateTime(one.signedAt), one.sha256]),
  ])
}
