import { sql } from 'drizzle-orm'
import { PgBoss, type SendOptions } from 'pg-boss'
import type { Ctx, Portal } from '../context.ts'
import { systemContext } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'

export interface JobDefinition<Data extends object = object> {
  /** `domain.verb-noun`, the queue's name. */
  name: string
  run: (ctx: Ctx, data: Data) => Promise<void>
  /** Runs by itself: five-field cron, UTC. */
  cron?: string
  /** Tries after a failure before it is left for an operator; default 5, with growing pauses. */
  retryLimit?: number
  /** Seconds after which a run is given up; default 900. */
  expireInSeconds?: number
}

/** Declares background work; gathered in a domain's `jobs.ts`. */
export function defineJob<Data extends object>(definition: JobDefinition<Data>): JobDefinition<Data> {
  return definition
}

export interface Jobs {
  /** Enqueues in the transaction, so that the job exists exactly when the change does. Returns the job's id. */
  enqueue: <Data extends object>(tx: Tx, job: JobDefinition<Data>, data: Data, options?: SendOptions) => Promise<string>
  /** The same for many jobs of one kind, in one statement. */
  enqueueMany: <Data extends object>(tx: Tx, job: JobDefinition<Data>, all: { data: Data; startAfter?: Date }[]) => Promise<void>
  /** Starts the workers of this process (role `worker` or `both`). */
  work: (portal: Portal) => Promise<void>
  /** Runs everything that waits, in this process, until nothing is left; for tests and the command line. Failures are thrown. */
  drain: (portal: Portal) => Promise<number>
  boss: PgBoss
  stop: () => Promise<void>
}

function inTransaction(tx: Tx) {
  return {
    async executeSql(text: string, values?: unknown[]) {
      // pg-boss hands over numbered parameters; Drizzle takes raw text and binds by itself, so the pieces are put together.
      const parts = text.split(/\$(\d+)/)
      const query = sql.empty()
      parts.forEach((part, index) => {
        query.append(index % 2 === 0 ? sql.raw(part) : sql`${sql.param(values?.[Number(part) - 1])}`)
      })
      const result = await tx.execute(query)
      return { rows: result.rows }
    },
  }
}

/**
 * Opens the job queue (pg-boss in the schema `pgboss`) and makes the queues of all definitions.
 * @param url the database's address
 */
export async function openJobs(url: string, definitions: JobDefinition<never>[], onError: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: url, max: 4, application_name: 'portal-jobs', schedule: true })
  boss.on('error', onError)
  await boss.start()
  const known = new Set((await boss.getQueues()).map((queue) => queue.name))
  for (const job of definitions) {
    const options = { retryLimit: job.retryLimit ?? 5, retryBackoff: true, retryDelay: 5, expireInSeconds: job.expireInSeconds ?? 900 }
    if (!known.has(job.name)) await boss.createQueue(job.name, options)
  }
  const runOne = async (portal: Portal, job: JobDefinition<never>, found: { id: string; data: unknown }) => {
    await job.run(systemContext(portal, found.id), (found.data ?? {}) as never)
  }
  return {
    boss,
    async enqueue(tx, job, data, options) {
      const id = newId()
      await boss.send(job.name, data, { ...options, id, db: inTransaction(tx) })
      return id
    },
    async enqueueMany(tx, job, all) {
      if (all.length === 0) return
      await boss.insert(
        job.name,
        all.map((one) => ({ id: newId(), ...one })),
        { db: inTransaction(tx) },
      )
    },
    async work(portal) {
      for (const job of definitions) {
        const options = { pollingIntervalSeconds: 1, burstWhenBatchFull: true } as const
        await boss.work(job.name, options, async (batch: { id: string; data: unknown }[]) => {
          for (const found of batch) await runOne(portal, job, found)
        })
        if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'UTC' })
      }
    },
    async drain(portal) {
      let done = 0
      for (let again = true; again;) {
        again = false
        for (const job of definitions) {
          const batch = await boss.fetch<object>(job.name, { batchSize: 50 })
          for (const found of batch) {
            await runOne(portal, job, found)
            await boss.complete(job.name, found.id)
            done++
            again = true
          }
        }
      }
      return done
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}
