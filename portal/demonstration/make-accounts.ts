import { createAccounts, createDemonstrationAccounts, hashPassword } from '../../foundation/server/sessions/index.ts'
import { roles } from '../../domains/people/index.ts'
import { choosePeople } from './choose-people.ts'
import { makeLooks } from './make-looks.ts'
import type { World } from './world.ts'

/** The password of every demonstration account; told on the sign-in page, and worth nothing anywhere else. */
export const demonstrationPassword = 'Ala-Too-2026-demo'

/** One account a role for the table on the sign-in page, and accounts of all other students and teachers. */
export async function makeAccounts(world: World): Promise<void> {
  const { ctx, tx } = world
  const chosen = await choosePeople(world)
  await makeLooks(world, chosen)
  await createDemonstrationAccounts(
    ctx,
    tx,
    chosen.map(({ role, login, person }) => ({
      role,
      login,
      personId: person.id,
      email: `${login}@demo.example`,
      password: demonstrationPassword,
      secondFactor: roles[role].secondFactor || isStaff(world, person.id),
    })),
  )
  const passwordHash = await hashPassword(demonstrationPassword)
  const taken = new Set(chosen.map(({ person }) => person.id))
  const others = world.groups.flatMap((group) => group.students).filter((person) => !taken.has(person.id))
  await createAccounts(
    ctx,
    tx,
    others.map((person) => ({ personId: person.id, login: `s${person.universityNumber.slice(1)}`, passwordHash, demonstration: true })),
  )
}

/** Staff may hold a role that demands a second factor beside the one the table names. */
function isStaff(world: World, personId: string): boolean {
  return [...world.staff.values()].some((people) => people.some((person) => person.id === personId))
}
