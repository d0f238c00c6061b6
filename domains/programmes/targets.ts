import { and, eq, inArray } from 'drizzle-orm'
import { together } from '../../foundation/server/database/together.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import type { Target } from '../../foundation/server/permissions/actor.ts'
import { curriculum, discipline, offering, offeringGroup, programme, studentGroup, studentship } from './tables.ts'

/** What an act on an offering is aimed at: the offering, its department and its groups. Null when there is none. */
export async function offeringTarget(ctx: Ctx, offeringId: string): Promise<Target | null> {
  return (await offeringTargets(ctx.db, offeringId)) ?? null
}

const offeringTargets = together(async (db, offeringIds: string[]) => {
  const rows = await db
    .select({ offeringId: offering.id, departmentId: offering.departmentId, groupId: offeringGroup.groupId })
    .from(offering)
    .leftJoin(offeringGroup, eq(offeringGroup.offeringId, offering.id))
    .where(inArray(offering.id, offeringIds))
  const targets = new Map<string, { offeringId: string; unitIds: string[]; groupIds: string[] }>()
  for (const row of rows) {
    const known = targets.get(row.offeringId) ?? { offeringId: row.offeringId, unitIds: [row.departmentId], groupIds: [] }
    if (row.groupId) known.groupIds.push(row.groupId)
    targets.set(row.offeringId, known)
  }
  return targets
})

/**
 * What an act on a student is aimed at: the person, the groups in which they study (or are on leave) and the departments
 * of those programmes. A person who studies nowhere is still a target of their own.
 */
export async function studentTarget(ctx: Ctx, personId: string): Promise<Target> {
  const rows = await ctx.db
    .select({ groupId: studentGroup.id, departmentId: programme.departmentId })
    .from(studentship)
    .innerJoin(studentGroup, eq(studentGroup.id, studentship.groupId))
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .where(and(eq(studentship.personId, personId), inArray(studentship.state, ['studying', 'leave', 'graduated'])))
  return { personId, groupIds: rows.map((row) => row.groupId), unitIds: [...new Set(rows.map((row) => row.departmentId))] }
}

/** What an act on a group is aimed at: the group and the department of its programme. */
export async function groupTarget(ctx: Ctx, groupId: string): Promise<Target | null> {
  const [row] = await ctx.db
    .select({ departmentId: programme.departmentId })
    .from(studentGroup)
    .innerJoin(programme, eq(programme.id, studentGroup.programmeId))
    .where(eq(studentGroup.id, groupId))
  return row ? { groupIds: [groupId], unitIds: [row.departmentId] } : null
}

/** What an act on a programme is aimed at: its department. */
export async function programmeTarget(ctx: Ctx, programmeId: string): Promise<Target | null> {
  const [row] = await ctx.db.select({ departmentId: programme.departmentId }).from(programme).where(eq(programme.id, programmeId))
  return row ? { unitIds: [row.departmentId] } : null
}

/** What an act on a curriculum is aimed at: the department of its programme. */
export async function curriculumTarget(ctx: Ctx, curriculumId: string): Promise<Target | null> {
  const [row] = await ctx.db
    .select({ departmentId: programme.departmentId })
    .from(curriculum)
    .innerJoin(programme, eq(programme.id, curriculum.programmeId))
    .where(eq(curriculum.id, curriculumId))
  return row ? { unitIds: [row.departmentId] } : null
}

/** What an act on a discipline of the catalogue is aimed at: its department. */
export async function disciplineTarget(ctx: Ctx, disciplineId: string): Promise<Target | null> {
  const [row] = await ctx.db.select({ departmentId: discipline.departmentId }).from(discipline).where(eq(discipline.id, disciplineId))
  return row ? { unitIds: [row.departmentId] } : null
}
