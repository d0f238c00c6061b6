import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { item, section } from '../courses/index.ts'
import { discipline, offering, studentsOfOffering } from '../programmes/index.ts'
import { pointsOfStudents } from './activity-points.ts'
import type { ActivityView, OfferingProgressView } from './contract.ts'
import { seenByStudents } from './find-item.ts'
import { iso, isoOrNull } from './instants.ts'
import { uncounted } from './progress-rule.ts'
import { itemProgress } from './tables.ts'

const counted = (offeringId: string) => and(eq(item.offeringId, offeringId), seenByStudents, notInArray(item.kind, uncounted))

/** A student's own progress in an offering, in one statement. */
export async function readOfferingProgress(ctx: Ctx, offeringId: string, personId: string): Promise<OfferingProgressView> {
  const rows = await ctx.db
    .select({ itemId: item.id, progress: itemProgress })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .leftJoin(itemProgress, and(eq(itemProgress.itemId, item.id), eq(itemProgress.personId, personId)))
    .where(counted(offeringId))
  const items = rows.flatMap(({ itemId, progress }) =>
    progress
      ? [
          {
            itemId,
            openedAt: iso(progress.openedAt),
            lastAt: iso(progress.lastAt),
            completedAt: isoOrNull(progress.completedAt),
            seconds: progress.seconds,
            place: progress.place,
          },
        ]
      : [],
  )
  return { total: rows.length, completed: items.filter((one) => one.completedAt).length, items }
}

/** Who did what in an offering: a line for each student (for teachers), in four statements however many there are. */
export async function readActivity(ctx: Ctx, offeringId: string): Promise<ActivityView> {
  const [heads, students, progress, points] = await Promise.all([
    ctx.db
      .select({
        id: offering.id,
        code: offering.code,
        name: discipline.name,
        total: sql<number>`(SELECT count(*)::int FROM ${item} JOIN ${section} ON ${section.id} = ${item.sectionId}
          WHERE ${item.offeringId} = ${offeringId} AND NOT ${item.hidden} AND NOT ${section.hidden} AND ${notInArray(item.kind, uncounted)})`,
      })
      .from(offering)
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .where(eq(offering.id, offeringId)),
    studentsOfOffering(ctx, offeringId),
    ctx.db
      .select({
        personId: itemProgress.personId,
        opened: sql<number>`count(*)::int`,
        completed: sql<number>`count(${itemProgress.completedAt})::int`,
        seconds: sql<number>`sum(${itemProgress.seconds})::int`,
        lastAt: sql<string>`max(${itemProgress.lastAt})`,
      })
      .from(itemProgress)
      .innerJoin(item, eq(item.id, itemProgress.itemId))
      .innerJoin(section, eq(section.id, item.sectionId))
      .where(counted(offeringId))
      .groupBy(itemProgress.personId),
    pointsOfStudents(ctx, offeringId),
  ])
  const head = heads[0]
  if (!head) throw problem('foundation.not-found', { status: 404 })
  const byPerson = new Map(progress.map((row) => [row.personId, row]))
  return {
    offering: { id: head.id, code: head.code, name: head.name },
    total: head.total,
    students: students.map((student) => {
      const row = byPerson.get(student.personId)
      const own = points.get(student.personId)
      return {
        person: { id: student.personId, surname: student.surname, givenName: student.givenName, patronymic: student.patronymic },
        group: student.groupCode,
        opened: row?.opened ?? 0,
        completed: row?.completed ?? 0,
        seconds: row?.seconds ?? 0,
        lastAt: isoOrNull(row?.lastAt),
        points: own?.points ?? null,
        maxPoints: own?.maxPoints ?? null,
      }
    }),
  }
}
