import { record, type Act } from '../../foundation/server/trace/record.ts'
import type { Role } from '../../domains/people/index.ts'
import { plusDays, type World } from './world.ts'

/**
 * Who looked at the data of the demonstration accounts (R3.3a): the registrar and the curator in the course of their work,
 * as `recordLook` traces it, on days that have passed, so that the page is not empty at first sight.
 */
export async function makeLooks(world: World, chosen: readonly { role: Role; person: { id: string } }[]): Promise<void> {
  const who = (role: Role) => chosen.find((one) => one.role === role)?.person.id
  const acts = chosen.flatMap(({ role, person }, place) => {
    const look = (by: Role, what: string, days: number): Act[] => {
      const actor = who(by)
      if (!actor || actor === person.id) return []
      const at = new Date(plusDays(world.today, -days).getTime() - place * 420_000)
      return [{ verb: 'person.looked-at', object: { type: 'person', id: person.id }, about: person.id, actor, at, context: { what, roles: [by] } }]
    }
    const card = look(role === 'registrar' ? 'administrator' : 'registrar', 'people.card', 12)
    return role === 'student' ? [...card, ...look('curator', 'people.card', 6), ...look('curator', 'grades.record', 2)] : card
  })
  await record(world.ctx, world.tx, ...acts.toSorted((left, right) => (left.at?.getTime() ?? 0) - (right.at?.getTime() ?? 0)))
}
