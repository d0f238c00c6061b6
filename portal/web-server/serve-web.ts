import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../../foundation/server/http/problem.ts'
import { bootQueries } from './boot-queries.ts'

const folder = join(import.meta.dirname, '../../dist/web')
let page: string | undefined

/**
 * Serves the built web application: hashed assets for ever, the page itself never cached, with the answers that the
 * asked page begins with written into it. On a slow line that saves a round trip of the API after the script came.
 */
export async function serveAssets(app: FastifyInstance): Promise<void> {
  if (!existsSync(folder)) return
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
}

/** Answers an address that no route has: the application's page, or 404 for what is plainly no page. */
export async function servePage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const path = request.url.split('?')[0] ?? '/'
  const noPage = path.startsWith('/api/') || request.method !== 'GET' || /\.[a-z0-9]{2,5}$/i.test(path)
  if (noPage || !existsSync(join(folder, 'index.html'))) throw problem('foundation.not-found', { status: 404 })
  page ??= readFileSync(join(folder, 'index.html'), 'utf8')
  const html = page.replace('<!--boot-->', await boot(request.server, request))
  return reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').header('vary', 'cookie').send(html)
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
