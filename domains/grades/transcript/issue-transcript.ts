import { join } from 'node:path'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { locales, pick, type Locale, type Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offering, programme, ruleDay, studentGroup, studentship } from '../../programmes/index.ts'
import { averageOf } from '../average.ts'
import type { RecordView } from '../contract.ts'
import { issuePaper, newPaperCode, paperLink, paperQr } from '../papers/issue-paper.ts'
import { paper } from '../papers/tables.ts'
import { readRecord } from '../read-record.ts'
import type { TranscriptInput } from './contract.ts'
import { finalTerms } from './final-terms.ts'
import { languagesFor } from './read-transcripts.ts'

/**
 * Issues an academic certificate: every discipline with a final grade by term, hours, credits, points, letters, the average (R3.6b), as a
 * PDF with a code that anybody can check. Asked again on the same day while nothing changed, it gives the same paper.
 * @throws 404; 422 `grades.transcript-empty` without a final grade; 422 `grades.transcript-language` in English without the study
 *   office, or without the name as in the passport
 */
export async function issueTranscript(ctx: Ctx, personId: string, input: TranscriptInput, code = newPaperCode()): Promise<{ code: string }> {
  const { language } = input
  if (!languagesFor(ctx, personId).includes(language) || (language === 'en' && !input.latinName)) {
    throw problem('grades.transcript-language', { status: 422 })
  }
  const [whole, [study]] = await Promise.all([readRecord(ctx, personId), studyOf(ctx, personId)])
  const terms = finalTerms(whole)
  const lines = terms.flatMap((one) => one.lines)
  if (lines.length === 0 || !study) throw problem('grades.transcript-empty', { status: 422 })
  const hours = await hoursOf(
    ctx,
    lines.map((one) => one.offeringId),
  )
  const day = ruleDay()
  return change(ctx, async (tx) => {
    // Numbers follow each other without gaps: who takes one holds the others up for a moment.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('grades.transcript', 0))`)
    const { rows } = await tx.execute<{ code: string }>(sql`
      SELECT p.code FROM grades.paper p
      WHERE p.kind = 'certificate' AND p.about_id = ${personId} AND p.language = ${language} AND p.replaced_at IS NULL
        AND p.issued_at >= ${day}::date::timestamp AT TIME ZONE 'Asia/Bishkek'
        AND NOT EXISTS (SELECT 1 FROM grades.record_line l WHERE l.person_id = p.about_id AND l.changed_at > p.issued_at)
      ORDER BY p.issued_at DESC LIMIT 1`)
    if (rows[0]) {
      await record(ctx, tx)
      return { code: rows[0].code }
    }
    const year = day.slice(0, 4)
    const [last] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(paper)
      .where(sql`${paper.kind} = 'certificate' AND ${paper.number} LIKE ${`${year}-%`}`)
    const number = `${year}-${String((last?.count ?? 0) + 1).padStart(5, '0')}`
    const holder = (locale: Locale): string => (language === 'en' && input.latinName ? input.latinName : formatFor(locale).name(whole.person, 'full'))
    const average = averageOf(lines.flatMap((row) => (row.line ? [{ credits: row.credits, gpa: row.line.gpa }] : [])))
    await issuePaper(ctx, tx, {
      code,
      kind: 'certificate',
      number,
      language,
      aboutId: personId,
      pdf: print(ctx, { language, code, number, study, whole, terms, average, hours, holder: holder(language) }),
      facts: [
        fact('number', () => number),
        fact('holder', holder),
        fact('programme', (locale) => pick(study.programme, locale)),
        fact('disciplines', (locale) => formatFor(locale).number(lines.length)),
        fact('credits', (locale) => formatFor(locale).number(whole.creditsEarned)),
        ...(average === null ? [] : [fact('average', (locale) => formatFor(locale).number(average, { digits: 2 }))]),
      ],
    })
    await record(ctx, tx, {
      verb: 'transcript.issued',
      object: { type: 'certificate', id: number },
      about: personId,
      result: { language, disciplines: lines.length },
    })
    return { code }
  })
}

const fact = (key: string, say: (locale: Locale) => string): { key: string; value: Localized } => ({
  key,
  value: Object.fromEntries(locales.map((locale) => [locale, say(locale)])),
})

interface Study {
  programme: Localized
  qualification: Localized | null
  group: string
  number: string
  state: string
  startsOn: string
}

function studyOf(ctx: Ctx, personId: string): Promise<Study[]> {
  return ctx.db
    .select({
      programme: programme.name,
      qualification: programme.qualification,
      group: studentGroup.code,
      number: studentship.recordBookNumber,
      state: studentship.state,
      startsOn: studentship.startsOn,
    })
    .from(studentship)
    .innerJoin(studentGroup, eq(studentGroup.id, studentship.groupId))
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .where(and(eq(studentship.personId, personId), inArray(studentship.state, ['studying', 'leave', 'graduated'])))
    .orderBy(sql`${studentship.startsOn} DESC`) as Promise<Study[]>
}

async function hoursOf(ctx: Ctx, offeringIds: string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.select().from(offering).where(inArray(offering.id, offeringIds))
  return new Map(rows.map((one) => [one.id, one.lectureHours + one.practicalHours + one.laboratoryHours + one.seminarHours + one.independentHours]))
}

interface Printed {
  language: Locale
  code: string
  number: string
  study: Study
  whole: RecordView
  terms: RecordView['terms']
  average: number | null
  hours: Map<string, number>
  holder: string
}

function print(ctx: Ctx, { language, code, number, study, whole, terms, average, hours, holder }: Printed): Buffer {
  const format = formatFor(language)
  const say = (key: string, params: Record<string, unknown> = {}): string => text(language, `grades:transcript.${key}`, params)
  const link = paperLink(ctx, code)
  const points = (value: number | null): string => (value === null ? '–' : format.number(value, { digits: 2 }))
  return ctx.portal.documents.renderPdf(join(import.meta.dirname, 'transcript.typ'), {
    language,
    university: pick(ctx.portal.universityName, language),
    number: say('number', { number, date: format.date(new Date()) }),
    holder,
    facts: [
      [say('programme'), pick(study.programme, language)],
      ...(study.qualification ? [[say('qualification'), pick(study.qualification, language)]] : []),
      [say('group'), study.group],
      [say('record-book'), study.number],
      [say('since'), format.date(study.startsOn)],
      [say('state'), say(`states.${study.state}`)],
    ],
    terms: terms.map((one) => ({
      name: pick(one.name, language),
      average: say('term-average', { average: points(one.average) }),
      rows: one.lines.map((line) => [
        pick(line.name, language),
        format.number(hours.get(line.offeringId) ?? 0),
        format.number(line.credits),
        line.line ? format.number(line.line.percent) : '–',
        line.line?.letter ?? '–',
        line.line ? say(`marks.${line.line.traditional}`) : '–',
      ]),
    })),
    totals: [
      [say('credits'), format.number(whole.creditsEarned)],
      [say('average'), `${points(average)} / ${points(4)}`],
    ],
    // The portal issued it for whoever asked: nobody's signature is pretended.
    issued: say('issued', { by: ctx.actor && actorOf(ctx).personId !== whole.person.id ? say('by-office') : say('by-holder') }),
    qr: paperQr(link),
    link,
    code: code.replaceAll(/(.{4})(?=.)/g, '$1-'),
    words: Object.fromEntries(['title', 'discipline', 'hours', 'credits-short', 'points', 'letter', 'mark', 'check'].map((key) => [key, say(key)])),
  })
}
