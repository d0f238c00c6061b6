import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Portal } from '../context.ts'
import type { Capability } from './capability.ts'

/** One request for content behind a capability. */
export interface ContentRequest {
  capability: Capability
  /** The path after the capability, decoded, without a slash at its beginning; never with `..` in it. */
  path: string
  method: string
  /** Body of a write; null for GET. */
  body: Buffer | null
  request: FastifyRequest
  reply: FastifyReply
}

/** Answers paths behind capabilities of one kind. The security headers are already set; it may only narrow them. */
export type ContentKind = (portal: Portal, asked: ContentRequest) => Promise<unknown>

/** Static files that everybody may read: the browser part of an npm package, or a room's own pages that run it. */
export interface Runtime {
  /** In the address: `/runtime/<name>/…`. Lower case, figures, hyphens. */
  name: string
  /** Folders that are served as one, the first that has the file wins. */
  folders: string[]
  /** Its pages may compile WebAssembly (`'wasm-unsafe-eval'`). */
  wasm?: boolean
  /** Its pages may run code made of text (`'unsafe-eval'`): old players need it. */
  evaluates?: boolean
  /** Its scripts may be made of blobs, so that a page can cut itself off from the line and go on. */
  blobScripts?: boolean
  /** Scripts that stand in its pages, each by its sum (`'sha256-…'`): the others stay forbidden. */
  inlineScripts?: string[]
  /** Its pages have no origin of their own: no storage, neither theirs nor that of anything else on the content origin. */
  apart?: boolean
}

const kinds = new Map<string, ContentKind>()
const runtimes = new Map<string, Runtime & { version: string }>()

/** Registers a kind of content. A room does so when its module is loaded. @throws when the kind is registered twice */
export function registerContent(kind: string, answer: ContentKind): void {
  if (kinds.has(kind)) throw new Error(`content kind ${kind} is registered twice`)
  kinds.set(kind, answer)
}

export function contentKind(kind: string): ContentKind | undefined {
  return kinds.get(kind)
}

/**
 * Registers folders to be served under `/runtime/<name>/<version>/`. The version is made of the files' names, sizes and (where they are
 * few and small) bytes, so the address changes when they do and browsers may keep them for ever. Ask `runtimePath` for the address.
 * @throws when the name is registered twice or a folder is missing
 */
export function registerRuntime(runtime: Runtime): void {
  if (!/^[a-z0-9-]+$/.test(runtime.name)) throw new Error(`runtime name ${runtime.name}: lower case, figures and hyphens only`)
  if (runtimes.has(runtime.name)) throw new Error(`runtime ${runtime.name} is registered twice`)
  runtimes.set(runtime.name, { ...runtime, version: versionOf(runtime.folders) })
}

export function findRuntime(name: string): (Runtime & { version: string }) | undefined {
  return runtimes.get(name)
}

/** The path of a runtime's file on the content origin: `/runtime/pyodide/1f0c…/pyodide.js`. @throws for an unknown runtime */
export function runtimePath(name: string, file: string): string {
  const found = runtimes.get(name)
  if (!found) throw new Error(`no runtime ${name}`)
  return `/runtime/${name}/${found.version}/${file}`
}

function versionOf(folders: string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const found = statSync(join(folder, path))
      if (!found.isFile()) continue
      hash.update(`${path}\0${found.size}\0`)
      // A room's own page changes by a letter without a change of length; what a package holds does not.
      if (found.size < 65_536) hash.update(readFileSync(join(folder, path)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}
