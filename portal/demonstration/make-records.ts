import { eq, sql } from 'drizzle-orm'
import { bandOf, gradingScheme, keepLines, publishVersion, recordLine, scaleOn } from '../../domains/grades/index.ts'
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

/** Lines so far of the present term, from the marks given and by the schemes that the syllabuses state. */
export async function countLines(world: World): Promise<void> {
  const { ctx, tx } = world
  const graded = await tx.execute<{ personId: string; offeringId: string }>(
    sql`SELECT DISTINCT person_id AS "personId", offering_id AS "offeringId" FROM grades.grade`,
  )
  await keepLines(ctx, tx, graded.rows)
  const first = world.offerings.find((one) => one.when === 'present' && one.code.startsWith('PROG1-B-SE'))
  const [stated] = first ? await tx.select().from(gradingScheme).where(eq(gradingScheme.offeringId, first.id)) : []
  if (!first || !stated) throw new Error('the demonstration has no discipline whose grading scheme its teacher changes')
  // what teachers do most: one failed test should not spoil a term
  const parts = stated.content.parts.map((part) => (part.kind === 'current' ? { ...part, works: 'alike' as const, dropLowest: 1 } : part))
  await publishVersion(ctx, tx, {
    offeringId: first.id,
    content: { ...stated.content, parts },
    source: 'hand',
    reason: 'Төрт тесттин эң начары эсептелбейт: кафедранын 3-чечими',
    changedBy: first.teacherId,
    changedAt: plusDays(world.today, -20),
  })
}
