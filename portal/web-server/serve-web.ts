import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompress, constants } from 'node:zlib'
import { promisify } from 'node:util'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../../foundation/server/http/problem.ts'
import { bootQueries } from './boot-queries.ts'

const folder = join(import.meta.dirname, '../../dist/web')
const compress = promisify(brotliCompress)

/**
 * Serves the built web application: hashed assets for ever, the page itself never cached, with the answers that the
 * asked page begins with written into it. On a slow line that saves a round trip of the API after the script came.
 */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.setNotFoundHandler(() => {
      throw problem('foundation.not-found', { status: 404 })
    })
    return
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    preCompressed: true,
    setHeaders(reply, path) {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler(async (request, reply) => {
    const page404 = request.url.startsWith('/api/') || request.method !== 'GET' || /\.[a-z0-9]{2,5}$/i.test(request.url.split('?')[0] ?? '')
    if (page404) throw problem('foundation.not-found', { status: 404 })
    const html = page.replace('<!--boot-->', await boot(app, request))
    reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').header('vary', 'accept-encoding, cookie')
    if (!request.headers['accept-encoding']?.includes('br')) return reply.send(html)
    const small = await compress(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })
    return reply.header('content-encoding', 'br').send(small)
  })
}

/** The page's first answers of the API, asked within the process with the reader's own cookie: the same permissions hold. */
async function boot(app: FastifyInstance, request: FastifyRequest): Promise<string> {
  const headers = { cookie: request.headers.cookie ?? '', 'accept-language': request.headers['accept-language'] ?? '' }
  const addresses = bootQueries(request.url.split('?')[0] ?? '/', headers.cookie !== '')
  const answers = await Promise.all(
    addresses.map(async (url) => {
      const reply = await app.inject({ method: 'GET', url, headers, remoteAddress: request.ip })
      return reply.statusCode === 200 ? ([url, reply.json()] as const) : null
    }),
  )
  const queries = Object.fromEntries(answers.filter((answer) => answer !== null))
  // `<` is written as an escape, so no text of a person can end the script element.
  return `<script type="application/json" id="boot">${JSON.stringify({ queries }).replaceAll('<', '\\u003c')}</script>`
}
