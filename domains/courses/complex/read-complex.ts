import { and, asc, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person, roleGrant } from '../../people/index.ts'
import { discipline, offering, ruleDay } from '../../programmes/index.ts'
import { readSyllabusGaps } from '../syllabus/read-syllabus.ts'
import { itemTopic } from '../syllabus/tables.ts'
import { item, itemText } from '../tables.ts'
import { compareContents, readContent, type ContentChange } from './content.ts'
import type { ComplexView, QueueView } from './contract.ts'
import { lastApproved, partHours, readExcused, readGaps, readParts } from './read-state.ts'
import { addDays, contentJudged, materialFresh } from './rules.ts'
import { measure } from './shared/measures.ts'
import type { ComplexState } from './shared/parts.ts'
import { complex, complexComment, complexExcuse, complexReviewer, complexVersion } from './tables.ts'

const named = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }

/** The complex of an offering: state, gaps, measures, remarks, versions. @throws 404 */
export async function readComplex(ctx: Ctx, offeringId: string): Promise<ComplexView> {
  const [heading] = await ctx.db
    .select({ offering, name: discipline.name })
    .from(offering)
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(eq(offering.id, offeringId))
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const own = heading.offering
  const today = ruleDay()
  const [[row], missing, excused, syllabus, items, ties, texts, excuses, reviewers, comments, versions, content, approved] = await Promise.all([
    ctx.db.select().from(complex).where(eq(complex.offeringId, offeringId)),
    readGaps(ctx, offeringId),
    readExcused(ctx.db, offeringId),
    readSyllabusGaps(ctx, offeringId),
    readParts(ctx.db, offeringId, partHours(own)),
    ctx.db.select({ itemId: itemTopic.itemId, topicId: itemTopic.topicId }).from(itemTopic).where(eq(itemTopic.offeringId, offeringId)),
    readTexts(ctx, offeringId, own.language),
    ctx.db
      .select({ part: complexExcuse.part, reason: complexExcuse.reason, by: named })
      .from(complexExcuse)
      .innerJoin(person, eq(person.id, complexExcuse.byPerson))
      .where(eq(complexExcuse.offeringId, offeringId)),
    ctx.db
      .select({ ...named, scores: complexReviewer.scores })
      .from(complexReviewer)
      .innerJoin(person, eq(person.id, complexReviewer.personId))
      .where(eq(complexReviewer.offeringId, offeringId)),
    ctx.db
      .select({ comment: complexComment, by: named })
      .from(complexComment)
      .innerJoin(person, eq(person.id, complexComment.byPerson))
      .where(eq(complexComment.offeringId, offeringId))
      .orderBy(asc(complexComment.createdAt), asc(complexComment.id)),
    ctx.db
      .select({ id: complexVersion.id, number: complexVersion.number, createdAt: complexVersion.createdAt })
      .from(complexVersion)
      .where(eq(complexVersion.offeringId, offeringId))
      .orderBy(desc(complexVersion.number)),
    readContent(ctx.db, offeringId),
    lastApproved(ctx.db, offeringId),
  ])
  const measures = measure(
    items.map(({ item: one }) => ({ id: one.id, kind: one.kind, html: texts.get(one.id)?.html ?? '', plain: texts.get(one.id)?.plain ?? '' })),
    syllabus.content.topics.map(({ id }) => id),
    ties,
  )
  const rubric = contentJudged.parameterOn(today).value
  const target = { offeringId, unitIds: [own.departmentId] }
  const may = (ability: string): boolean => ctx.actor?.can(ability, target) ?? false
  return {
    offering: { id: offeringId, code: own.code, name: heading.name as Localized },
    state: (row?.state ?? 'open') as ComplexState,
    dueOn: row?.dueOn ?? null,
    submittedAt: row?.submittedAt?.toISOString() ?? null,
    decidedAt: row?.decidedAt?.toISOString() ?? null,
    decisionNote: row?.decisionNote ?? '',
    gaps: missing.gaps.filter(({ part }) => !excused.has(part)),
    syllabusGaps: missing.syllabusGaps,
    excuses,
    items: items.map(({ item: one, part, guessed, own: kept }) => {
      const changedOn = ruleDay(one.changedAt)
      const reviewOn = kept?.reviewOn ?? null
      return {
        id: one.id,
        kind: one.kind,
        title: one.title as Localized,
        part,
        guessed,
        reviewOn: reviewOn ?? addDays(changedOn, materialFresh.parameterOn(today).value.days),
        stale: materialFresh.findings({ changedOn, reviewOn }, today).length > 0,
        licence: kept?.licence ?? null,
        source: kept?.source ?? null,
      }
    }),
    measures,
    weak: contentJudged.findings({ topicShare: measures.topics.share, variety: measures.variety }, today),
    rubric: { criteria: rubric.rubric, mostPoints: rubric.mostPoints },
    reviewers,
    comments: comments.map(({ comment, by }) => ({
      id: comment.id,
      itemId: comment.itemId,
      quote: comment.quote,
      text: comment.text,
      by,
      createdAt: comment.createdAt.toISOString(),
      resolved: comment.resolvedAt !== null,
    })),
    versions: versions.map((one) => ({ ...one, createdAt: one.createdAt.toISOString(), published: one.id === row?.publishedVersion })),
    differs: approved ? compareContents(approved, content).length : null,
    mayEdit: may('course.edit'),
    mayReview: may('complex.review'),
    mayAssign: may('complex.assign'),
  }
}

