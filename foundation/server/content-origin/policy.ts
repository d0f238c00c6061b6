import type { FastifyReply } from 'fastify'
import type { Runtime } from './register.ts'

/** What the frame of a content page may do. The portal's `<iframe sandbox>` says the same; this holds for a page opened by itself too. */
export const sandboxWords = 'allow-scripts allow-same-origin allow-forms allow-popups'

const always = ["default-src 'none'", "img-src 'self' data: blob:", "font-src 'self' data:", "media-src 'self' data: blob:", "connect-src 'self'"]

/** Headers of every answer of the content origin. */
export function plainHeaders(reply: FastifyReply): void {
  reply
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('permissions-policy', 'camera=(), microphone=(), display-capture=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=()')
    .header('x-robots-tag', 'noindex')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
}

/**
 * The policy for foreign content: it may be anything inside its own origin and reach nothing outside of it. Packages of every
 * age write scripts into their pages and build code from text, so both are allowed here and nowhere else.
 */
export function foreignPolicy(portal: string): string {
  return [
    ...always,
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",
    "object-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
    `frame-ancestors 'self' ${portal}`,
    `sandbox ${sandboxWords}`,
  ].join('; ')
}

/** The policy for a runtime's page: its own scripts alone; WebAssembly or code from text only where the runtime asked for it. */
export function runtimePolicy(runtime: Pick<Runtime, 'wasm' | 'evaluates' | 'blobScripts' | 'inlineScripts' | 'apart'>, portals: string[]): string {
  const script = [
    "'self'",
    ...(runtime.wasm ? ["'wasm-unsafe-eval'"] : []),
    ...(runtime.evaluates ? ["'unsafe-eval'"] : []),
    ...(runtime.blobScripts ? ['blob:'] : []),
    ...(runtime.inlineScripts ?? []),
  ]
  return [
    ...always,
    `script-src ${script.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors 'self' ${portals.join(' ')}`,
    `sandbox allow-scripts${runtime.apart ? '' : ' allow-same-origin'}`,
  ].join('; ')
}
