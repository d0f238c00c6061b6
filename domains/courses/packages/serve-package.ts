import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { and, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import mime from 'mime-types'
import { registerContent, registerRuntime, runtimePath, type ContentRequest } from '../../../foundation/server/content-origin/index.ts'
import type { Portal } from '../../../foundation/server/context.ts'
import { packageKinds, type PackageKind } from './shared/package.ts'
import { packageFile } from './tables.ts'

const modules = (name: string): string => dirname(fileURLToPath(import.meta.resolve(name)))

registerRuntime({ name: 'package-player', folders: [join(import.meta.dirname, 'player')] })
registerRuntime({ name: 'scorm', folders: [join(modules('scorm-again'), '..')] })
registerRuntime({ name: 'h5p', folders: [modules('h5p-standalone')] })

/** `/c/<word>/~player/<kind>` is the player's page; everything else is a file of the package. */
registerContent('package', async (portal, asked) => {
  if (asked.method !== 'GET') return asked.reply.status(405).send()
  const player = /^~player\/([a-z0-9]+)$/.exec(asked.path)?.[1]
  const kind = packageKinds.find((one) => one === player)
  return kind ? sendPlayer(asked, kind) : sendFile(portal, asked)
})

/** Scripts of the player by kind; each is a file of a runtime, so nothing is written into the page but the facts it begins with. */
function scriptsOf(kind: PackageKind): string[] {
  const own = (name: string): string => runtimePath('package-player', name)
  if (kind === 'scorm12') return [runtimePath('scorm', 'scorm12.min.js'), own('scorm.js')]
  if (kind === 'scorm2004') return [runtimePath('scorm', 'scorm2004.min.js'), own('scorm.js')]
  if (kind === 'h5p') return [runtimePath('h5p', 'main.bundle.js'), own('h5p.js')]
  return [own('frame.js')]
}

function sendPlayer({ capability, reply }: ContentRequest, kind: PackageKind): FastifyReply {
  const facts = { portal: capability.portal, kind, h5p: { js: runtimePath('h5p', 'frame.bundle.js'), css: runtimePath('h5p', 'styles/h5p.css') } }
  const scripts = [runtimePath('package-player', 'line.js'), ...scriptsOf(kind)]
  // The base is the package's own folder: addresses in its files are relative to it.
  const html = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>.</title><link rel="stylesheet" href="${runtimePath('package-player', 'player.css')}">
<script type="application/json" id="facts">${JSON.stringify(facts).replaceAll('<', '\\u003c')}</script>
</head><body><div id="place"></div>${scripts.map((script) => `<script src="${script}"></script>`).join('')}</body></html>`
  return reply.header('content-type', 'text/html; charset=utf-8').send(html)
}

async function sendFile(portal: Portal, { capability, path, request, reply }: ContentRequest): Promise<FastifyReply> {
  const [found] = await portal.database.read
    .select({ fileId: packageFile.fileId })
    .from(packageFile)
    .where(and(eq(packageFile.packageId, capability.subject), eq(packageFile.path, path.normalize('NFC'))))
  const about = found && (await portal.files.describe(found.fileId))
  if (!found || !about) return reply.status(404).send()
  const etag = `"${about.sha256.slice(0, 32)}"`
  reply
    .header('etag', etag)
    .header('cache-control', 'private, max-age=3600')
    .header('accept-ranges', 'bytes')
    .header('content-type', mime.contentType(path.split('/').at(-1) ?? '') || 'application/octet-stream')
  if (request.headers['if-none-match'] === etag) return reply.status(304).send()
  const part = rangeOf(request.headers.range, about.bytes)
  if (part === 'wrong') return reply.status(416).header('content-range', `bytes */${about.bytes}`).send()
  if (part) {
    reply
      .status(206)
      .header('content-range', `bytes ${part.start}-${part.end}/${about.bytes}`)
      .header('content-length', part.end - part.start + 1)
    return reply.send(await portal.files.openPart(found.fileId, part.start, part.end))
  }
  const { stream } = await portal.files.open(found.fileId)
  return reply.send(stream)
}

/** One range of bytes, as players of video and sound ask for; null for the whole. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | null | 'wrong' {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const start = asked[1] === '' ? Math.max(0, bytes - Number(asked[2])) : Number(asked[1])
  const end = asked[1] === '' || asked[2] === '' ? bytes - 1 : Math.min(Number(asked[2]), bytes - 1)
  return start <= end && start < bytes ? { start, end } : 'wrong'
}
