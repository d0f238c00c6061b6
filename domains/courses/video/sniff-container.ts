import { open, type FileHandle } from 'node:fs/promises'

/** What can be told of an upload without ffprobe. */
export interface Sniffed {
  /** mp4 with H.264 and AAC, webm with VP8/VP9, or a sound that every browser plays; null: qualities must be made first. */
  playable: 'mp4' | 'webm' | 'sound' | null
  seconds: number | null
  width: number | null
  height: number | null
}

const unknown: Sniffed = { playable: null, seconds: null, width: null, height: null }
const largestHeader = 64_000_000

/** Looks into a file of a type that its content has shown. Anything unexpected answers «not known», never an error. */
export async function sniffContainer(path: string, type: string): Promise<Sniffed> {
  const handle = await open(path)
  try {
    if (type === 'video/mp4' || type === 'video/quicktime' || type === 'audio/mp4' || type === 'audio/x-m4a') return await sniffMp4(handle)
    if (type === 'video/webm' || type === 'video/matroska' || type === 'video/x-matroska') return await sniffWebm(handle, type)
    return type === 'audio/mpeg' ? { ...unknown, playable: 'sound' } : unknown
  } catch {
    return unknown
  } finally {
    await handle.close()
  }
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}

async function sniffMp4(handle: FileHandle): Promise<Sniffed> {
  const { size } = await handle.stat()
  for (let at = 0; at + 8 <= size;) {
    const head = await read(handle, at, 16)
    const short = head.readUInt32BE(0)
    const length = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? size - at : short
    if (length < 8) return unknown
    if (head.toString('latin1', 4, 8) === 'moov') return length > largestHeader ? unknown : readMovie(await read(handle, at, length))
    at += length
  }
  return unknown
}

interface Box {
  type: string
  body: Buffer
}

function* boxes(from: Buffer): Generator<Box> {
  for (let at = 0; at + 8 <= from.length;) {
    const length = from.readUInt32BE(at)
    if (length < 8 || at + length > from.length) return
    yield { type: from.toString('latin1', at + 4, at + 8), body: from.subarray(at + 8, at + length) }
    at += length
  }
}

function inside(from: Buffer, ...path: string[]): Buffer | null {
  let at = from
  for (const type of path) {
    const found = [...boxes(at)].find((box) => box.type === type)
    if (!found) return null
    at = found.body
  }
  return at
}

function readMovie(moov: Buffer): Sniffed {
  const body = moov.subarray(8)
  const codecs: string[] = []
  let width: number | null = null
  let height: number | null = null
  for (const track of boxes(body)) {
    if (track.type !== 'trak') continue
    const table = inside(track.body, 'mdia', 'minf', 'stbl', 'stsd')
    if (!table) continue
    for (const entry of boxes(table.subarray(8))) {
      codecs.push(entry.type)
      if (!/^(avc1|avc3)$/.test(entry.type)) continue
      width = entry.body.readUInt16BE(24)
      height = entry.body.readUInt16BE(26)
    }
  }
  const picture = codecs.some((codec) => /^(avc1|avc3)$/.test(codec))
  const known = codecs.length > 0 && codecs.every((codec) => /^(avc1|avc3|mp4a|text|tx3g|tmcd)$/.test(codec))
  return { playable: known ? (picture ? 'mp4' : 'sound') : null, seconds: movieSeconds(inside(body, 'mvhd')), width, height }
}

function movieSeconds(head: Buffer | null): number | null {
  if (!head) return null
  const long = head[0] === 1
  const scale = head.readUInt32BE(long ? 20 : 12)
  const length = long ? Number(head.readBigUInt64BE(24)) : head.readUInt32BE(16)
  return scale > 0 && length > 0 ? Math.round(length / scale) : null
}

async function sniffWebm(handle: FileHandle, type: string): Promise<Sniffed> {
  const head = (await read(handle, 0, 1_000_000)).toString('latin1')
  const codecs = [...head.matchAll(/[VA]_[A-Z0-9_/]{3,20}/g)].map(([name]) => name)
  const plays = type === 'video/webm' && codecs.length > 0 && codecs.every((name) => /^(V_VP8|V_VP9|A_OPUS|A_VORBIS)$/.test(name))
  return { ...unknown, playable: plays ? 'webm' : null }
}
