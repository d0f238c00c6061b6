import type { Readable } from 'node:stream'
import { PassThrough } from 'node:stream'
import { ZipFile } from 'yazl'

/** A zip that is written while it is read: no file of it is ever whole in memory. The same content makes the same bytes. */
export interface ZipWriter {
  add: (name: string, content: string | Buffer) => void
  /** Opened when its turn comes. */
  addStream: (name: string, open: () => Promise<Readable>) => void
  end: () => void
  stream: Readable
}

/** One day for all: an export of an unchanged course does not change. */
const day = new Date('2026-01-01T00:00:00Z')

export function zipWriter(): ZipWriter {
  const zip = new ZipFile()
  const stream = new PassThrough()
  zip.on('error', (error) => stream.destroy(error as Error))
  zip.outputStream.on('error', (error) => stream.destroy(error))
  zip.outputStream.pipe(stream)
  return {
    add: (name, content) => zip.addBuffer(Buffer.from(content), name, { mtime: day, mode: 0o100644 }),
    addStream: (name, open) =>
      zip.addReadStreamLazy(name, { mtime: day, mode: 0o100644 }, (done) => {
        open().then(
          (content) => {
            content.on('error', (error) => stream.destroy(error))
            done(null, content)
          },
          (error: unknown) => stream.destroy(error as Error),
        )
      }),
    end: () => zip.end(),
    stream,
  }
}
