import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isIPv6 } from 'node:net'

export const sessionCookie = 'portal.session_token'
export const secondFactorCookie = 'portal.two_factor'
export const deviceCookie = 'portal.device'
export const passwordTokenCookie = 'portal.new_password'

/** What a sign-in act needs to know of the request. */
export interface Visit {
  /** For better-auth: cookies, device and shortened address, nothing else. */
  headers: Headers
  /** The whole address; only for slowing guesses down, never kept. */
  address: string
  cookies: Record<string, string | undefined>
}

/** Reads a visit. @param only cookies that better-auth may see; all, when not told */
export function visitOf(request: FastifyRequest, only?: string[]): Visit {
  const headers = new Headers()
  const kept = Object.entries(request.cookies).filter(([name]) => !only || only.includes(name))
  if (kept.length > 0) headers.set('cookie', kept.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('; '))
  headers.set('user-agent', (request.headers['user-agent'] ?? '').slice(0, 300))
  headers.set('x-portal-address', shortAddress(request.ip))
  if (request.headers.origin) headers.set('origin', request.headers.origin)
  return { headers, address: request.ip, cookies: request.cookies }
}

/** The network an address belongs to: the last octet of IPv4 and the last 80 bits of IPv6 are dropped. */
export function shortAddress(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  if (!isIPv6(plain)) return plain.replace(/\.\d+$/, '.0')
  const [head = '', tail = ''] = plain.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const whole = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
  return `${whole
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::`
}

/** Signs a cookie's value the way better-auth does: `value.base64(HMAC-SHA256)`. */
export function signValue(value: string, secret: string): string {
  return `${value}.${createHmac('sha256', secret).update(value).digest('base64')}`
}

/** The value of a signed cookie; null when the signature is not ours. */
export function readSigned(signed: string | undefined, secret: string): string | null {
  const at = signed?.lastIndexOf('.') ?? -1
  if (!signed || at < 1) return null
  const value = signed.slice(0, at)
  const wanted = createHmac('sha256', secret).update(value).digest()
  const given = Buffer.from(signed.slice(at + 1), 'base64')
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? value : null
}

/** Sets a cookie of our own with the portal's attributes. */
export function makeCookie(name: string, value: string, maxAge: number, secure: boolean, path = '/'): string {
  return `${name}=${encodeURIComponent(value)}; Max-Age=${maxAge}; Path=${path}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/** Hands cookies to the browser. */
export function sendCookies(reply: FastifyReply, cookies: string[]): void {
  if (cookies.length > 0) reply.header('set-cookie', cookies)
}
