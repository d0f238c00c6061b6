import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { together } from '../../foundation/server/database/together.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { item, readMaterial, section, type Material } from '../courses/index.ts'
import { discipline, offering, studentsOfOffering } from '../programmes/index.ts'
import { pointsOfStudents } from './activity-points.ts'
import type { ActivityView, OfferingProgressView } from './contract.ts'
import { seenByStudents } from './find-item.ts'
import { iso, isoOrNull } from './instants.ts'
import { uncounted } from './progress-rule.ts'
import { itemProgress } from './tables.ts'

const counted = (offeringId: string) => and(eq(item.offeringId, offeringId), seenByStudents, notInArray(item.kind, uncounted))

/** A pause after which a reader who comes back begins a new visit. */
const visitPause = 30 * 60_000

/**
 * A student's own progress in an offering, with what appeared or changed since the visit before; the statements are
 * shared with who asks at the same moment.
 */
export async function readOfferingProgress(ctx: Ctx, offeringId: string, personId: string, now = new Date()): Promise<OfferingProgressView> {
  const [material, rows] = await Promise.all([readMaterial(ctx.db, offeringId), progressOf(ctx.db, { personId, offeringId })])
  const seen = new Map(material.filter(({ kind }) => !uncounted.includes(kind)).map((one) => [one.itemId, one]))
  const own = (rows ?? []).filter((row) => seen.has(row.itemId))
  const items = own.map((row) => ({
    itemId: row.itemId,
    openedAt: iso(row.openedAt),
    lastAt: iso(row.lastAt),
    completedAt: isoOrNull(row.completedAt),
    seconds: row.seconds,
    place: row.place,
  }))
  return { total: seen.size, completed: items.filter((one) => one.completedAt).length, items, fresh: freshOf([...seen.values()], own, now) }
}

/** What a reader who was here before has not seen yet: items that appeared after their last visit, and texts that changed after they read them. */
function freshOf(material: Material[], own: (typeof itemProgress.$inferSelect)[], now: Date): OfferingProgressView['fresh'] {
  const read = new Map(own.map((row) => [row.itemId, row.lastAt]))
  const before = own.map((row) => row.lastAt.getTime()).filter((at) => at < now.getTime() - visitPause)
  const since = before.length > 0 ? Math.max(...before) : null
  return material.flatMap(({ itemId, appearedAt, changedAt }): OfferingProgressView['fresh'] => {
    const at = read.get(itemId)
    if (at) return changedAt && changedAt > at ? [{ itemId, why: 'changed' as const }] : []
    return since !== null && appearedAt.getTime() > since && appearedAt <= now ? [{ itemId, why: 'new' as const }] : []
  })
}

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
          WHERE ${item.offeringId} = ${offeringId} AND NOT ${item.hidden} AND NOT ${item.draftOnly} AND NOT ${section.hidden} AND ${notInArray(item.kind, uncounted)})`,
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
