import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { pick } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { enrolmentMade } from '../events.ts'
import { onlineForbidden, ruleDay } from '../rules.ts'
import {
  curriculum,
  curriculumLine,
  discipline,
  offering,
  offeringGroup,
  programme,
  speciality,
  stream,
  streamGroup,
  studentGroup,
  studentship,
  term,
} from '../tables.ts'
import { insertEnrolments } from './insert-enrolments.ts'

type Line = typeof curriculumLine.$inferSelect
interface Planned {
  cohort: string
  line: Line
  discipline: { code: string; departmentId: string }
  language: string
  groupIds: string[]
}
/** Kinds that are taught in a term; the attestation has a process of its own. */
const taught = new Set(['core', 'elective', 'course_work', 'practice'])

/** The semester in which an intake is in a term, counting from 1; null in summer terms, which plans do not know. */
export function semesterOf(intakeYear: number, at: { academicYear: string; kind: string }): number | null {
  const year = Number(at.academicYear.slice(0, 4))
  if (at.kind === 'summer') return null
  return (year - intakeYear) * 2 + (at.kind === 'autumn' ? 1 : 2)
}

async function loadGroups(tx: Tx) {
  return tx
    .select({
      id: studentGroup.id,
      code: studentGroup.code,
      language: studentGroup.language,
      intakeYear: studentGroup.intakeYear,
      curriculumId: studentGroup.curriculumId,
      state: curriculum.state,
      programmeCode: programme.code,
      departmentId: programme.departmentId,
      form: programme.form,
      speciality,
    })
    .from(studentGroup)
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .innerJoin(speciality, eq(speciality.id, programme.specialityId))
    .leftJoin(curriculum, eq(curriculum.id, studentGroup.curriculumId))
    .where(isNull(studentGroup.closedAt))
    .orderBy(asc(studentGroup.code))
}

/**
 * Makes a term's offerings from the approved curricula of the groups that study: groups of a stream together, else
 * those of one programme, intake and language. Core disciplines enrol the groups' students; electives wait for choices.
 * What a group has already is left as it is, so it may be called again after new groups came.
 * Groups that cannot have offerings (no approved curriculum R4.2a, forbidden form R4.2b) are named with the reason.
 * @throws 404, 409 term over
 */
export async function createTermOfferings(ctx: Ctx, termId: string, options: { electivePlaces?: number | null | undefined } = {}) {
  return change(ctx, async (tx) => {
    const [own] = await tx.select().from(term).where(eq(term.id, termId)).for('update')
    if (!own) throw problem('foundation.not-found', { status: 404 })
    const today = ruleDay(new Date(), ctx.portal.config.timeZone)
    if (own.endsOn < today) throw problem('programmes.term-over', { status: 409 })
    const skipped: { group: string; reason: string }[] = []
    const groups = (await loadGroups(tx)).filter((group) => {
      if (ctx.actor && !ctx.actor.can('offering.create', { unitIds: [group.departmentId], groupIds: [group.id] })) return false
      const semester = semesterOf(group.intakeYear, own)
      if (semester === null || semester < 1) return false
      if (group.state === null || group.state === 'draft')
        return !skipped.push({ group: group.code, reason: text(ctx.locale, 'programmes:skipped.no-plan') })
      if (onlineForbidden.findings(group, today).length > 0) {
        return !skipped.push({
          group: group.code,
          reason: text(ctx.locale, 'programmes:skipped.online-forbidden', { basis: pick(group.speciality.forbiddenBasis, ctx.locale) }),
        })
      }
      return true
    })
    const { planned, there } = await plan(tx, own, groups)
    const enrolled = await write(ctx, tx, own, planned, options.electivePlaces ?? null)
    await record(ctx, tx, {
      verb: 'term.generated',
      object: { type: 'term', id: termId },
      result: { made: planned.length, there, enrolled, skipped: skipped.length },
    })
    return { made: planned.length, there, enrolled, skipped }
  })
}

