/**
 * Slows guessing down without shutting anybody out. Four counters stand side by side:
 * - a known device (it carries a mark from an earlier sign-in of this login) has its own, so an attack from elsewhere
 *   never touches the owner;
 * - login + address: the ordinary one, with a delay that doubles up to a quarter of an hour;
 * - login alone, and address alone: for guesses spread over many addresses or many logins. Their delay stays short and
 *   only meets those who have failed here before, so a first try of a fresh pair (a dormitory behind one address, the
 *   owner on a new phone) always goes through.
 * Logins that do not exist are counted alike. Kept in the memory of the process: each process allows its own few tries.
 */
export interface Throttle {
  /** Seconds to wait before this try; 0: go on. A try that goes on is counted until `succeeded`. */
  begin: (attempt: Attempt) => number
  /** The try was right: forgets the failures of this pair (or device). */
  succeeded: (attempt: Attempt) => void
}

export interface Attempt {
  /** What is guessed at: `sign-in`, `code`, `recovery`. */
  kind: string
  login: string
  address: string
  /** The mark of a known device, if it carries one for this login. */
  device?: string | null
}

interface Count {
  failures: number
  until: number
  at: number
}

interface Rule {
  key: string
  free: number
  longest: number
}

const forgetAfter = 3_600_000
const keptAtMost = 100_000

/** Opens a throttle. @param now the clock, in milliseconds */
export function openThrottle(now: () => number = Date.now): Throttle {
  const counts = new Map<string, Count>()

  function count(key: string): Count {
    const found = counts.get(key)
    return found && now() - found.at < forgetAfter ? found : { failures: 0, until: 0, at: now() }
  }

  function fail({ key, free, longest }: Rule): void {
    const { failures } = count(key)
    const over = failures + 1 - free
    const pause = over > 0 ? Math.min(longest, 2 ** Math.min(over, 20)) * 1000 : 0
    counts.delete(key)
    counts.set(key, { failures: failures + 1, until: now() + pause, at: now() })
    // The oldest entry goes first: a flood of invented logins cannot fill the memory.
    if (counts.size > keptAtMost) counts.delete(counts.keys().next().value ?? '')
  }

  function own({ kind, login, address, device }: Attempt): Rule {
    if (device) return { key: `${kind} device ${device}`, free: 10, longest: 900 }
    return { key: `${kind} pair ${login} ${address}`, free: 5, longest: 900 }
  }

  function wide({ kind, login, address, device }: Attempt): Rule[] {
    if (device) return []
    return [
      { key: `${kind} login ${login}`, free: 30, longest: 30 },
      { key: `${kind} address ${address}`, free: 200, longest: 30 },
    ]
  }

  return {
    begin(attempt) {
      const mine = own(attempt)
      const fresh = count(mine.key).failures === 0
      const rules = fresh ? [mine] : [mine, ...wide(attempt)]
      const wait = Math.max(0, ...rules.map((rule) => count(rule.key).until - now()))
      if (wait > 0) return Math.ceil(wait / 1000)
      // Counted before the answer is known, so that many tries at once cannot slip past the counter.
      for (const rule of [mine, ...wide(attempt)]) fail(rule)
      return 0
    },
    succeeded(attempt) {
      counts.delete(own(attempt).key)
      for (const rule of wide(attempt)) {
        const found = counts.get(rule.key)
        if (found) counts.set(rule.key, { ...found, failures: Math.max(0, found.failures - 1) })
      }
    },
  }
}
