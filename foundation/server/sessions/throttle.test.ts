import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '../../../testing/index.ts'
import { openDatabase } from '../database/database.ts'
import { guess } from './tables.ts'
import { openThrottle, rulesOf, sweepGuesses, weigh, type Attempt, type Count } from './throttle.ts'

/** The rules alone, with counters in memory: what is measured here needs thousands of tries. */
function plain() {
  let at = 1_000_000
  const counts = new Map<string, Count>()
  return {
    pass: (seconds: number) => {
      at += seconds * 1000
    },
    begin(attempt: Attempt): number {
      const weighed = weigh(rulesOf(attempt), counts, at)
      for (const [key, count] of weighed.counts) counts.set(key, count)
      return weighed.wait
    },
  }
}

const of = (login: string, address: string, device: string | null = null): Attempt => ({ kind: 'sign-in', login, address, device })

describe('the rules of waiting', () => {
  it('let a few tries through and then wait longer and longer, up to a quarter of an hour', () => {
    const throttle = plain()
    for (let count = 0; count < 5; count++) expect(throttle.begin(of('a', '1.1.1.1'))).toBe(0)
    const waits: number[] = []
    for (let count = 0; count < 12; count++) {
      expect(throttle.begin(of('a', '1.1.1.1'))).toBe(0)
      const wait = throttle.begin(of('a', '1.1.1.1'))
      waits.push(wait)
      throttle.pass(wait)
    }
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16])
    expect(Math.max(...waits)).toBe(900)
  })

  it('forget after an hour', () => {
    const throttle = plain()
    for (let count = 0; count < 9; count++) throttle.begin(of('a', '1.1.1.1'))
    expect(throttle.begin(of('a', '1.1.1.1'))).toBeGreaterThan(0)
    throttle.pass(3601)
    for (let count = 0; count < 5; count++) expect(throttle.begin(of('a', '1.1.1.1'))).toBe(0)
  })

  it('do not let an attacker lock the owner out: neither a known device nor a new address waits', () => {
    const throttle = plain()
    for (let host = 0; host < 300; host++) for (let count = 0; count < 10; count++) throttle.begin(of('owner', `6.6.${host % 256}.${count}`))
    expect(throttle.begin(of('owner', '10.0.0.7', 'phone'))).toBe(0)
    expect(throttle.begin(of('owner', '10.0.0.8'))).toBe(0)
  })

  it('slow guesses of one login that come from many addresses', () => {
    const throttle = plain()
    let passed = 0
    for (let round = 0; round < 50; round++) for (let host = 0; host < 20; host++) if (throttle.begin(of('owner', `6.6.6.${host}`)) === 0) passed++
    expect(passed).toBeLessThan(20 + 32)
  })
})

describe('the throttle of a portal', () => {
  let given: TestPortal
  beforeAll(async () => {
    given = await testPortal()
  })
  afterAll(() => given.close())

  const open = (now?: () => number) => openThrottle(given.portal.database, 'secret', now)

  it('counts tries that run at the same time', async () => {
    const throttle = open()
    const waits = await Promise.all(Array.from({ length: 50 }, () => throttle.begin(of('at-once', '1.1.1.1'))))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(6)
  })

  it('counts the tries of all processes together, also after a restart', async () => {
    const other = openDatabase(given.portal.database.url, 2)
    try {
      const [one, two] = [open(), openThrottle(other, 'secret')]
      for (let count = 0; count < 3; count++) for (const throttle of [one, two]) expect(await throttle.begin(of('both', '1.1.1.1'))).toBe(0)
      expect(await one.begin(of('both', '1.1.1.1'))).toBeGreaterThan(0)
      expect(await two.begin(of('both', '1.1.1.1'))).toBeGreaterThan(0)
      expect(await open().begin(of('both', '1.1.1.1'))).toBeGreaterThan(0)
    } finally {
      await other.close()
    }
  })

  it('does not lock a dormitory out: hundreds of people behind one address, some of whom mistype', async () => {
    const throttle = open()
    const people = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => of(`student${from + at}`, '10.0.0.1'))
    await Promise.all(
      people(0, 300).map(async (attempt) => {
        expect(await throttle.begin(attempt)).toBe(0)
        await throttle.succeeded(attempt)
      }),
    )
    // People there mistype all evening: the address has used up its free tries; who comes fresh still gets in at once.
    for (const attempt of people(1000, 1250)) await throttle.begin(attempt)
    expect(await throttle.begin(of('student1000', '10.0.0.1'))).toBeGreaterThan(0)
    expect(await Promise.all(people(300, 400).map((attempt) => throttle.begin(attempt)))).toEqual(Array.from({ length: 100 }, () => 0))
  })

  it('forgets the failures of a pair once it signed in', async () => {
    const throttle = open()
    for (let count = 0; count < 20; count++) {
      expect(await throttle.begin(of('right', '2.2.2.2'))).toBe(0)
      await throttle.succeeded(of('right', '2.2.2.2'))
    }
  })

  it('keeps neither logins nor addresses, and nothing longer than an hour after the last try', async () => {
    await open(() => Date.now() - 3_700_000).begin(of('long-ago', '3.3.3.3'))
    await open().begin(of('just-now', '3.3.3.4'))
    const before = await given.portal.database.read.select().from(guess)
    expect(JSON.stringify(before)).not.toMatch(/long-ago|just-now|3\.3\.3/)
    await sweepGuesses(given.portal.database)
    const after = await given.portal.database.read.select().from(guess)
    expect(after).toHaveLength(before.length - 3)
  })
})