async function plan(
  tx: Tx,
  own: typeof term.$inferSelect,
  groups: Awaited<ReturnType<typeof loadGroups>>,
): Promise<{ planned: Planned[]; there: number }> {
  if (groups.length === 0) return { planned: [], there: 0 }
  const groupIds = groups.map((group) => group.id)
  const curricula = [...new Set(groups.flatMap((group) => group.curriculumId ?? []))]
  const lines = await tx
    .select({ line: curriculumLine, code: discipline.code, departmentId: discipline.departmentId })
    .from(curriculumLine)
    .innerJoin(discipline, eq(discipline.id, curriculumLine.disciplineId))
    .where(inArray(curriculumLine.curriculumId, curricula))
    .orderBy(asc(curriculumLine.position))
  const held = await tx
    .select({ groupId: offeringGroup.groupId, disciplineId: offering.disciplineId })
    .from(offeringGroup)
    .innerJoin(offering, eq(offering.id, offeringGroup.offeringId))
    .where(and(eq(offering.termId, own.id), inArray(offeringGroup.groupId, groupIds)))
  const has = new Set(held.map((row) => `${row.groupId}/${row.disciplineId}`))
  const streams = new Map(
    (
      await tx
        .select({ groupId: streamGroup.groupId, code: stream.code })
        .from(streamGroup)
        .innerJoin(stream, eq(stream.id, streamGroup.streamId))
        .where(eq(stream.termId, own.id))
    ).map((row) => [row.groupId, row.code]),
  )
  const planned = new Map<string, Planned>()
  let there = 0
  for (const group of groups) {
    const semester = semesterOf(group.intakeYear, own)
    const cohort = streams.get(group.id) ?? `${group.programmeCode}-${group.intakeYear}-${group.language}`
    for (const { line, code, departmentId } of lines) {
      if (line.curriculumId !== group.curriculumId || line.semester !== semester || !taught.has(line.kind)) continue
      if (has.has(`${group.id}/${line.disciplineId}`)) {
        there++
        continue
      }
      // Groups of a stream whose plans give a discipline other volumes are taught it apart.
      const volume = [
        line.kind,
        line.credits,
        line.lectureHours,
        line.practicalHours,
        line.laboratoryHours,
        line.seminarHours,
        line.controlForm,
      ].join('/')
      const key = `${cohort}/${code}/${volume}`
      const entry = planned.get(key) ?? { cohort, line, discipline: { code, departmentId }, language: group.language, groupIds: [] }
      entry.groupIds.push(group.id)
      planned.set(key, entry)
    }
  }
  return { planned: [...planned.values()], there }
}

async function write(ctx: Ctx, tx: Tx, own: typeof term.$inferSelect, planned: Planned[], places: number | null): Promise<number> {
  const groupIds = [...new Set(planned.flatMap((one) => one.groupIds))]
  const members =
    groupIds.length === 0
      ? []
      : await tx
          .select({ groupId: studentship.groupId, personId: studentship.personId })
          .from(studentship)
          .where(and(inArray(studentship.groupId, groupIds), eq(studentship.state, 'studying')))
  const codes = new Set((await tx.select({ code: offering.code }).from(offering).where(eq(offering.termId, own.id))).map((row) => row.code))
  let enrolled = 0
  for (const { line, discipline: taughtOne, cohort, language, groupIds: to } of planned) {
    const id = newId()
    let code = `${taughtOne.code}-${cohort}-${own.code}`
    for (let number = 2; codes.has(code); number++) code = `${taughtOne.code}-${cohort}-${own.code}-${number}`
    codes.add(code)
    const elective = line.kind === 'elective'
    await tx.insert(offering).values({
      id,
      code,
      language,
      disciplineId: line.disciplineId,
      termId: own.id,
      departmentId: taughtOne.departmentId,
      credits: line.credits,
      lectureHours: line.lectureHours,
      practicalHours: line.practicalHours,
      laboratoryHours: line.laboratoryHours,
      seminarHours: line.seminarHours,
      independentHours: line.independentHours,
      controlForm: line.controlForm,
      elective,
      electivePool: elective ? line.electivePool : null,
      electivePick: elective ? line.electivePick : null,
      places: elective ? places : null,
    })
    await tx.insert(offeringGroup).values(to.map((groupId) => ({ offeringId: id, groupId })))
    if (elective) continue
    for (const groupId of to) {
      const made = await insertEnrolments(
        tx,
        id,
        members.filter((one) => one.groupId === groupId).map((one) => one.personId),
        groupId,
        'group',
      )
      enrolled += made.length
      if (made.length > 0) await emit(ctx, tx, enrolmentMade, { offeringId: id, personIds: made })
    }
  }
  return enrolled
}
