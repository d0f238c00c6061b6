import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a capability lets its bearer read (or, for a kind that takes writes, write), and until when. */
export interface Capability {
  /** The registered kind of content that answers. */
  kind: string
  /** What it is about: an id the kind understands. */
  subject: string
  /** Origin of the portal page that may frame it. */
  portal: string
  /** Seconds since 1970. */
  expires: number
}

const keys = new Map<string, Buffer>()

/**
 * A word for the first part of a path on the content origin. It cannot be guessed and cannot be changed; whoever has it may read,
 * so it is given only by a route that has asked the permission table, and only for a short time.
 */
export function signCapability(secret: string, capability: Capability): string {
  const { kind, subject, portal, expires } = capability
  const said = Buffer.from(JSON.stringify([kind, subject, portal, expires])).toString('base64url')
  return `${said}.${mac(secret, said)}`
}

/** The capability of a word; null when it is forged, cut or expired. */
export function readCapability(secret: string, word: string, now = Date.now()): Capability | null {
  const [said = '', given = '', ...more] = word.split('.')
  if (more.length > 0 || said === '') return null
  const right = Buffer.from(mac(secret, said))
  const claimed = Buffer.from(given)
  if (right.length !== claimed.length || !timingSafeEqual(right, claimed)) return null
  const [kind, subject, portal, expires] = JSON.parse(Buffer.from(said, 'base64url').toString('utf8')) as [string, string, string, number]
  return expires * 1000 > now ? { kind, subject, portal, expires } : null
}

/** When a capability given now ends: within `hours`, on a full hour, so that a reader's browser may keep what it has loaded. */
export function expiryWithin(hours: number, now = Date.now()): number {
  return (Math.floor(now / 3_600_000) + hours) * 3600
}

function mac(secret: string, said: string): string {
  let key = keys.get(secret)
  if (!key) {
    // A key of its own: what is signed here can never pass for a session.
    key = Buffer.from(hkdfSync('sha256', secret, '', 'content-origin', 32))
    keys.set(secret, key)
  }
  return createHmac('sha256', key).update(said).digest('base64url')
}
