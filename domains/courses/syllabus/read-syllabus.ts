import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { ReadDb, Tx } from '../../../foundation/server/database/database.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import { curriculumLine, discipline, offering, offeringGroup, programme, standardOutcome, studentGroup, term } from '../../programmes/index.ts'
import { item } from '../tables.ts'
import type { SyllabusView } from './contract.ts'
import { emptySyllabus, findSyllabusGaps, type PlannedHours, type SyllabusContent, type SyllabusFinding } from './shared/syllabus.ts'
import { itemTopic, syllabus } from './tables.ts'

/** What a syllabus is measured by: hours of the plan and competences of the programmes. */
export interface SyllabusDemands {
  planned: PlannedHours
  competences: { code: string; text: Localized }[]
}

/**
 * The syllabus of an offering with what it is measured by and what it lacks.
 * @throws 404 when there is no such offering
 */
export async function readSyllabus(ctx: Ctx, offeringId: string): Promise<SyllabusView> {
  const [[heading], [kept], items, competences] = await Promise.all([
    ctx.db
      .select({ offering, name: discipline.name, term: term.name })
      .from(offering)
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .innerJoin(term, eq(term.id, offering.termId))
      .where(eq(offering.id, offeringId)),
    ctx.db
      .select({ syllabus, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(syllabus)
      .innerJoin(person, eq(person.id, syllabus.changedBy))
      .where(eq(syllabus.offeringId, offeringId)),
    ctx.db
      .select({ topicId: itemTopic.topicId, itemId: item.id, title: item.title, kind: item.kind })
      .from(itemTopic)
      .innerJoin(item, eq(item.id, itemTopic.itemId))
      .where(eq(itemTopic.offeringId, offeringId))
      .orderBy(asc(item.position)),
    readCompetences(ctx.db, offeringId),
  ])
  if (!heading) throw problem('foundation.not-found', { status: 404 })
  const mayEdit = ctx.actor?.can('course.edit', { offeringId, unitIds: [heading.offering.departmentId] }) ?? false
  const content = kept?.syllabus.content ?? emptySyllabus()
  const planned = plannedHours(heading.offering)
  return {
    offering: {
      id: offeringId,
      code: heading.offering.code,
      name: heading.name as Localized,
      credits: heading.offering.credits,
      language: heading.offering.language,
      controlForm: heading.offering.controlForm,
      term: heading.term as Localized,
    },
    version: kept?.syllabus.version ?? 0,
    changedAt: kept?.syllabus.changedAt.toISOString() ?? null,
    changedBy: kept ? { surname: kept.surname, givenName: kept.givenName, patronymic: kept.patronymic } : null,
    content,
    planned,
    competences,
    findings: findSyllabusGaps(
      content,
      planned,
      competences.map(({ code }) => code),
    ),
    items: items.map((one) => ({ ...one, title: one.title as Localized })),
    mayEdit,
    earlier: mayEdit ? await readEarlier(ctx, heading.offering) : [],
  }
}

/** What an offering's syllabus lacks; for the guard of publication (R3.4a) and for the overview. */
export async function readSyllabusGaps(db: ReadDb | Tx, offeringId: string): Promise<{ content: SyllabusContent; gaps: SyllabusFinding[] }> {
  const [found] = await db.select().from(offering).where(eq(offering.id, offeringId))
  const [kept] = await db.select().from(syllabus).where(eq(syllabus.offeringId, offeringId))
  const competences = await readCompetences(db, offeringId)
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const content = kept?.content ?? emptySyllabus()
  return {
    content,
    gaps: findSyllabusGaps(
      content,
      plannedHours(found),
      competences.map(({ code }) => code),
    ),
  }
}

/** The hours of the plan that topics must add up to. */
export function plannedHours(row: typeof offering.$inferSelect): PlannedHours {
  return {
    lecture: row.lectureHours,
    practical: row.practicalHours,
    laboratory: row.laboratoryHours,
    seminar: row.seminarHours,
    independent: row.independentHours,
  }
}

/** Outcomes of the standards that the curricula of the offering's groups name for this discipline. */
async function readCompetences(db: ReadDb | Tx, offeringId: string): Promise<SyllabusDemands['competences']> {
  const lines = await db
    .selectDistinct({ standardId: programme.standardId, outcomes: curriculumLine.outcomes })
    .from(offeringGroup)
    .innerJoin(offering, eq(offering.id, offeringGroup.offeringId))
    .innerJoin(studentGroup, eq(studentGroup.id, offeringGroup.groupId))
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .innerJoin(
      curriculumLine,
      and(eq(curriculumLine.curriculumId, studentGroup.curriculumId), eq(curriculumLine.disciplineId, offering.disciplineId)),
    )
    .where(eq(offeringGroup.offeringId, offeringId))
  const standards = [...new Set(lines.map(({ standardId }) => standardId).filter((id) => id !== null))]
  const codes = new Set(lines.flatMap(({ outcomes }) => outcomes))
  if (standards.length === 0 || codes.size === 0) return []
  const rows = await db
    .selectDistinctOn([standardOutcome.code], { code: standardOutcome.code, text: standardOutcome.text })
    .from(standardOutcome)
    .where(and(inArray(standardOutcome.standardId, standards), inArray(standardOutcome.code, [...codes]), eq(standardOutcome.kind, 'outcome')))
    .orderBy(asc(standardOutcome.code))
  return rows.map((row) => ({ code: row.code, text: row.text as Localized }))
}

async function readEarlier(ctx: Ctx, own: typeof offering.$inferSelect): Promise<SyllabusView['earlier']> {
  const rows = await ctx.db
    .select({ offeringId: offering.id, code: offering.code, term: term.name, language: offering.language })
    .from(syllabus)
    .innerJoin(offering, eq(offering.id, syllabus.offeringId))
    .innerJoin(term, eq(term.id, offering.termId))
    .where(and(eq(offering.disciplineId, own.disciplineId), ne(offering.id, own.id)))
    .orderBy(desc(term.startsOn), asc(offering.code))
    .limit(20)
  return rows.map((row) => ({ ...row, term: row.term as Localized }))
}
