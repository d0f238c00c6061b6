import { timingSafeEqual } from 'node:crypto'
import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Sitting } from './read-sitting.ts'
import type { SebProof } from './seb/proof.ts'
import { stateAt, timesOf, type SittingTimes } from './shared/sitting-times.ts'

export interface Comer {
  /** The address the request came from. */
  ip: string
  code: string | null
  /** What the browser tells of Safe Exam Browser. */
  seb: SebProof | null
}

/**
 * Lets a student into an exam: in time, from a network that is allowed, with the code that was told in the room.
 * @returns the student's times
 * @throws 409 `exams.sitting-early|late|over`; 403 `exams.sitting-network`; 403 `exams.sitting-code`
 */
export function admit(own: Sitting, minutes: number, more: number, comer: Comer, now: Date): SittingTimes {
  const times = timesOf(own, minutes, more)
  const state = stateAt(times, now.getTime())
  if (state === 'early' || state === 'late' || state === 'over')
    throw problem(`exams.sitting-${state}`, { status: 409, clause: 'R4.4a', facts: { roomOpensAt: new Date(times.roomOpensAt).toISOString() } })
  if (!within(own.networks, comer.ip)) throw problem('exams.sitting-network', { status: 403 })
  if (own.code !== null && !same(own.code, comer.code ?? '')) throw problem('exams.sitting-code', { status: 403 })
  return times
}

/** Whether an address lies in one of the networks (CIDR, or a single address); an empty list lets everybody in. */
export function within(networks: readonly string[], ip: string): boolean {
  if (networks.length === 0) return true
  const list = new BlockList()
  for (const one of networks) {
    const [address = '', bits] = one.split('/')
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : null
    if (!family) continue
    if (bits === undefined) list.addAddress(address, family)
    else if (Number(bits) <= (family === 'ipv4' ? 32 : 128)) list.addSubnet(address, Number(bits), family)
  }
  const plain = ip.replace(/^::ffff:/i, '')
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}

function same(code: string, given: string): boolean {
  const [a, b] = [Buffer.from(code.trim().toLowerCase()), Buffer.from(given.trim().toLowerCase())]
  return a.length === b.length && timingSafeEqual(a, b)
}
