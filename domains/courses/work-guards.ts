import type { Ctx } from '../../foundation/server/context.ts'

/** Which of these items hold something that people did. One statement for all. */
type Guard = (ctx: Ctx, itemIds: string[]) => Promise<string[]>

const guards: Guard[] = []

/** Registers what must not be lost with an item of any kind, e.g. what was watched of the videos in it. For the domains above. */
export function registerWorkGuard(guard: Guard): void {
  guards.push(guard)
}

/** All items of these that some domain wants kept. */
export async function guardedItems(ctx: Ctx, itemIds: string[]): Promise<string[]> {
  return (await Promise.all(guards.map((guard) => guard(ctx, itemIds)))).flat()
}