/** One text an item: in the language of instruction, or any. */
async function readTexts(ctx: Ctx, offeringId: string, language: string): Promise<Map<string, { html: string; plain: string }>> {
  const rows = await ctx.db
    .select({ text: itemText })
    .from(itemText)
    .where(inArray(itemText.itemId, ctx.db.select({ id: item.id }).from(item).where(eq(item.offeringId, offeringId))))
    .orderBy(asc(itemText.language))
  const found = new Map<string, { html: string; plain: string }>()
  for (const { text } of rows) if (!found.has(text.itemId) || text.language === language) found.set(text.itemId, text)
  return found
}

/** What differs between the version approved last and the live content, with the texts of both sides. */
export async function readChanges(ctx: Ctx, offeringId: string): Promise<{ changes: ContentChange[] }> {
  const [approved, content] = await Promise.all([lastApproved(ctx.db, offeringId), readContent(ctx.db, offeringId)])
  return { changes: compareContents(approved ?? { outline: [], texts: {} }, content) }
}

/** Everything that lies before the council, the nearest deadline first, and who can be named to review it. */
export async function readQueue(ctx: Ctx): Promise<QueueView> {
  const today = ruleDay()
  const [rows, reviewers, council] = await Promise.all([
    ctx.db
      .select({ offeringId: offering.id, code: offering.code, name: discipline.name, submittedAt: complex.submittedAt, dueOn: complex.dueOn })
      .from(complex)
      .innerJoin(offering, eq(offering.id, complex.offeringId))
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .where(eq(complex.state, 'submitted'))
      .orderBy(asc(complex.dueOn), asc(complex.submittedAt)),
    ctx.db
      .select({ offeringId: complexReviewer.offeringId, ...named })
      .from(complexReviewer)
      .innerJoin(person, eq(person.id, complexReviewer.personId)),
    ctx.db
      .selectDistinct(named)
      .from(roleGrant)
      .innerJoin(person, eq(person.id, roleGrant.personId))
      .where(
        and(eq(roleGrant.role, 'methodical_council'), lte(roleGrant.startsOn, today), or(isNull(roleGrant.endsOn), gte(roleGrant.endsOn, today))),
      )
      .orderBy(asc(person.surname), asc(person.givenName)),
  ])
  return {
    complexes: rows.map((row) => ({
      ...row,
      name: row.name as Localized,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      late: row.dueOn !== null && row.dueOn < today,
      reviewers: reviewers.filter((one) => one.offeringId === row.offeringId).map(({ offeringId: _offering, ...one }) => one),
    })),
    council,
  }
}
