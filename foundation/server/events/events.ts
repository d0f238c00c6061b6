import type { Ctx } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { defineJob, type JobDefinition } from '../jobs/jobs.ts'

/** News that a domain tells others, e.g. `submission.marked`. Declared in its `events.ts`. */
export interface EventDefinition<Payload extends object> {
  name: string
  readonly payload?: Payload
}

interface Listener {
  event: string
  job: JobDefinition<never>
}

/** Declares an event; the type parameter is its payload (ids, no personal data). */
export function defineEvent<Payload extends object>(name: string): EventDefinition<Payload> {
  return { name }
}

/**
 * Hears an event: `run` is called after the commit, at least once, as a job of its own, so it must be idempotent.
 * @param listener `domain.what-it-does`, part of the queue's name
 */
export function onEvent<Payload extends object>(
  event: EventDefinition<Payload>,
  listener: string,
  run: (ctx: Ctx, payload: Payload) => Promise<void>,
): Listener {
  return { event: event.name, job: defineJob<Payload>({ name: `event.${event.name}.${listener}`, run }) as JobDefinition<never> }
}

const listeners = new Map<string, JobDefinition<never>[]>()

/** Makes listeners known; called once by the portal with those of all domains. Returns their jobs. */
export function registerListeners(all: Listener[]): JobDefinition<never>[] {
  listeners.clear()
  for (const { event, job } of all) listeners.set(event, [...(listeners.get(event) ?? []), job])
  return all.map((listener) => listener.job)
}

/** Tells an event in the transaction of the change: heard after the commit, or not at all. */
export async function emit<Payload extends object>(ctx: Ctx, tx: Tx, event: EventDefinition<Payload>, payload: Payload): Promise<void> {
  for (const job of listeners.get(event.name) ?? []) await ctx.portal.jobs.enqueue(tx, job as unknown as JobDefinition<Payload>, payload)
}

/** Tells an event of many things at once. */
export async function emitMany<Payload extends object>(ctx: Ctx, tx: Tx, event: EventDefinition<Payload>, payloads: Payload[]): Promise<void> {
  for (const job of listeners.get(event.name) ?? [])
    await ctx.portal.jobs.enqueueMany(
      tx,
      job as unknown as JobDefinition<Payload>,
      payloads.map((data) => ({ data })),
    )
}

export type { Listener }
