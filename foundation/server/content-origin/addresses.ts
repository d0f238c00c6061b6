import type { FastifyRequest } from 'fastify'
import type { Config } from '../config/index.ts'

/** What of the settings decides the two addresses. */
export type AddressConfig = Pick<Config, 'port' | 'publicUrl' | 'contentPort' | 'contentUrl'>

/**
 * On one's own machine the two loopback names are two hosts: a content page then shares not even cookies with the portal,
 * which browsers keep by host and never by port.
 */
const otherLoopback: Record<string, string> = { localhost: '127.0.0.1', '127.0.0.1': 'localhost' }

/** The origin under which this reader sees the portal: `https://portal.example.kg`. */
export function portalOrigin(config: AddressConfig, request: Pick<FastifyRequest, 'protocol' | 'host'>): string {
  return config.publicUrl ? new URL(config.publicUrl).origin : new URL(`${request.protocol}://${request.host}`).origin
}

/**
 * The origin on which foreign content runs for a reader who sees the portal under `portal`: CONTENT_URL, or else the same host
 * with the content port (of the two loopback names the other one).
 */
export function contentOrigin(config: AddressConfig, portal: string): string {
  if (config.contentUrl) return new URL(config.contentUrl).origin
  const address = new URL(portal)
  address.hostname = otherLoopback[address.hostname] ?? address.hostname
  address.port = String(config.contentPort)
  return address.origin
}

/** Which portal pages may frame a public page of the content origin that was asked under this host name. */
export function framingOrigins(config: AddressConfig, request: Pick<FastifyRequest, 'protocol' | 'hostname'>): string[] {
  if (config.publicUrl) return [new URL(config.publicUrl).origin]
  const names = new Set([request.hostname, otherLoopback[request.hostname] ?? request.hostname])
  return [...names].map((name) => `${request.protocol}://${name}:${config.port}`)
}
