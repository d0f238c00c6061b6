import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { eq } from 'drizzle-orm'
import { fileTypeFromBuffer } from 'file-type'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { S3Driver } from 'flydrive/drivers/s3'
import mime from 'mime-types'
import type { Config } from '../config/index.ts'
import type { Ctx } from '../context.ts'
import type { Database, Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { problem } from '../http/problem.ts'
import { openRanges } from './read-range.ts'
import { scanFile } from './scan.ts'
import { file } from './tables.ts'

export interface StoredFile {
  id: string
  name: string
  type: string
  bytes: number
  sha256: string
}

export interface NewFile {
  /** As the person called it; shown again, never used as a path. */
  name: string
  content: Buffer | Readable
  /** Claimed media type; used only where the content shows none (plain text, csv …). */
  type?: string
  purpose: string
  /** Largest size in bytes; default 2 GiB. */
  maxBytes?: number
  /** The portal made it itself (a transcoded film, a paper): it is not scanned. */
  madeHere?: boolean
}

export interface Files {
  /** Keeps a file and its row; the bytes are on the store before the transaction can commit. @throws 413 foundation.too-large, 422 foundation.harmful-file, 503 foundation.scanner-away */
  store: (ctx: Ctx, tx: Tx, given: NewFile) => Promise<StoredFile>
  /** @throws 404 when there is no such file */
  open: (id: string) => Promise<StoredFile & { stream: Readable }>
  /** The bytes from `start` to `end`, both counted in. @throws 404 when there is no such file */
  openPart: (id: string, start: number, end: number) => Promise<Readable>
  describe: (id: string) => Promise<StoredFile | null>
}

/** Where bytes lie: the data directory, or S3 where configured. Keys are hashes, so names in any script are safe. */
function openDisk(config: Config): Disk {
  if (!config.s3) return new Disk(new FSDriver({ location: join(config.dataDirectory, 'files'), visibility: 'private' }))
  const { bucket, endpoint, region, accessKey, secretKey } = config.s3
  return new Disk(
    new S3Driver({
      bucket,
      endpoint,
      region,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      forcePathStyle: true,
      visibility: 'private',
      supportsACL: false,
      // Servers other than Amazon's do not all know the newer checksum trailers.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
  )
}

/** Opens the file store. */
export function openFiles(config: Config, database: Database): Files {
  const disk = openDisk(config)
  const readRange = openRanges(config)
  const arrivals = join(config.dataDirectory, 'arrivals')
  return {
    async store(ctx, tx, given) {
      await mkdir(arrivals, { recursive: true })
      const path = join(arrivals, newId())
      try {
        const { sha256, bytes } = await receive(given, path)
        const scan = config.scanner && !given.madeHere ? await scanFile(config.scanner, path) : null
        const key = keyOf(sha256)
        if (!(await disk.exists(key))) await disk.putStream(key, createReadStream(path), { contentLength: bytes })
        const row = {
          id: newId(),
          name: cleanName(given.name),
          type: await findType(path, given),
          bytes,
          sha256,
          purpose: given.purpose,
          scan,
          storedBy: ctx.actor?.personId ?? null,
        }
        await tx.insert(file).values(row)
        return { id: row.id, name: row.name, type: row.type, bytes, sha256 }
      } finally {
        await rm(path, { force: true })
      }
    },
    async open(id) {
      const found = await describe(database, id)
      if (!found) throw problem('foundation.not-found', { status: 404 })
      return { ...found, stream: await disk.getStream(keyOf(found.sha256)) }
    },
    async openPart(id, start, end) {
      const found = await describe(database, id)
      if (!found) throw problem('foundation.not-found', { status: 404 })
      return readRange(keyOf(found.sha256), start, end)
    },
    describe: (id) => describe(database, id),
  }
}

async function describe(database: Database, id: string): Promise<StoredFile | null> {
  const [found] = await database.read
    .select({ id: file.id, name: file.name, type: file.type, bytes: file.bytes, sha256: file.sha256 })
    .from(file)
    .where(eq(file.id, id))
  return found ?? null
}

function keyOf(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

/** Writes the content to a passing place while it is counted and hashed. */
async function receive(given: NewFile, path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  const limit = given.maxBytes ?? 2_147_483_648
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limit) return done(problem('foundation.too-large', { status: 413 }))
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const source = Buffer.isBuffer(given.content) ? Readable.from([given.content]) : given.content
  await pipeline(source, count, createWriteStream(path, { mode: 0o600 }))
  return { sha256: hash.digest('hex'), bytes }
}

/** The type that the content shows; a claim counts only for texts, which show none. */
async function findType(path: string, given: NewFile): Promise<string> {
  const handle = await open(path)
  try {
    const head = Buffer.alloc(4100)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const start = head.subarray(0, bytesRead)
    const found = await fileTypeFromBuffer(start)
    const byName = mime.lookup(given.name) || ''
    // Office files are zips: the name says which, where the content agrees that it is one.
    if (found && found.mime !== 'application/zip' && found.mime !== 'application/xml') return found.mime
    if (found?.mime === 'application/zip') return /officedocument|opendocument|zip|epub/.test(byName) ? byName : 'application/zip'
    const claimed = byName || given.type || ''
    return !start.includes(0) && /^(text\/|image\/svg|application\/(json|xml|rtf))/.test(claimed) ? claimed : 'application/octet-stream'
  } finally {
    await handle.close()
  }
}

/** A name to show: without path parts and control characters, at most 200 characters. */
export function cleanName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return clean.slice(-200) || 'file'
}

declare module '../services.ts' {
  interface Services {
    files: Files
  }
}
