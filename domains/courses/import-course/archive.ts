import { stat } from 'node:fs/promises'
import { Transform, type Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { problem } from '../../../foundation/server/http/problem.ts'

/** What an archive may hold at most. A course of video belongs on a video store; these are far above any real course file. */
export const archiveLimits = {
  archiveBytes: 2_147_483_648,
  totalBytes: 2_147_483_648,
  entries: 20_000,
  nameLength: 1000,
  depth: 40,
  /** Larger entries that shrink more than so many times are bombs: text shrinks about ten times. */
  ratio: 250,
  ratioFrom: 2_000_000,
  /** Read as text (manifest, pages, questions). */
  textBytes: 20_000_000,
}

/** A course archive, checked whole before anything of it is read. Names are normalised, relative and inside the archive. */
export interface CourseArchive {
  names: string[]
  has: (name: string) => boolean
  size: (name: string) => number
  /** @throws 422 when it is larger than texts may be, or not what its header says */
  read: (name: string) => Promise<Buffer>
  /** The content as a stream that fails when it grows beyond what was declared. */
  stream: (name: string) => Promise<Readable>
  close: () => void
}

/** A refusal of an archive. */
export const refuseArchive = (key: string, params?: Record<string, unknown>) =>
  problem(`courses.archive-${key}`, { status: 422, ...(params ? { params } : {}) })

/**
 * Opens a course file (zip) and refuses hostile ones by their directory alone: names that leave the archive, links,
 * encrypted, overlapping or doubled entries, bombs. What a directory hides is found while inflating.
 * @throws 422 `courses.archive-…`
 */
export async function openArchive(path: string, limits = archiveLimits): Promise<CourseArchive> {
  const { size } = await stat(path)
  if (size > limits.archiveBytes) throw refuseArchive('too-large')
  const zip = await openZip(path)
  try {
    const entries = await readDirectory(zip, limits)
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      size: (name) => entries.get(name)?.uncompressedSize ?? 0,
      stream: (name) => openEntry(zip, entries.get(name)),
      async read(name) {
        if ((entries.get(name)?.uncompressedSize ?? 0) > limits.textBytes) throw refuseArchive('text-too-large', { name })
        const parts: Buffer[] = []
        for await (const part of await openEntry(zip, entries.get(name))) parts.push(part as Buffer)
        return Buffer.concat(parts)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names are decoded and checked here: yauzl would read Cyrillic ones of old packers as code page 437.
    yauzl.open(path, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(refuseArchive('not-a-zip'))
      else resolve(zip)
    })
  })
}

function readDirectory(zip: ZipFile, limits: typeof archiveLimits): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > limits.entries) return reject(refuseArchive('too-many', { count: zip.entryCount }))
    const entries = new Map<string, Entry>()
    const ranges: { start: number; end: number }[] = []
    let total = 0
    zip.on('error', () => reject(refuseArchive('damaged')))
    zip.on('end', () => {
      // Entries that share bytes make a small archive endless.
      ranges.sort((a, b) => a.start - b.start)
      if (ranges.some((range, index) => index > 0 && range.start < (ranges[index - 1]?.end ?? 0))) return reject(refuseArchive('bomb'))
      resolve(entries)
    })
    zip.on('entry', (entry: Entry) => {
      try {
        const name = checkEntry(entry, limits)
        if (name !== null) {
          if (entries.has(name)) throw refuseArchive('doubled', { name })
          total += entry.uncompressedSize
          if (total > limits.totalBytes) throw refuseArchive('too-large')
          if (entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize > entry.compressedSize * limits.ratio) throw refuseArchive('bomb')
          entries.set(name, entry)
          ranges.push({ start: entry.relativeOffsetOfLocalHeader, end: entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize })
        }
        if (entries.size > limits.entries) throw refuseArchive('too-many', { count: entries.size })
        zip.readEntry()
      } catch (error) {
        reject(error as Error)
      }
    })
    zip.readEntry()
  })
}

/** The entry's safe name; null for a folder. @throws 422 */
function checkEntry(entry: Entry, limits: typeof archiveLimits): string | null {
  const raw = decodeName(entry.fileNameRaw)
  const name = safeName(raw, limits)
  if (name === null) throw refuseArchive('path', { name: raw.slice(0, 100) })
  if ((entry.generalPurposeBitFlag & 0x41) !== 0) throw refuseArchive('encrypted')
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw refuseArchive('damaged')
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  const unix = entry.versionMadeBy >> 8 === 3 || entry.versionMadeBy >> 8 === 19
  if (unix && kind !== 0 && kind !== 0o100000 && kind !== 0o040000) throw refuseArchive('link', { name: name.slice(0, 100) })
  return raw.endsWith('/') ? null : name
}

/** Names of new archives are UTF-8; those of old Russian packers are code page 866. */
function decodeName(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return new TextDecoder('ibm866').decode(raw)
  }
}

/**
 * A name inside the archive, in one form (NFC, `/`); null when it points out of it or is no name at all.
 * Backslashes are separators too: some packers write them, and on some systems they would be.
 */
export function safeName(raw: string, limits: { nameLength: number; depth: number } = archiveLimits): string | null {
  const name = raw.replaceAll('\\', '/').normalize('NFC')
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (name.length === 0 || name.length > limits.nameLength || /[\u0000-\u001f\u007f]/.test(name)) return null
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return null
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.length === 0 || parts.length > limits.depth || parts.some((part) => /^\.\.[. ]*$/.test(part))) return null
  return parts.join('/')
}

function openEntry(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  if (!entry) return Promise.reject(refuseArchive('missing'))
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(refuseArchive('damaged'))
      let bytes = 0
      const counted = new Transform({
        transform(part: Buffer, _encoding, done) {
          bytes += part.length
          done(bytes > entry.uncompressedSize ? refuseArchive('bomb') : null, part)
        },
      })
      stream.on('error', () => counted.destroy(refuseArchive('damaged')))
      counted.on('close', () => stream.destroy())
      // Who reads it may still be busy with something else when a small entry already turned out to be wrong: kept for them, not thrown at all.
      counted.on('error', () => {})
      resolve(stream.pipe(counted))
    })
  })
}
