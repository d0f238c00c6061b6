import { sql } from 'drizzle-orm'
import { recordLine } from '../../domains/grades/index.ts'
import { insertMany, plusDays, type World } from './world.ts'

/** Letter and traditional mark of a percentage, as the demonstration's preset has them (docs: grading scales are data). */
function marksOf(percent: number): { letter: string; traditional: string } {
  const letters: [number, string, string][] = [[87, 'A', '5'], [80, 'B', '4'], [74, 'C', '4'], [68, 'D', '3'], [61, 'E', '3'], [31, 'FX', '2'], [0, 'F', '2']]
  const [, letter, traditional] = letters.find(([from]) => percent >= from) ?? [0, 'F', '2']
  return { letter, traditional }
}

/** Lines of the record: final ones for the last term, and those so far for the present one from the marks given. */
export async function makeRecords(world: World): Promise<void> {
  const { tx, chance } = world
  const rows: (typeof recordLine.$inferInsert)[] = []
  const ability = new Map<string, number>()
  for (const offering of world.offerings.filter((one) => !one.current)) {
    const end = world.terms.find((term) => term.id === offering.termId)?.endsOn ?? world.today
    for (const student of offering.groups.flatMap((group) => group.students)) {
      const level = ability.get(student.id) ?? chance.around(76, 30, 45, 97)
      ability.set(student.id, level)
      const percent = Math.round(Math.min(100, Math.max(20, level + chance.around(0, 14, -18, 14))))
      rows.push({ personId: student.id, offeringId: offering.id, percent, ...marksOf(percent), final: true, changedAt: plusDays(end, -3) })
    }
  }
  await insertMany(rows, (part) => tx.insert(recordLine).values(part))
  const sums = await tx.execute<{ person_id: string; offering_id: string; percent: number }>(sql`
    SELECT person_id, offering_id, round(100 * sum(points) / sum(max_points))::int AS percent
    FROM grades.grade GROUP BY person_id, offering_id HAVING sum(max_points) > 0`)
  const present = sums.rows.map((row) => ({ personId: row.person_id, offeringId: row.offering_id, percent: row.percent, ...marksOf(row.percent), final: false, changedAt: world.today }))
  await insertMany(present, (part) => tx.insert(recordLine).values(part))
}
