import { join } from 'node:path'
import type { FastifyReply } from 'fastify'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { paperLink, paperQr } from '../papers/issue-paper.ts'
import { papersAbout, sendPaper } from '../papers/read-paper.ts'
import { scaleOfSheet } from './load-sheet.ts'
import { readWhole, yearOf, type Whole } from './read-whole.ts'
import { totalsOf, weightsOf } from './sheet-sum.ts'
import { isTyped } from './shared/sheet.ts'

/**
 * An exam sheet as a paper in its usual form (PDF).
 * @param code of the issued paper: its QR picture stands on the sheet; null for a draft, which says so
 */
export function printSheet(ctx: Ctx, whole: Whole, { language, code }: { language: 'ky' | 'ru'; code: string | null }): Buffer {
  const { sheet: of, offering, group, term, lines } = whole
  const format = formatFor(language)
  const say = (key: string, params: Record<string, unknown> = {}): string => text(language, `grades:exam-sheet.${key}`, params)
  const number = (value: number | null): string => (value === null ? '' : format.number(value, { maxDigits: 2 }))
  const weights = weightsOf(whole.scheme)
  const totals = totalsOf(lines, scaleOfSheet(of))
  const year = yearOf(whole)
  const link = code === null ? null : paperLink(ctx, code)
  const typed = isTyped(of.kind)
  const share = (value: number | null): string => (value === null ? '–' : format.percent(value / 100, { maxDigits: 0 }))
  return ctx.portal.documents.renderPdf(join(import.meta.dirname, 'sheet.typ'), {
    language,
    university: pick(ctx.portal.universityName, language),
    faculty: [whole.faculty, whole.department].flatMap((one) => (one ? [pick(one, language)] : [])).join(', '),
    number: say('number', { number: of.number }),
    kind: say(`kinds.${of.kind}`),
    facts: [
      [say('programme'), group ? pick(group.programme, language) : '–'],
      [say('group'), `${group?.code ?? say('whole-offering')}${year ? `, ${say('year', year)}` : ''}`],
      [say('discipline'), `${pick(offering.name, language)} (${offering.code})`],
      [say('term'), pick(term.name, language)],
      [say('credits'), `${format.number(offering.credits)}, ${say(`forms.${offering.controlForm}`)}`],
      [say('teacher'), whole.teachers.map((one) => format.name(one, 'full')).join(', ') || '–'],
      [say('date'), format.date(of.examDate)],
      ...(whole.after ? [[say(of.kind === 'correction' ? 'corrects' : 'follows'), `№ ${whole.after.number}`]] : []),
      ...(of.reason ? [[say('reason'), of.reason]] : []),
    ],
    head: [
      '№',
      say('student'),
      say('record-book'),
      `${say('current')} (${number(weights.current)})`,
      `${say('interim')} (${number(weights.interim)})`,
      `${say('final')} (${number(weights.final)})`,
      say('sum'),
      say('letter'),
      say('mark'),
      ...(typed ? [say('former')] : []),
    ],
    rows: lines.map((one) => [
      String(one.position),
      format.name(one.person, 'full'),
      one.recordBook ?? '–',
      number(one.current),
      number(one.interim),
      one.refusal ? say(`refusals.${one.refusal}`) : one.absent ? say('absent') : number(one.final),
      number(one.percent),
      one.letter ?? '',
      one.traditional ? say(`marks.${one.traditional}`) : '',
      ...(typed ? [one.percentWas === null ? '–' : `${number(one.percentWas)} ${one.letterWas ?? ''}`] : []),
    ]),
    totals: [
      ...totals.marks.map(({ traditional, count }) => [say(`marks.${traditional}`), format.number(count)]),
      [say('absent-count'), format.number(totals.absent)],
      [say('refused-count'), format.number(totals.refused)],
      [say('success'), share(totals.success)],
      [say('quality'), share(totals.quality)],
    ],
    signatures: whole.signatures.map((one) => ({
      role: say(`roles.${one.role}`),
      name: format.name(one.person, 'full'),
      at: say('signed-at', { when: format.dateTime(one.signedAt) }),
      hash: one.sha256.slice(0, 16),
    })),
    draft: code === null ? say(of.state === 'void' ? 'void-note' : 'draft-note') : '',
    corrected: code !== null && language !== 'ky' ? say('translation') : '',
    qr: link === null ? '' : paperQr(link),
    link: link ?? '',
    code: code?.replaceAll(/(.{4})(?=.)/g, '$1-') ?? '',
    note: say('paper-note'),
    words: Object.fromEntries(['title', 'totals', 'signatures', 'check', 'hash'].map((key) => [key, say(key)])),
  })
}

/** Sends a sheet: a closed one in Kyrgyz byte for byte as it was issued, else a translation or a draft. @throws 404 */
export async function sendSheetPaper(ctx: Ctx, reply: FastifyReply, sheetId: string, language: 'ky' | 'ru'): Promise<void> {
  const [issued] = await papersAbout(ctx, { kind: 'sheet', aboutId: sheetId })
  if (issued && language === 'ky') return sendPaper(ctx, reply, { kind: 'sheet', aboutId: sheetId })
  const whole = await readWhole(ctx.db, sheetId)
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="sheet-${whole.sheet.number.replace('/', '-')}.pdf"`)
    .header('cache-control', 'private, no-store')
    .send(printSheet(ctx, whole, { language, code: issued?.code ?? null }))
}
