import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { discipline, offering, studentGroup, term } from '../../programmes/index.ts'
import type { OpenableView, SheetsQuery, SheetsView } from './contract.ts'
import { firstSigner, type SheetState } from './shared/sheet.ts'
import { sheet } from './tables.ts'

const most = 1000

/**
 * The exam sheets that the reader may see: of a term, newest number first, with how far the session is. Without a term the newest one that has
 * begun; with an offering, all of its sheets.
 */
export async function readSheets(ctx: Ctx, query: SheetsQuery): Promise<SheetsView> {
  const actor = actorOf(ctx)
  const terms = await ctx.db.select({ id: term.id, name: term.name, startsOn: term.startsOn }).from(term).orderBy(desc(term.startsOn))
  const today = new Date().toISOString().slice(0, 10)
  const begun = terms.filter(({ startsOn }) => startsOn <= today)
  const termId = query.offeringId ? null : (query.termId ?? (begun[0] ?? terms[0])?.id ?? null)
  const where: (SQL | undefined)[] = [
    query.offeringId ? eq(sheet.offeringId, query.offeringId) : termId ? eq(offering.termId, termId) : undefined,
    query.state ? eq(sheet.state, query.state) : undefined,
    query.kind ? eq(sheet.kind, query.kind) : undefined,
    query.search
      ? sql`(${sheet.number} || ' ' || ${offering.code} || ' ' || coalesce(${studentGroup.code}, '') || ' ' || ${discipline.name}::text) ILIKE ${`%${query.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`
      : undefined,
    everywhere(ctx) ? undefined : sql`${sheet.offeringId} = ANY(${sql.param(actor.facts.teaches)}::uuid[])`,
  ]
  const rows = await ctx.db
    .select({
      id: sheet.id,
      number: sheet.number,
      kind: sheet.kind,
      state: sheet.state,
      examDate: sheet.examDate,
      offering: { id: offering.id, code: offering.code, name: discipline.name },
      departmentId: offering.departmentId,
      group: studentGroup.code,
      students: sql<number>`(SELECT count(*)::int FROM grades.sheet_line WHERE sheet_line.sheet_id = ${sheet.id})`,
    })
    .from(sheet)
    .innerJoin(offering, eq(offering.id, sheet.offeringId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .leftJoin(studentGroup, eq(studentGroup.id, sheet.groupId))
    .where(and(...where))
    .orderBy(desc(sheet.series), desc(sheet.sequence))
    .limit(most)
  const commission = actor.grants.some(({ role }) => role === 'exam_commission')
  const seen = rows.filter((one) => actor.can('sheet.read', { offeringId: one.offering.id, unitIds: [one.departmentId] }))
  const mine = (one: (typeof rows)[number]): boolean => {
    const teaches = actor.facts.teaches.includes(one.offering.id)
    if (one.state === 'teacher_signed') return !teaches && actor.can('sheet.close', { unitIds: [one.departmentId] })
    if (one.state !== 'open' && one.state !== 'filled') return false
    return firstSigner(one.kind) === 'teacher' ? teaches : commission && !teaches
  }
  return {
    terms: begun.map(({ id, name }) => ({ id, name })),
    termId,
    sheets: seen.map(({ departmentId: _, ...one }) => ({ ...one, mine: mine({ departmentId: _, ...one }) })),
    progress: termId ? await progressOf(ctx, termId) : { closed: 0, signed: 0, open: 0, none: 0 },
    mayOpen: actor.can('sheet.open'),
  }
}

/** Who reads by a role beside teaching sees more than the own disciplines. */
const everywhere = (ctx: Ctx): boolean => actorOf(ctx).grants.some(({ role }) => role !== 'teacher' && readsByRole.has(role))
const readsByRole = new Set(['head_of_department', 'registrar', 'quality_office', 'exam_commission', 'rectorate', 'auditor'])

interface Pair extends Record<string, unknown> {
  offeringId: string
  departmentId: string
  code: string
  name: Localized
  groupId: string | null
  group: string | null
  students: number
  /** Of them: whose grade nothing has confirmed, and who stand on no first sheet. */
  free: number
  state: SheetState | null
}

/** Groups in disciplines of a term, with the state of their first sheet; an elective of many groups counts as one. */
async function pairsOf(ctx: Ctx, termId: string): Promise<Pair[]> {
  const actor = actorOf(ctx)
  const { rows } = await ctx.db.execute<Pair>(sql`
    SELECT offering.id AS "offeringId", offering.department_id AS "departmentId", offering.code, discipline.name,
           student_group.id AS "groupId", student_group.code AS "group", count(*)::int AS students,
           count(*) FILTER (WHERE line.final IS NOT TRUE AND own.sheet_id IS NULL)::int AS free, max(own.state) AS state
    FROM programmes.enrolment
    JOIN programmes.offering ON offering.id = enrolment.offering_id
    JOIN programmes.discipline ON discipline.id = offering.discipline_id
    LEFT JOIN programmes.student_group ON student_group.id = enrolment.group_id AND NOT offering.elective
    LEFT JOIN grades.record_line AS line ON line.person_id = enrolment.person_id AND line.offering_id = offering.id
    LEFT JOIN LATERAL (
      SELECT sheet.id AS sheet_id, sheet.state FROM grades.sheet_line JOIN grades.sheet ON sheet.id = sheet_line.sheet_id
      WHERE sheet_line.person_id = enrolment.person_id AND sheet.offering_id = offering.id AND sheet.kind = 'first' AND sheet.state <> 'void'
      LIMIT 1
    ) AS own ON true
    WHERE offering.term_id = ${termId} AND enrolment.left_at IS NULL
    GROUP BY offering.id, discipline.name, student_group.id
    ORDER BY offering.code, student_group.code`)
  return rows.filter((one) => actor.can('sheet.read', { offeringId: one.offeringId, unitIds: [one.departmentId] }))
}

async function progressOf(ctx: Ctx, termId: string): Promise<SheetsView['progress']> {
  const pairs = await pairsOf(ctx, termId)
  const count = (test: (one: Pair) => boolean): number => pairs.filter(test).length
  return {
    closed: count(({ state }) => state === 'closed'),
    signed: count(({ state }) => state === 'teacher_signed'),
    open: count(({ state }) => state === 'open' || state === 'filled'),
    // grades that were confirmed before there were sheets ask for none
    none: count(({ state, free }) => state === null && free > 0),
  }
}

/** Groups in disciplines of a term that the reader may open a first sheet for. */
export async function readOpenable(ctx: Ctx, termId: string): Promise<OpenableView> {
  const actor = actorOf(ctx)
  const pairs = (await pairsOf(ctx, termId)).filter(
    (one) => one.free > 0 && one.state === null && actor.can('sheet.open', { offeringId: one.offeringId, unitIds: [one.departmentId] }),
  )
  return {
    choices: pairs.map(({ offeringId, code, name, groupId, group, free }) => ({ offeringId, code, name, groupId, group, students: free })),
  }
}
