import { createHmac, timingSafeEqual } from 'node:crypto'

const period = 30

/** The six digits of a time step (RFC 6238, SHA-1, as code applications expect). */
export function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return ((digest.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).toString().padStart(6, '0')
}

/** The step of a moment. */
export function stepAt(now = Date.now()): number {
  return Math.floor(now / 1000 / period)
}

/** The step a code belongs to, among the last, the present and the next one; null when it fits none. */
export function stepOfCode(secret: string, code: string, now = Date.now()): number | null {
  const present = stepAt(now)
  let found: number | null = null
  for (const step of [present - 1, present, present + 1]) {
    const wanted = Buffer.from(codeOfStep(secret, step))
    const given = Buffer.from(code)
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) found = step
  }
  return found
}
