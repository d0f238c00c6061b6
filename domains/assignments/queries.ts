import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Ctx } from '../../foundation/server/context.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import type { Target } from '../../foundation/server/permissions/actor.ts'
import { item, laterDeadline, ownDeadline, ownDeadlineOf } from '../courses/index.ts'
import { findItem, iso, isoOrNull } from '../learning/index.ts'
import { person } from '../people/index.ts'
import { discipline, enrolment, offering, offeringTarget, studentGroup } from '../programmes/index.ts'
import type { AssignmentView, MarkingView, SubmissionView } from './contract.ts'
import { decideHandIn } from './hand-in-rule.ts'
import { rubricsOf } from './rubric/keep-rubric.ts'
import type { Rubric } from './rubric/shared/rubric.ts'
import { rubricVersion } from './rubric/tables.ts'
import { keptPercent, takenUntil } from './shared/late.ts'
import { assignment, submission, submissionFile } from './tables.ts'

const marker = alias(person, 'marker')
const markerName = { id: marker.id, surname: marker.surname, givenName: marker.givenName, patronymic: marker.patronymic }
const studentName = { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic }

/** Submissions with their files and who marked them, in two statements. */
async function readSubmissions(ctx: Ctx, where: SQL | undefined): Promise<SubmissionView[]> {
  const rows = await ctx.db
    .select({ submission, marker: markerName })
    .from(submission)
    .leftJoin(marker, eq(marker.id, submission.markedBy))
    .where(where)
    .orderBy(desc(submission.round))
  return withFiles(ctx, rows)
}

type Row = {
  submission: typeof submission.$inferSelect
  marker: { id: string; surname: string; givenName: string; patronymic: string | null } | null
}

async function withFiles(ctx: Ctx, rows: Row[]): Promise<SubmissionView[]> {
  const ids = rows.map((row) => row.submission.id)
  const files =
    ids.length > 0
      ? await ctx.db
          .select()
          .from(submissionFile)
          .where(inArray(submissionFile.submissionId, ids))
          .orderBy(submissionFile.createdAt, submissionFile.id)
      : []
  const used = await usedRubrics(ctx, rows)
  return rows.map((row) => present(row, files, used))
}

/** The versions of rubrics that works were marked by. */
async function usedRubrics(ctx: Ctx, rows: Row[]): Promise<Map<string, Rubric>> {
  const itemIds = [...new Set(rows.flatMap(({ submission: one }) => (one.rubric ? [one.itemId] : [])))]
  if (itemIds.length === 0) return new Map()
  const versions = await ctx.db.select().from(rubricVersion).where(inArray(rubricVersion.itemId, itemIds))
  return new Map(versions.map((one) => [`${one.itemId} ${one.version}`, one.content]))
}

function present({ submission: one, marker: by }: Row, files: (typeof submissionFile.$inferSelect)[], used: Map<string, Rubric>): SubmissionView {
  const rubric = one.rubric && used.get(`${one.itemId} ${one.rubric.version}`)
  return {
    id: one.id,
    itemId: one.itemId,
    offeringId: one.offeringId,
    round: one.round,
    state: one.state as SubmissionView['state'],
    text: one.text,
    late: one.late,
    daysLate: one.daysLate,
    submittedAt: iso(one.submittedAt),
    digest: one.digest,
    files: files
      .filter((file) => file.submissionId === one.id)
      .map((file) => ({ id: file.id, name: file.name, bytes: file.bytes, sha256: file.sha256 })),
    points: one.points,
    rawPoints: one.rawPoints,
    forgiven: one.forgiven,
    comment: one.comment,
    rubric: one.rubric && rubric ? { ...one.rubric, criteria: rubric.criteria } : null,
    markedAt: isoOrNull(one.markedAt),
    markedBy: by,
  }
}

