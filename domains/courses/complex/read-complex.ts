import { and, asc, desc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person, roleGrant } from '../../people/index.ts'
import { discipline, offering, ruleDay } from '../../programmes/index.ts'
import { compareContents, readContent } from './content.ts'
import type { ComplexView, QueueView } from './contract.ts'
import { named } from './kept-review.ts'
import { lastApproved, partHours, readExcused, readGaps, readParts } from './read-state.ts'
import { addDays, contentJudged, materialFresh } from './rules.ts'
import { readMeasures } from './read-measures.ts'
import type { ComplexState } from './shared/parts.ts'
import { complex, complexComment, complexExcuse, complexReviewer, complexVersion } from './tables.ts'

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
  const [[row], missing, excused, items, measures, excuses, reviewers, comments, versions, content, approved] = await Promise.all([
    ctx.db.select().from(complex).where(eq(complex.offeringId, offeringId)),
    readGaps(ctx.db, offeringId),
    readExcused(ctx.db, offeringId),
    readParts(ctx.db, offeringId, partHours(own)),
    readMeasures(ctx.db, own),
    ctx.db
      .select({ part: complexExcuse.part, reason: complexExcuse.reason, by: named })
      .from(complexExcuse)
      .innerJoin(person, eq(person.id, complexExcuse.byPerson))
      .where(eq(complexExcuse.offeringId, offeringId)),
    ctx.db
      .select({ ...named, scores: complexReviewer.scores, notes: complexReviewer.notes })
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
      .select({
        id: complexVersion.id,
        number: complexVersion.number,
        createdAt: complexVersion.createdAt,
        publishedAt: complexVersion.publishedAt,
      })
      .from(complexVersion)
      .where(eq(complexVersion.offeringId, offeringId))
      .orderBy(desc(complexVersion.number)),
    readContent(ctx.db, offeringId),
    lastApproved(ctx.db, offeringId),
  ])
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
    versions: versions.map((one) => ({
      ...one,
      createdAt: one.createdAt.toISOString(),
      publishedAt: one.publishedAt?.toISOString() ?? null,
      published: one.id === row?.publishedVersion,
    })),
    differs: approved ? compareContents(approved, content).length : null,
    mayEdit: may('course.edit'),
    mayReview: may('complex.review'),
    mayAssign: may('complex.assign'),
  }
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
