import { z } from 'zod'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { ProgramFailed, runProgram } from './run-program.ts'
import type { Tools } from './tools.ts'

/** What lies in an uploaded film. */
export interface Probed {
  seconds: number
  picture: { width: number; height: number } | null
  sound: boolean
}

/** Each type that its content has shown → the one reader of ffmpeg that may open it: nothing is guessed, no list of other files is followed. */
const readers: Record<string, string> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/x-m4v': 'mov',
  'video/3gpp': 'mov',
  'video/webm': 'matroska',
  'video/matroska': 'matroska',
  'video/x-matroska': 'matroska',
  'video/vnd.avi': 'avi',
  'video/x-msvideo': 'avi',
  'video/mpeg': 'mpeg',
  'video/MP1S': 'mpeg',
  'video/MP2P': 'mpeg',
  'video/mp2t': 'mpegts',
  'video/x-flv': 'flv',
  'video/x-ms-asf': 'asf',
  'video/ogg': 'ogg',
  'application/ogg': 'ogg',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'mov',
  'audio/x-m4a': 'mov',
  'audio/wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/aac': 'aac',
  'audio/flac': 'flac',
  'audio/x-flac': 'flac',
}

/** The reader of ffmpeg for a type; null for what is neither film nor sound. */
export function readerOf(type: string): string | null {
  return readers[type.split(';')[0] ?? ''] ?? null
}

/** How ffmpeg and ffprobe are told to open an upload: one reader, plain files alone. */
export function inputOf(path: string, type: string): string[] {
  return ['-f', readerOf(type) ?? 'mov', '-protocol_whitelist', 'file', '-i', path]
}

const answer = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
      duration: z.string().optional(),
      disposition: z.object({ attached_pic: z.number().optional() }).optional(),
      side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
    }),
  ),
  format: z.object({ duration: z.string().optional() }).optional(),
})

const longest = 8 * 3600

/** Asks ffprobe. @throws Problem `courses.video-…` that says why the film cannot be used */
export async function probe(tools: Tools, path: string, type: string): Promise<Probed> {
  const written = await runProgram(tools.ffprobe, [
    '-v',
    'error',
    '-print_format',
    'json',
    '-show_format',
    '-show_streams',
    ...inputOf(path, type),
  ]).catch((error: unknown) => {
    if (error instanceof ProgramFailed) throw problem('courses.video-unreadable', { status: 422 })
    throw error
  })
  const found = answer.parse(JSON.parse(written))
  const picture = found.streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1)
  const sound = found.streams.some((stream) => stream.codec_type === 'audio' && stream.codec_name !== undefined)
  if (!picture && !sound) throw problem('courses.video-empty', { status: 422 })
  const lengths = [found.format?.duration, ...found.streams.map((stream) => stream.duration)].map(Number).filter((value) => value > 0)
  const seconds = lengths.length > 0 ? Math.max(...lengths) : await countSeconds(tools, path, type)
  if (seconds > longest) throw problem('courses.video-too-long', { status: 422, params: { hours: longest / 3600 } })
  const turned = Math.abs(picture?.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0) % 180 === 90
  const width = picture?.width ?? 0
  const height = picture?.height ?? 0
  return { seconds, picture: picture && width > 0 && height > 0 ? (turned ? { width: height, height: width } : { width, height }) : null, sound }
}

/** A recording of a browser states no length: the packets are read through once. */
async function countSeconds(tools: Tools, path: string, type: string): Promise<number> {
  let last = 0
  await runProgram(tools.ffprobe, ['-v', 'error', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', ...inputOf(path, type)], {
    onLine: (line) => void (last = Math.max(last, Number.parseFloat(line) || 0)),
  }).catch(() => '')
  if (last <= 0) throw problem('courses.video-unreadable', { status: 422 })
  return last
}
