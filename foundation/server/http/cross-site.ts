import type { FastifyRequest } from 'fastify'
import { problem } from './problem.ts'

/**
 * Refuses a change that another site's page makes with our cookie: browsers tell by `Sec-Fetch-Site`, older ones by
 * `Origin`; and a cookie's request must carry the header `x-portal-csrf`, which a plain form cannot send.
 */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string | null): void {
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const own = new Set([`${request.protocol}://${request.host}`, ...(publicUrl ? [new URL(publicUrl).origin] : [])])
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && !own.has(origin))
  const bare = request.headers.cookie !== undefined && request.headers['x-portal-csrf'] === undefined
  if (foreign || bare) throw problem('foundation.cross-site', { status: 403 })
}
