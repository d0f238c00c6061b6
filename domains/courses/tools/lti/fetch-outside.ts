import { lookup } from 'node:dns'
import { request as askPlain } from 'node:http'
import { request as askSafe } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Config } from '../../../../foundation/server/config/index.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'

const inner = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, bits, 'ipv6')

/** Whether an address lies inside somebody's own network and not on the Internet. */
export function isInner(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return isInner(mapped)
  const kind = isIP(address)
  // IPv4 inside of IPv6 in its other spellings: `::ffff:7f00:1`
  return kind === 0 || (kind === 4 ? inner.check(address, 'ipv4') : inner.check(address, 'ipv6') || /^::ffff:/i.test(address))
}

const loopbacks = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a tool may have this address: `https`; outside of production also `http` of one's own machine, for trying tools out.
 * Names are looked at again when they are resolved.
 */
export function mayBeTool(config: Pick<Config, 'production'>, address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username || url.password || url.hash) return false
  if (!config.production && loopbacks.includes(url.hostname)) return url.protocol === 'http:' || url.protocol === 'https:'
  if (url.protocol !== 'https:' || (loopbacks.includes(url.hostname) && config.production)) return false
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 || !isInner(bare)
}

/**
 * Reads something of a tool's over the line: no redirects, a small body, a short wait, and never an address of one's own network (the
 * name is resolved once, and the connection goes to what was looked at).
 * @throws 422 `courses.tool-address`, 502 `courses.tool-silent`
 */
export async function fetchOutside(config: Pick<Config, 'production'>, address: string, limit: { bytes: number; ms: number }): Promise<Buffer> {
  if (!mayBeTool(config, address)) throw problem('courses.tool-address', { status: 422, params: { address } })
  const url = new URL(address)
  const own = !config.production && loopbacks.includes(url.hostname)
  const ask = url.protocol === 'https:' ? askSafe : askPlain
  const silent = (): Error => problem('courses.tool-silent', { status: 502, params: { address: url.origin } })
  return new Promise((resolve, reject) => {
    const sent = ask(url, {
      method: 'GET',
      headers: { accept: 'application/json, */*' },
      signal: AbortSignal.timeout(limit.ms),
      ...(own ? {} : { lookup: outerOnly }),
    })
    sent.on('error', () => reject(silent()))
    sent.on('response', (answer) => {
      const parts: Buffer[] = []
      let bytes = 0
      if (answer.statusCode !== 200) {
        answer.resume()
        reject(silent())
        return
      }
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > limit.bytes) sent.destroy(new Error('too much'))
        else parts.push(part)
      })
      answer.on('error', () => reject(silent()))
      answer.on('end', () => resolve(Buffer.concat(parts)))
    })
    sent.end()
  })
}

/** Resolves a name, and refuses it when any of its addresses lies inside. */
const outerOnly: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    const bad = error ?? (found.length === 0 || found.some(({ address }) => isInner(address)) ? new Error('an inner address') : null)
    const first = found?.[0]
    if (bad || !first) done(bad ?? new Error('no address'), '', 4)
    else if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}
