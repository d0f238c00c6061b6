import { eq } from 'drizzle-orm'
import { bandOf, defaultSchemes, grade, publishVersion, recordLine, scaleOn } from '../../domains/grades/index.ts'
import { enrolment } from '../../domains/programmes/index.ts'
import { insertMany, plusDays, type World } from './world.ts'

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
  for (const { id, code, teacherId } of taught) {
    const scheme = stated.get(id)
    if (!scheme) continue
    const by = { offeringId: id, changedBy: teacherId }
    await publishVersion(ctx, tx, { ...by, ...scheme, changedAt: plusDays(began, -9) })
    if (!code.startsWith('PROG1-B-SE-2026')) continue
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
