import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isLocale, type Locale } from '../../foundation/i18n/localized.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { firstView } from './first-view.ts'
import { readPreload } from './preload.ts'

const folder = join(import.meta.dirname, '../../dist/web')
const compress = promisify(brotliCompress)
let page: string | undefined
let ahead: ReturnType<typeof readPreload> | undefined

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
  // the one page among the API's addresses: its description for people
  const noPage = (path.startsWith('/api/') && path !== '/api/docs') || !['GET', 'HEAD'].includes(request.method) || /\.[a-z0-9]{2,5}$/i.test(path)
  if (noPage || !existsSync(join(folder, 'index.html'))) throw problem('foundation.not-found', { status: 404 })
  page ??= readFileSync(join(folder, 'index.html'), 'utf8')
  ahead ??= readPreload(folder)
  const first = await firstAnswers(request.server, request, path)
  const html = page
    .replace('<html lang="ky">', `<html lang="${first.locale}">`)
    .replace('<!--preload-->', '')
    // After the entry's own files: the first style file decides the order of the layers.
    .replace('</head>', () => `${ahead?.(path, first.locale).links ?? ''}</head>`)
    .replace('<div id="root"></div>', () => `<div id="root">${first.view}</div>`)
    .replace('<!--boot-->', () => first.script)
  reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').header('vary', 'cookie, accept-encoding')
  // the compressing plugin knows only routes, and this is the answer where no route is
  if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(html)
  const packed = await compress(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return reply.header('content-encoding', 'br').send(packed)
}

/** The page's first answers of the API, asked within the process with the reader's own cookie: the same permissions hold. */
async function firstAnswers(app: FastifyInstance, request: FastifyRequest, path: string): Promise<{ locale: Locale; view: string; script: string }> {
  const cookie = request.headers.cookie ?? ''
  const chosen = request.cookies['portal-locale']
  let locale: Locale = isLocale(chosen) ? chosen : 'ky'
  const ask = async (url: string): Promise<[string, unknown] | null> => {
    const headers = { cookie, 'accept-language': locale }
    const reply = await app.inject({ method: 'GET', url, headers, remoteAddress: request.ip })
    return reply.statusCode === 200 ? [url, reply.json()] : null
  }
  // the language of the account decides in which one the other answers are asked
  const me = cookie ? await ask('/api/me') : null
  const ofAccount = (me?.[1] as { account?: { locale?: unknown } } | undefined)?.account?.locale
  if (isLocale(ofAccount)) locale = ofAccount
  const answers = await Promise.all(['/api/portal', ...(ahead?.(path, locale).data ?? [])].map(ask))
  const queries = Object.fromEntries([me, ...answers].filter((answer) => answer !== null))
  // `<` is written as an escape, so no text of a person can end the script element.
  return {
    locale,
    view: firstView(queries, locale),
    script: `<script type="application/json" id="boot">${JSON.stringify({ locale, queries }).replaceAll('<', '\\u003c')}</script>`,
  }
}
