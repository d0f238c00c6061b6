import type { Ctx } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { statement } from './tables.ts'

export interface Act {
  /** What was done: `thing.done`, e.g. `submission.marked`. Each verb has a name in `trace.verbs` of its domain's locales. */
  verb: string
  object: { type: string; id: string }
  /** The person the act is about, when not the actor. */
  about?: string | null
  offering?: string | null
  result?: Record<string, unknown>
  context?: Record<string, unknown>
  /** Only for imports and the demonstration: the act of somebody else, or of an earlier day. */
  actor?: string | null
  at?: Date
  /** The request the act belongs to, where several people's acts share a transaction. */
  request?: string
}

const recorded = new WeakSet<object>()

/**
 * Writes acts into the digital trace in the transaction of the change they tell of (R1.3c, R6.2a): an act without its
 * record cannot commit, because `change()` refuses a transaction in which this was not called.
 */
export async function record(ctx: Ctx, tx: Tx, ...acts: Act[]): Promise<void> {
  recorded.add(tx)
  if (acts.length === 0) return
  const rows = acts.map((act) => ({
    id: newId(),
    ...(act.at ? { at: act.at } : {}),
    actor: act.actor === undefined ? (ctx.actor?.personId ?? null) : act.actor,
    verb: act.verb,
    objectType: act.object.type,
    objectId: act.object.id,
    about: act.about ?? null,
    offering: act.offering ?? null,
    result: act.result ?? null,
    context: { ...act.context, request: act.request ?? ctx.requestId },
  }))
  for (let start = 0; start < rows.length; start += 1000) {
    await tx.insert(statement).values(rows.slice(start, start + 1000))
  }
}

/** Whether `record` was called in this transaction. */
export function hasRecord(tx: Tx): boolean {
  return recorded.has(tx)
}
