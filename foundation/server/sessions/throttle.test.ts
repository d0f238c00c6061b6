import { describe, expect, it } from 'vitest'
import { openThrottle } from './throttle.ts'

function clock() {
  let at = 1_000_000
  return {
    now: () => at,
    pass: (seconds: number) => {
      at += seconds * 1000
    },
  }
}

const tryOnce = (throttle: ReturnType<typeof openThrottle>, login: string, address: string, device: string | null = null) =>
  throttle.begin({ kind: 'sign-in', login, address, device })

describe('throttle', () => {
  it('lets a few tries through and then waits longer and longer, up to a quarter of an hour', () => {
    const time = clock()
    const throttle = openThrottle(time.now)
    for (let count = 0; count < 5; count++) expect(tryOnce(throttle, 'a', '1.1.1.1')).toBe(0)
    const waits: number[] = []
    for (let count = 0; count < 12; count++) {
      expect(tryOnce(throttle, 'a', '1.1.1.1')).toBe(0)
      const wait = tryOnce(throttle, 'a', '1.1.1.1')
      waits.push(wait)
      time.pass(wait)
    }
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16])
    expect(Math.max(...waits)).toBe(900)
  })

  it('counts tries that run at the same time', () => {
    const throttle = openThrottle(clock().now)
    const let_through = Array.from({ length: 50 }, () => tryOnce(throttle, 'a', '1.1.1.1')).filter((wait) => wait === 0)
    expect(let_through).toHaveLength(6)
  })

  it('does not lock a dormitory out: five hundred people behind one address, some of whom mistype', () => {
    const throttle = openThrottle(clock().now)
    for (let person = 0; person < 500; person++) {
      const attempt = { kind: 'sign-in', login: `student${person}`, address: '10.0.0.1' }
      expect(throttle.begin(attempt)).toBe(0)
      throttle.succeeded(attempt)
    }
    // Somebody there hammers one login; everybody else still gets in at the first try.
    for (let count = 0; count < 400; count++) tryOnce(throttle, 'victim', '10.0.0.1')
    for (let person = 500; person < 900; person++) expect(tryOnce(throttle, `student${person}`, '10.0.0.1')).toBe(0)
  })

  it('does not let an attacker lock the owner out: neither a known device nor a new address waits', () => {
    const throttle = openThrottle(clock().now)
    for (let host = 0; host < 300; host++) for (let count = 0; count < 10; count++) tryOnce(throttle, 'owner', `6.6.${host % 256}.${count}`)
    expect(tryOnce(throttle, 'owner', '10.0.0.7', 'phone')).toBe(0)
    expect(tryOnce(throttle, 'owner', '10.0.0.8')).toBe(0)
  })

  it('slows guesses of one login that come from many addresses', () => {
    const throttle = openThrottle(clock().now)
    let passed = 0
    for (let round = 0; round < 50; round++) for (let host = 0; host < 20; host++) if (tryOnce(throttle, 'owner', `6.6.6.${host}`) === 0) passed++
    expect(passed).toBeLessThan(20 + 32)
  })

  it('forgets the failures of a pair once it signed in', () => {
    const throttle = openThrottle(clock().now)
    const attempt = { kind: 'sign-in', login: 'a', address: '1.1.1.1' }
    for (let count = 0; count < 20; count++) {
      expect(throttle.begin(attempt)).toBe(0)
      throttle.succeeded(attempt)
    }
  })
})
