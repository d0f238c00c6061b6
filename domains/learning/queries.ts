import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { together } from '../../foundation/server/database/together.ts'
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

/** A student's own progress in an offering, in two statements that who asks at the same moment shares. */
export async function readOfferingProgress(ctx: Ctx, offeringId: string, personId: string): Promise<OfferingProgressView> {
  const [ids, rows] = await Promise.all([countedItems(ctx.db, offeringId), progressOf(ctx.db, { personId, offeringId })])
  const items = (rows ?? [])
    .filter((row) => ids?.has(row.itemId))
    .map((row) => ({
      itemId: row.itemId,
      openedAt: iso(row.openedAt),
      lastAt: iso(row.lastAt),
      completedAt: isoOrNull(row.completedAt),
      seconds: row.seconds,
      place: row.place,
    }))
  return { total: ids?.size ?? 0, completed: items.filter((one) => one.completedAt).length, items }
}

/** The items of an offering that count for progress. */
const countedItems = together(async (db, offeringIds: string[]) => {
  const rows = await db
    .select({ offeringId: item.offeringId, id: item.id })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(and(inArray(item.offeringId, offeringIds), seenByStudents, notInArray(item.kind, uncounted)))
  const ids = new Map(offeringIds.map((id) => [id, new Set<string>()]))
  for (const row of rows) ids.get(row.offeringId)?.add(row.id)
  return ids
})

interface Reader {
  personId: string
  offeringId: string
}
const nameOf = ({ personId, offeringId }: Reader) => `${personId} ${offeringId}`

const progressOf = together(async (db, readers: Reader[]) => {
  const people = sql.param(readers.map((one) => one.personId))
  const offerings = sql.param(readers.map((one) => one.offeringId))
  const rows = await db
    .select()
    .from(itemProgress)
    .where(sql`(${itemProgress.personId}, ${itemProgress.offeringId}) IN (SELECT * FROM unnest(${people}::uuid[], ${offerings}::uuid[]))`)
  return Map.groupBy(rows, nameOf)
}, nameOf)

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
