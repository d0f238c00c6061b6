import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import mime from 'mime-types'
import type { Portal } from '../context.ts'
import { framingOrigins } from './addresses.ts'
import { runtimePolicy } from './policy.ts'
import { findRuntime } from './register.ts'

/** Sends a file of a runtime: public, the same for everybody, kept by browsers for ever because its version is in the address. */
export async function sendRuntime(portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { name = '', version = '', '*': path = '' } = request.params as Record<string, string>
  const runtime = findRuntime(name)
  const found = runtime?.version === version ? await findFile(runtime.folders, path) : null
  if (!runtime || !found) return reply.status(404).send()
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('content-type', mime.contentType(path.split('/').at(-1) ?? '') || 'application/octet-stream')
    .header('content-security-policy', runtimePolicy(runtime, framingOrigins(portal.config, request)))
    // Files of published packages hold nothing of anybody: a sandboxed page without an origin may load them too.
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
  return reply.send(createReadStream(found))
}

async function findFile(folders: string[], path: string): Promise<string | null> {
  if (path === '' || path.includes('\0') || path.split(/[/\\]/).includes('..')) return null
  for (const folder of folders) {
    try {
      const full = await realpath(join(folder, path))
      // A link that leads out of the folder is not of the folder.
      if (full.startsWith((await realpath(folder)) + sep) && (await stat(full)).isFile()) return full
    } catch {
      // not in this folder
    }
  }
  return null
}
