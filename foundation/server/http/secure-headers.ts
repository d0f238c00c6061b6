import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { contentOrigin } from '../content-origin/addresses.ts'
import type { Portal } from '../context.ts'

/**
 * Strict headers for every answer. No script but our own files runs; styles may carry attributes because the interface
 * kit sets CSS variables on elements (docs/adr/0006-content-security-policy.md).
 */
export async function secureHeaders(app: FastifyInstance, portal: Portal): Promise<void> {
  const https = portal.config.publicUrl?.startsWith('https:') ?? false
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        // packages and students' programs run in frames of the content origin, and nowhere else
        frameSrc: ["'self'", (request) => contentFrames(portal, request.headers.host)],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', reply.getHeader('cache-control') ?? 'no-store')
    reply.header('permissions-policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=()')
  })
}

/** The content origin as a source of frames. An `http:` source stands for `https:` too, as the policy's own rules say. */
function contentFrames(portal: Portal, host: string | undefined): string {
  const asked = portal.config.publicUrl ?? `http://${host ?? ''}`
  // a host name goes into the policy only as what it is: letters, figures, a port
  return URL.canParse(asked) ? contentOrigin(portal.config, new URL(asked).origin) : "'self'"
}
