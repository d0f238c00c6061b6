import { choosePeople } from './choose-people.ts'
import type { World } from './world.ts'

/** Accounts of the demonstration, one a role. */
export async function makeAccounts(world: World): Promise<void> {
  await choosePeople(world)
}
