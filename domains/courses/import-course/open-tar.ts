import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { mkdtemp, open, stat, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Problem } from '../../../foundation/server/http/problem.ts'
import { archiveLimits, refuseArchive as refuse, safeName, type CourseArchive } from './archive.ts'

interface Entry {
  start: number
  size: number
}

const block = 512

/**
 * Opens a gzipped tar (a Moodle backup) under the same rules as a zip: nothing leaves the archive, no links, no devices,
 * no name twice, no bomb. It is inflated once into a file of its own, which goes when the archive is closed.
 * @throws 422 `courses.archive-…`
 */
export async function openTar(path: string, limits = archiveLimits): Promise<CourseArchive> {
  const { size } = await stat(path)
  if (size > limits.archiveBytes) throw refuse('too-large')
  const folder = await mkdtemp(join(tmpdir(), 'course-tar-'))
  const drop = (): void => rmSync(folder, { recursive: true, force: true })
  const tar = join(folder, 'tar')
  try {
    await inflate(path, tar, size, limits)
    const handle = await open(tar)
    try {
      return archiveOf(tar, await readDirectory(handle, (await handle.stat()).size, limits), limits, drop)
    } finally {
      await handle.close()
    }
  } catch (error) {
    drop()
    throw error instanceof Problem ? error : refuse('damaged')
  }
}

async function inflate(from: string, to: string, size: number, limits: typeof archiveLimits): Promise<void> {
  let bytes = 0
  const counted = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length
      const bomb = bytes > limits.ratioFrom && bytes > size * limits.ratio
      done(bytes > limits.totalBytes ? refuse('too-large') : bomb ? refuse('bomb') : null, part)
    },
  })
  await pipeline(createReadStream(from), createGunzip(), counted, createWriteStream(to, { mode: 0o600 }))
}

async function readDirectory(handle: FileHandle, length: number, limits: typeof archiveLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let long: { path?: string | undefined; size?: number | undefined } = {}
  for (let at = 0; at + block <= length;) {
    const header = await part(handle, at, block)
    // Two empty blocks end a tar; whatever follows is padding.
    if (header.every((byte) => byte === 0)) break
    if (!checksumFits(header)) throw refuse(at === 0 ? 'not-a-zip' : 'damaged')
    const kind = String.fromCharCode(header[156] ?? 0)
    const size = long.size ?? number(header.subarray(124, 136))
    const start = at + block
    if (!Number.isSafeInteger(size) || size < 0 || start + size > length) throw refuse('damaged')
    at = start + Math.ceil(size / block) * block
    if (kind === 'x' || kind === 'L') {
      if (size > 100_000) throw refuse('damaged')
      const content = await part(handle, start, size)
      long = kind === 'L' ? { path: textOf(content) } : { ...long, ...paxOf(content) }
      continue
    }
    if (kind === 'g') continue
    const raw = long.path ?? nameOf(header)
    long = {}
    if (kind === '5') continue
    const name = safeName(raw, limits)
    if (name === null) throw refuse('path', { name: raw.slice(0, 100) })
    if (kind !== '0' && kind !== '\0' && kind !== '7') throw refuse('link', { name: name.slice(0, 100) })
    if (entries.has(name)) throw refuse('doubled', { name })
    entries.set(name, { start, size })
    if (entries.size > limits.entries) throw refuse('too-many', { count: entries.size })
  }
  if (entries.size === 0) throw refuse('not-a-zip')
  return entries
}

async function part(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}

function checksumFits(header: Buffer): boolean {
  const told = number(header.subarray(148, 156))
  const sum = header.reduce((all, byte, index) => all + (index >= 148 && index < 156 ? 32 : byte), 0)
  return told === sum
}

/** Octal, or binary where the first bit says so (files above 8 GB, and those of some packers). */
function number(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) !== 0) return field.subarray(1).reduce((all, byte) => all * 256 + byte, (field[0] ?? 0) & 0x7f)
  const text = textOf(field).trim()
  return text === '' ? 0 : /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0)
  return field.subarray(0, end === -1 ? undefined : end).toString('utf8')
}

function nameOf(header: Buffer): string {
  const prefix = header.subarray(257, 262).toString('latin1') === 'ustar' ? textOf(header.subarray(345, 500)) : ''
  const name = textOf(header.subarray(0, 100))
  return prefix ? `${prefix}/${name}` : name
}

/** Records `LENGTH key=value`: a name or size that the header has no room for. */
function paxOf(content: Buffer): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {}
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at)
    const length = Number.parseInt(content.subarray(at, space === -1 ? undefined : space).toString('latin1'), 10)
    if (space === -1 || !(length > 0)) throw refuse('damaged')
    const record = content.subarray(space + 1, at + length - 1).toString('utf8')
    if (record.startsWith('path=')) found.path = record.slice(5)
    if (record.startsWith('size=')) found.size = Number(record.slice(5))
    at += length
  }
  return found
}

function archiveOf(tar: string, entries: Map<string, Entry>, limits: typeof archiveLimits, close: () => void): CourseArchive {
  const stream: CourseArchive['stream'] = async (name) => {
    const entry = entries.get(name)
    if (!entry) throw refuse('missing')
    return entry.size === 0 ? Readable.from([]) : createReadStream(tar, { start: entry.start, end: entry.start + entry.size - 1 })
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    size: (name) => entries.get(name)?.size ?? 0,
    stream,
    async read(name) {
      const entry = entries.get(name)
      if (!entry) throw refuse('missing')
      if (entry.size > limits.textBytes) throw refuse('text-too-large', { name })
      const handle = await open(tar)
      try {
        return await part(handle, entry.start, entry.size)
      } finally {
        await handle.close()
      }
    },
    close,
  }
}
