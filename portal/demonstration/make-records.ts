import { eq } from 'drizzle-orm'
import { record } from '../../foundation/server/trace/record.ts'
import { bandOf, cell, cellChange, defaultSchemes, grade, handColumn, publishVersion, recordLine, scaleOn } from '../../domains/grades/index.ts'
import { enrolment } from '../../domains/programmes/index.ts'
import { chanceOf } from './chance.ts'
import { insertMany, plusDays, type MadeOffering, type World } from './world.ts'

/** Oral marks fall by a chance of their own: what comes after them stays as it was. */
const oralChance = chanceOf(505)

/** Letter and traditional mark of a percentage, by the scale of the day. */
function marksOf(percent: number, day: Date): { letter: string; traditional: string; scale: string } {
  const scale = scaleOn(day.toISOString().slice(0, 10))
  const { letter, traditional } = bandOf(percent, scale)
  return { letter, traditional, scale: scale.id }
}

/** Final lines of the record for the last term. */
export async function makeRecords(world: World): Promise<void> {
  const { tx, chance } = world
  const rows: (typeof recordLine.$inferInsert)[] = []
  const ability = new Map<string, number>()
  for (const offering of world.offerings.filter((one) => one.when === 'last')) {
    const end = world.terms.find((term) => term.id === offering.termId)?.endsOn ?? world.today
    const students = await tx.select({ id: enrolment.personId }).from(enrolment).where(eq(enrolment.offeringId, offering.id))
    for (const student of students) {
      const level = ability.get(student.id) ?? chance.around(76, 30, 45, 97)
      ability.set(student.id, level)
      const percent = Math.round(Math.min(100, Math.max(20, level + chance.around(0, 14, -18, 14))))
      rows.push({ personId: student.id, offeringId: offering.id, percent, ...marksOf(percent, end), final: true, changedAt: plusDays(end, -3) })
    }
  }
  await insertMany(rows, (part) => tx.insert(recordLine).values(part))
}

/** Grading schemes that the syllabuses state, one that its teacher changed, and by them the lines so far of the present term. */
export async function countLines(world: World): Promise<void> {
  const { ctx, tx } = world
  const graded = await tx.selectDistinct({ id: grade.offeringId }).from(grade)
  const taught = world.offerings.filter((one) => graded.some(({ id }) => id === one.id))
  const stated = await defaultSchemes(
    tx,
    taught.map(({ id }) => id),
  )
  const began = world.terms.find((term) => term.when === 'present')?.startsOn ?? world.today
  for (const offering of taught) {
    const { id, code, teacherId } = offering
    const scheme = stated.get(id)
    if (!scheme) continue
    const by = { offeringId: id, changedBy: teacherId }
    await publishVersion(ctx, tx, { ...by, ...scheme, changedAt: plusDays(began, -9) })
    if (!code.startsWith('PROG1-B-SE-2026')) continue
    await makeOralMarks(world, offering, scheme.content.parts.find((part) => part.kind === 'current')?.id ?? null)
    // what teachers do most: one failed test should not spoil a term
    const parts = scheme.content.parts.map((part) => (part.kind === 'current' ? { ...part, works: 'alike' as const, dropLowest: 1 } : part))
    await publishVersion(ctx, tx, {
      ...by,
      content: { ...scheme.content, parts },
      source: 'hand',
      reason: 'Төрт тесттин эң начары эсептелбейт: кафедранын 3-чечими',
      changedAt: plusDays(world.today, -20),
    })
  }
}

/** A column of the grade book made by hand: an oral answer, marked for most, corrected for one. */
async function makeOralMarks({ ctx, tx, today }: World, { id: offeringId, groups, teacherId }: MadeOffering, partId: string | null): Promise<void> {
  const made = plusDays(today, -22)
  const columnId = oralChance.id()
  const title = { ky: 'Оозеки жооп, 5-жума', ru: 'Устный ответ, 5-я неделя', en: 'Oral answer, week 5' }
  await tx.insert(handColumn).values({ id: columnId, offeringId, title, maxPoints: 10, partId, createdBy: teacherId, createdAt: made })
  const act = { actor: teacherId, offering: offeringId, object: { type: 'column', id: columnId } }
  await record(ctx, tx, { ...act, verb: 'column.added', at: made, result: { maxPoints: 10, partId } })
  const changes: (typeof cellChange.$inferInsert)[] = []
  const students = groups.flatMap((group) => group.students)
  for (const [at, { id: personId }] of students.entries()) {
    if (!oralChance.happens(0.8)) continue
    const points = oralChance.whole(5, 10)
    const common = { columnId, personId, offeringId, by: teacherId, source: 'hand' as const }
    changes.push({ ...common, at: made, pointsTo: points })
    if (at === 1) changes.push({ ...common, at: plusDays(made, 2), pointsFrom: points, pointsTo: 10, why: 'Толуктап жооп берди' })
  }
  await insertMany(changes, (part) => tx.insert(cellChange).values(part))
  const last = [...new Map(changes.map((one) => [one.personId, one])).values()]
  await insertMany(
    last.map(({ personId, pointsTo, at }) => ({ columnId, personId, offeringId, points: pointsTo ?? null, changedBy: teacherId, changedAt: at })),
    (part) => tx.insert(cell).values(part),
  )
  await record(
    ctx,
    tx,
    ...changes.map(({ personId, pointsFrom, pointsTo, at }) => ({
      ...act,
      verb: 'mark.set',
      about: personId,
      at,
      result: { points: pointsTo, maxPoints: 10, former: pointsFrom ?? null },
    })),
  )
}
