import { createHmac } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { guess } from './tables.ts'

/**
 * Slows guessing down without shutting anybody out. Four counters stand side by side:
 * - a known device (it carries a mark from an earlier sign-in of this login) has its own, so an attack from elsewhere
 *   never touches the owner;
 * - login + address: the ordinary one, with a delay that doubles up to a quarter of an hour;
 * - login alone, and address alone: for guesses spread over many addresses or many logins. Their delay stays short and
 *   only meets those who have failed here before, so a first try of a fresh pair (a dormitory behind one address, the
 *   owner on a new phone) always goes through.
 * Logins that do not exist are counted alike. The counters lie in the database, so all processes of the portal count
 * together; they are named by a keyed hash, for neither addresses nor what somebody typed as a login shall be kept.
 */
export interface Throttle {
  /** Seconds to wait before this try; 0: go on. A try that goes on is counted until `succeeded`. */
  begin: (attempt: Attempt) => Promise<number>
  /** The try was right: forgets the failures of this pair (or device). */
  succeeded: (attempt: Attempt) => Promise<void>
}

export interface Attempt {
  /** What is guessed at: `sign-in`, `code`, `recovery`. */
  kind: string
  login: string
  address: string
  /** The mark of a known device, if it carries one for this login. */
  device?: string | null
}

/** What is known of one counter; moments are milliseconds. */
export interface Count {
  failures: number
  until: number
  at: number
}

/** A counter and how patient it is: tries that are free, and the longest wait in seconds. */
export interface Rule {
  key: string
  free: number
  longest: number
}

const forgetAfter = 3_600_000

/** The counters of an attempt: the one of the pair (or device) first, then those of the login and of the address alone. */
export function rulesOf({ kind, login, address, device }: Attempt): [Rule, ...Rule[]] {
  if (device) return [{ key: `${kind} device ${device}`, free: 10, longest: 900 }]
  return [
    { key: `${kind} pair ${login} ${address}`, free: 5, longest: 900 },
    { key: `${kind} login ${login}`, free: 30, longest: 30 },
    { key: `${kind} address ${address}`, free: 200, longest: 30 },
  ]
}

/** How long a try has to wait: seconds, or 0 with the counters as they stand once it is counted. Touches nothing. */
export function weigh(
  rules: readonly [Rule, ...Rule[]],
  known: ReadonlyMap<string, Count>,
  now: number,
): { wait: number; counts: Map<string, Count> } {
  const [mine] = rules
  const count = (key: string): Count => {
    const found = known.get(key)
    return found && now - found.at < forgetAfter ? found : { failures: 0, until: 0, at: now }
  }
  const asked = count(mine.key).failures === 0 ? [mine] : rules
  const wait = Math.max(0, ...asked.map((rule) => count(rule.key).until - now))
  if (wait > 0) return { wait: Math.ceil(wait / 1000), counts: new Map() }
  const counts = rules.map(({ key, free, longest }): [string, Count] => {
    const failures = count(key).failures + 1
    const pause = failures > free ? Math.min(longest, 2 ** Math.min(failures - free, 20)) * 1000 : 0
    return [key, { failures, until: now + pause, at: now }]
  })
  return { wait: 0, counts: new Map(counts) }
}

/**
 * Opens the throttle of a portal.
 * @param secret names the counters; @param now the clock, in milliseconds
 */
export function openThrottle({ write }: Pick<Database, 'write'>, secret: string, now: () => number = Date.now): Throttle {
  const keyed = (rules: Rule[]) =>
    rules.map((rule) => ({ ...rule, key: createHmac('sha256', secret).update(`guess ${rule.key}`).digest('base64url') })) as [Rule, ...Rule[]]

  return {
    // Counted and committed before the answer is known, so that many tries at once cannot slip past the counter.
    begin: (attempt) =>
      write.transaction(async (tx) => {
        const rules = keyed(rulesOf(attempt))
        const keys = rules.map(({ key }) => key).toSorted()
        const moment = now()
        // Losing the last tries in a crash of the database is worth less than waiting for its disk at every try.
        await tx.execute(sql`SET LOCAL synchronous_commit = off`)
        const empty = keys.map((key) => ({ key, failures: 0, until: new Date(moment), at: new Date(moment) }))
        // Takes the rows for itself, always in the same order; what stood in them comes back.
        const rows = await tx
          .insert(guess)
          .values(empty)
          .onConflictDoUpdate({ target: guess.key, set: { key: sql`excluded.key` } })
          .returning()
        const known = new Map(rows.map((row): [string, Count] => [row.key, { ...row, until: row.until.getTime(), at: row.at.getTime() }]))
        const { wait, counts } = weigh(rules, known, moment)
        const kept = [...counts].map(([key, count]) => ({ key, failures: count.failures, until: new Date(count.until), at: new Date(count.at) }))
        if (kept.length > 0) {
          const set = { failures: sql`excluded.failures`, until: sql`excluded.until`, at: sql`excluded.at` }
          await tx.insert(guess).values(kept).onConflictDoUpdate({ target: guess.key, set })
        }
        return wait
      }),
    async succeeded(attempt) {
      const [mine, ...wide] = keyed(rulesOf(attempt))
      // One statement each: nothing is held while another counter is waited for.
      await write.delete(guess).where(eq(guess.key, mine.key))
      for (const { key } of wide)
        await write
          .update(guess)
          .set({ failures: sql`greatest(0, ${guess.failures} - 1)` })
          .where(eq(guess.key, key))
    },
  }
}

/** Throws away counters that have run out; part of the hourly sweep. */
export async function sweepGuesses({ write }: Pick<Database, 'write'>, now = Date.now()): Promise<void> {
  await write.delete(guess).where(lt(guess.at, new Date(now - forgetAfter)))
}
