import type { Ctx } from '../../foundation/server/context.ts'
import type { NewsView, TaskView } from './contract.ts'

/** What a domain adds to a person's day. One statement each: the cabinet is opened more often than anything else. */
export interface TodayPart {
  news?: NewsView[]
  tasks?: TaskView[]
}
type Load = (ctx: Ctx, since: Date) => Promise<TodayPart>

const parts = new Map<string, Load>()

/**
 * Adds to the cabinet what a domain above this one knows: grades that came, work that waits for marking.
 * @param domain its name; registering again replaces
 */
export function registerTodayPart(domain: string, load: Load): void {
  parts.set(domain, load)
}

/** Everything the domains add, for the actor. */
export async function loadTodayParts(ctx: Ctx, since: Date): Promise<Required<TodayPart>> {
  const loaded = await Promise.all([...parts.values()].map((load) => load(ctx, since)))
  return { news: loaded.flatMap((part) => part.news ?? []), tasks: loaded.flatMap((part) => part.tasks ?? []) }
}
