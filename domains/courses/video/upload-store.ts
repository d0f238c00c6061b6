import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Portal } from '../../../foundation/server/context.ts'
import { newId } from '../../../foundation/server/database/ids.ts'

/** Largest film that may be uploaded. */
export const largestUpload = 2_147_483_648
/** The id that the route has given an upload, for the tus server, which asks for a name in the middle of its work. */
const givenId = new AsyncLocalStorage<string>()
export const uploadAddress = (id: string): string => `/api/video-uploads/${id}`

const servers = new WeakMap<Portal, Server>()

function folderOf(portal: Portal): string {
  return join(portal.config.dataDirectory, 'uploads')
}

function serverOf(portal: Portal): Server {
  const known = servers.get(portal)
  if (known) return known
  mkdirSync(folderOf(portal), { recursive: true, mode: 0o700 })
  const made = new Server({
    path: '/api/video-uploads',
    datastore: new FileStore({ directory: folderOf(portal) }),
    maxSize: largestUpload,
    // The portal's pages alone upload here: no other origin is let in.
    allowedOrigins: (origin) => origin === portal.config.publicUrl,
    namingFunction: () => givenId.getStore() || newId(),
    generateUrl: (_request, { id }) => uploadAddress(id),
    getFileIdFromRequest: (_request, last) => (last && /^[0-9a-f-]{36}$/.test(last) ? last : undefined),
  })
  servers.set(portal, made)
  return made
}

/**
 * Hands a request to the tus server, which answers by itself. The route has checked who asks.
 * @param id the id of an upload that begins
 */
export async function answerTus(portal: Portal, request: FastifyRequest, reply: FastifyReply, id = ''): Promise<void> {
  reply.hijack()
  await givenId.run(id, () => serverOf(portal).handle(request.raw, reply.raw))
}

/** Bytes of an upload that have arrived; null when there are none of it. */
export async function receivedBytes(portal: Portal, id: string): Promise<number | null> {
  return stat(uploadPath(portal, id)).then(
    (found) => found.size,
    () => null,
  )
}

/** The length that an upload has declared by now; null while it is still growing. */
export async function declaredBytes(portal: Portal, id: string): Promise<number | null> {
  const found = await serverOf(portal)
    .datastore.getUpload(id)
    .catch(() => null)
  return found?.size ?? null
}

export function uploadPath(portal: Portal, id: string): string {
  return join(folderOf(portal), id)
}

/** Removes the bytes of an upload. */
export async function dropUploadBytes(portal: Portal, id: string): Promise<void> {
  await rm(uploadPath(portal, id), { force: true })
  await rm(`${uploadPath(portal, id)}.json`, { force: true })
}