/** One submission. @throws 404 */
export async function readSubmission(ctx: Ctx, submissionId: string): Promise<SubmissionView> {
  const [found] = await readSubmissions(ctx, eq(submission.id, submissionId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found
}

/** What an act on a submission is aimed at: its student, in its offering. */
export async function submissionTarget(ctx: Ctx, submissionId: string): Promise<Target | null> {
  const [found] = await ctx.db
    .select({ personId: submission.personId, offeringId: submission.offeringId })
    .from(submission)
    .where(eq(submission.id, submissionId))
  if (!found) return null
  const target = await offeringTarget(ctx, found.offeringId)
  return target ? { ...target, personId: found.personId } : null
}

/** The stored file behind a file of a submission; null when it does not belong there. */
export async function findSubmissionFile(ctx: Ctx, submissionId: string, id: string): Promise<string | null> {
  const [found] = await ctx.db
    .select({ fileId: submissionFile.fileId })
    .from(submissionFile)
    .where(and(eq(submissionFile.submissionId, submissionId), eq(submissionFile.id, id)))
  return found?.fileId ?? null
}

/** An assignment with the reader's own rounds: grade and comment in the same place (R4.4a). */
export async function readAssignment(ctx: Ctx, itemId: string): Promise<AssignmentView> {
  const { personId } = actorOf(ctx)
  const [found, [rules], submissions, own, rubrics] = await Promise.all([
    findItem(ctx, itemId),
    ctx.db.select().from(assignment).where(eq(assignment.itemId, itemId)),
    readSubmissions(ctx, and(eq(submission.itemId, itemId), eq(submission.personId, personId))),
    ownDeadlineOf(ctx, { itemId, personId }),
    rubricsOf(ctx.db, [itemId]),
  ])
  if (!found || !rules) throw problem('foundation.not-found', { status: 404 })
  const teaches = ctx.actor?.can('assignment.edit', { offeringId: found.offeringId }) ?? false
  const reviews = ctx.actor?.can('complex.review', { offeringId: found.offeringId }) ?? false
  if (((found.hidden || found.sectionHidden) && !teaches) || (found.draftOnly && !teaches && !reviews))
    throw problem('foundation.not-found', { status: 404 })
  const last = submissions[0]
  const dueAt = laterDeadline(own?.dueAt ?? null, found.dueAt)
  const decision = decideHandIn({
    last: last?.state ?? null,
    lastDaysLate: last?.daysLate ?? 0,
    dueAt,
    policy: rules,
    now: new Date(),
  })
  const days = decision.open ? decision.daysLate : 0
  return {
    ...rules,
    offeringId: found.offeringId,
    title: found.title,
    dueAt: isoOrNull(dueAt),
    extended: own && dueAt === own.dueAt ? { from: isoOrNull(found.dueAt), reason: own.reason } : null,
    daysLate: days,
    kept: keptPercent(rules, days),
    lateUntil: isoOrNull(takenUntil(rules, dueAt)),
    rubric: rubrics.get(itemId) ?? null,
    submissions,
    open: decision.open,
    reason: decision.open ? null : decision.reason,
  }
}

/** The teacher's queue of an offering: the newest round of every student's work, oldest first. */
export async function readMarking(
  ctx: Ctx,
  offeringId: string,
  query: { state: 'waiting' | 'done' | 'all'; itemId?: string | undefined },
): Promise<MarkingView> {
  const newest = sql`NOT EXISTS (SELECT FROM ${submission} newer WHERE newer.item_id = ${submission.itemId} AND newer.person_id = ${submission.personId} AND newer.round > ${submission.round})`
  const state =
    query.state === 'waiting'
      ? eq(submission.state, 'submitted')
      : query.state === 'done'
        ? inArray(submission.state, ['marked', 'returned'])
        : undefined
  const [heads, counts, rows] = await Promise.all([
    ctx.db
      .select({ id: offering.id, code: offering.code, name: discipline.name })
      .from(offering)
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .where(eq(offering.id, offeringId)),
    ctx.db
      .select({
        waiting: sql<number>`count(*) FILTER (WHERE state = 'submitted')::int`,
        done: sql<number>`count(*) FILTER (WHERE state <> 'submitted')::int`,
      })
      .from(submission)
      .where(and(eq(submission.offeringId, offeringId), newest)),
    ctx.db
      .select({
        submission,
        marker: markerName,
        person: studentName,
        group: studentGroup.code,
        title: item.title,
        dueAt: sql<Date | null>`CASE WHEN ${item.dueAt} IS NOT NULL THEN greatest(${ownDeadline.dueAt}, ${item.dueAt}) END`.mapWith(item.dueAt),
        rules: assignment,
      })
      .from(submission)
      .innerJoin(person, eq(person.id, submission.personId))
      .innerJoin(item, eq(item.id, submission.itemId))
      .innerJoin(assignment, eq(assignment.itemId, submission.itemId))
      .leftJoin(ownDeadline, and(eq(ownDeadline.itemId, submission.itemId), eq(ownDeadline.personId, submission.personId)))
      .leftJoin(enrolment, and(eq(enrolment.offeringId, submission.offeringId), eq(enrolment.personId, submission.personId)))
      .leftJoin(studentGroup, eq(studentGroup.id, enrolment.groupId))
      .leftJoin(marker, eq(marker.id, submission.markedBy))
      .where(and(eq(submission.offeringId, offeringId), newest, state, query.itemId ? eq(submission.itemId, query.itemId) : undefined))
      .orderBy(submission.submittedAt)
      .limit(300),
  ])
  const head = heads[0]
  if (!head) throw problem('foundation.not-found', { status: 404 })
  const [views, rubrics] = await Promise.all([withFiles(ctx, rows), rubricsOf(ctx.db, [...new Set(rows.map((row) => row.submission.itemId))])])
  return {
    offering: head,
    waiting: counts[0]?.waiting ?? 0,
    done: counts[0]?.done ?? 0,
    works: rows.map((row, index) => ({
      ...(views[index] as SubmissionView),
      person: row.person,
      group: row.group,
      title: row.title,
      maxPoints: row.rules.points,
      markBy: rubrics.get(row.submission.itemId) ?? null,
      kept: keptPercent(row.rules, row.submission.daysLate),
      dueAt: isoOrNull(row.dueAt),
    })),
  }
}
