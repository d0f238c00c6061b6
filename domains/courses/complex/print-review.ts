import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick, type Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { unit } from '../../people/index.ts'
import { discipline, offering, ruleDay } from '../../programmes/index.ts'
import { item } from '../tables.ts'
import { meanScores, readReview, type KeptReview, type Named } from './kept-review.ts'
import { readMeasures } from './read-measures.ts'
import { readExcused, readGaps } from './read-state.ts'
import { contentJudged } from './rules.ts'
import type { Measures } from './shared/measures.ts'
import type { PartGap } from './shared/parts.ts'
import { complex, complexVersion } from './tables.ts'

type Say = (key: string, params?: Record<string, unknown>) => string

/**
 * The review sheet of a complex (PDF, R5.3c): criteria with what was measured and the reviewers' points, gaps, excuses,
 * remarks, decision, room for signatures.
 * @param versionId an approved version's sheet as it stood when it was approved; the review under way where none is named
 * @param language of the paper; the language of instruction where the reader names none and it is ky or ru
 * @throws 404, also for a version of another complex
 */
export async function printReview(ctx: Ctx, offeringId: string, language?: 'ky' | 'ru', versionId?: string): Promise<Buffer> {
  const [found] = await ctx.db
    .select({ offering, name: discipline.name, department: unit.name, state: complex.state })
    .from(offering)
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .innerJoin(unit, eq(unit.id, offering.departmentId))
    .leftJoin(complex, eq(complex.offeringId, offering.id))
    .where(eq(offering.id, offeringId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const { review, gaps, number } = versionId ? await ofVersion(ctx, offeringId, versionId) : await ofNow(ctx, found.offering)
  const paper = language ?? (found.offering.language === 'ru' ? 'ru' : 'ky')
  const say: Say = (key, params = {}) => text(paper, `courses:complex-sheet.${key}`, params)
  const word = (value: unknown): string => pick((value ?? {}) as Localized, paper)
  const format = formatFor(paper)
  const name = (one: Named | null): string => (one ? format.name(one, 'short') : '')
  const titles = new Map(
    (await ctx.db.select({ id: item.id, title: item.title }).from(item).where(eq(item.offeringId, offeringId))).map((row) => [
      row.id,
      word(row.title),
    ]),
  )
  const state = versionId ? 'approved' : (found.state ?? 'open')
  const { rubric, mostPoints } = contentJudged.parameterOn(ruleDay()).value
  const means = meanScores(rubric, review.reviewers)
  const points = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : format.number(value))
  const measured = measuredWords(review.measures, say, format.number)
  const data = {
    language: paper,
    university: word(ctx.portal.universityName),
    department: word(found.department),
    name: word(found.name),
    code: found.offering.code,
    state: number === null ? say(`states.${state}`) : say('version', { number }),
    facts: [
      [say('code'), found.offering.code],
      ...(number === null ? [] : [[say('version-label'), format.number(number)]]),
      [say('submitted'), [review.submittedAt && format.date(review.submittedAt), name(review.submittedBy)].filter(Boolean).join(', ') || '–'],
      [say('due'), review.dueOn ? format.date(review.dueOn) : '–'],
    ],
    criteria: rubric.map((one) => ({
      name: say(`criteria-names.${one}`),
      measured: measured[one] ?? [],
      scores: review.reviewers.map(({ scores }) => points(scores[one])),
      mean: points(means.each[one]),
    })),
    mean: points(means.all),
    reviewers: review.reviewers.map((one) => ({
      name: name(one),
      notes: rubric.flatMap((criterion) => {
        const note = one.notes[criterion]
        return note ? [{ criterion: say(`criteria-names.${criterion}`), text: note }] : []
      }),
    })),
    gaps: gaps.map(({ part }) => say(`parts.${part}`)),
    excuses: review.excuses.map((one) => ({ part: say(`parts.${one.part}`), reason: one.reason, by: name(one.by) })),
    remarks: review.remarks.map((one) => ({
      place: (one.itemId && titles.get(one.itemId)) || say('whole-course'),
      quote: one.quote,
      text: one.text,
      by: name(one.by),
      resolved: one.resolved,
    })),
    decision: [say(`states.${state}`), review.decidedAt && format.date(review.decidedAt), name(review.decidedBy)].filter(Boolean).join(', '),
    note: review.note,
    signs: (review.reviewers.length > 0 ? review.reviewers : [null]).map((one) => ({ role: say('reviewer'), name: name(one) })),
    words: Object.fromEntries(
      ['title', 'criteria', 'criterion', 'measured', 'mean', 'overall', 'gaps', 'excuses', 'remarks', 'none', 'resolved', 'decision']
        .map((key) => [key, say(key)])
        .concat([['scale', say('scale', { most: format.number(mostPoints) })]]),
    ),
  }
  return ctx.portal.documents.renderPdf(join(import.meta.dirname, 'review-sheet.typ'), data)
}

/** Sends the sheet. */
export async function sendReview(ctx: Ctx, reply: FastifyReply, offeringId: string, language?: 'ky' | 'ru', versionId?: string): Promise<void> {
  const content = await printReview(ctx, offeringId, language, versionId)
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', 'inline; filename="review-sheet.pdf"')
    .header('cache-control', 'private, no-store')
    .send(content)
}

interface Reviewed {
  review: KeptReview
  gaps: PartGap[]
  number: number | null
}

async function ofVersion(ctx: Ctx, offeringId: string, versionId: string): Promise<Reviewed> {
  const [found] = await ctx.db
    .select()
    .from(complexVersion)
    .where(and(eq(complexVersion.id, versionId), eq(complexVersion.offeringId, offeringId)))
  if (!found?.review) throw problem('foundation.not-found', { status: 404 })
  const excused = new Set(found.review.excuses.map(({ part }) => part))
  return { review: found.review, gaps: found.gaps.filter(({ part }) => !excused.has(part)), number: found.number }
}

async function ofNow(ctx: Ctx, own: typeof offering.$inferSelect): Promise<Reviewed> {
  const [review, { gaps }, excused] = await Promise.all([
    readMeasures(ctx.db, own).then((measures) => readReview(ctx.db, own.id, measures)),
    readGaps(ctx.db, own.id),
    readExcused(ctx.db, own.id),
  ])
  return { review, gaps: gaps.filter(({ part }) => !excused.has(part)), number: null }
}

/** What was measured for each criterion of R3.4b, in words. */
function measuredWords(found: Measures, say: Say, number: (value: number) => string): Record<string, string[]> {
  const of = (key: string, { covered, all }: { covered: number; all: number }): string =>
    say(`measures.${key}`, { covered: number(covered), all: number(all) })
  const count = (kind: keyof Measures['kinds']): string => say(`measures.${kind}`, { amount: number(found.kinds[kind]) })
  const { lessons } = found
  return {
    completeness: [of('topics', found.topics), of('hours', found.hours)],
    variety: [count('text'), count('image'), count('audio'), count('video')],
    design: [
      of('outcomes', found.outcomes),
      of('active', { covered: lessons.active, all: lessons.count }),
      say('measures.readability', { sentence: number(lessons.wordsPerSentence), lesson: number(lessons.wordsPerLesson) }),
    ],
    multimedia: [count('video'), count('audio'), count('interactive')],
  }
}
