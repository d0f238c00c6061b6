import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { trimOf, type Trim } from '../shared/trim.ts'
import { ffmpegParameters, planSteps, planThumbs, type Step, type ThumbPlan } from './plan.ts'
import { peakBandwidth } from './playlist.ts'
import { inputOf, probe, type Probed } from './probe.ts'
import { ProgramFailed, runProgram } from './run-program.ts'
import type { Tools } from './tools.ts'

export interface MadeQuality {
  kind: Step['kind']
  path: string
  playlist: string
  bandwidth: number
  width: number | null
  height: number | null
  codecs: string
  hasSound: boolean
}

export interface MadeFilm {
  probed: Probed
  qualities: MadeQuality[]
  poster: string | null
  thumbs: (ThumbPlan & { path: string }) | null
}

/**
 * Makes all qualities of a film in a folder.
 * @param onProgress hears the share that is done, 0 to 1
 * @throws Problem `courses.video-…` where the film is at fault; anything else is the machine's and may be tried again
 */
export async function makeQualities(
  tools: Tools,
  given: { path: string; type: string; folder: string; trim?: Trim | null; onProgress?: (share: number) => void; signal?: AbortSignal },
): Promise<MadeFilm> {
  const { path, type, folder, onProgress, signal } = given
  const found = await probe(tools, path, type)
  const trim = trimOf(given.trim, found.seconds)
  const probed = trim ? { ...found, seconds: trim.end - trim.start } : found
  const steps = planSteps(probed)
  const thumbs = planThumbs(probed)
  const options = { folder, ...(signal ? { signal } : {}) }
  const onLine = (line: string): void => {
    const at = /^out_time_(?:us|ms)=(\d+)/.exec(line)
    if (at) onProgress?.(Math.min(0.99, Number(at[1]) / 1e6 / Math.max(0.1, probed.seconds)))
  }
  await runProgram(tools.ffmpeg, ffmpegParameters(inputOf(path, type), steps, thumbs, trim), { ...options, onLine }).catch(explain)
  const qualities: MadeQuality[] = []
  for (const step of steps) qualities.push(await describeQuality(tools, folder, step))
  return {
    probed,
    qualities,
    poster: await makePoster(tools, folder, qualities, probed),
    thumbs: thumbs && (await isThere(join(folder, 'thumbs.jpg'))) ? { ...thumbs, path: join(folder, 'thumbs.jpg') } : null,
  }
}

/** What ffmpeg says in words of its own becomes a reason that a teacher understands. */
function explain(error: unknown): never {
  if (!(error instanceof ProgramFailed)) throw error
  if (/No space left on device/i.test(error.said)) throw problem('courses.video-disk-full', { status: 507 })
  if (
    /Invalid data found|moov atom not found|could not find codec|Error while decoding|Conversion failed|does not contain any stream/i.test(error.said)
  )
    throw problem('courses.video-damaged', { status: 422 })
  if (/Decoder .* not found|Unknown decoder|unsupported/i.test(error.said)) throw problem('courses.video-unknown-codec', { status: 422 })
  throw error
}

async function describeQuality(tools: Tools, folder: string, step: Step): Promise<MadeQuality> {
  const path = join(folder, `${step.kind}.m4s`)
  const playlist = await readFile(join(folder, `${step.kind}.m3u8`), 'utf8').catch(() => '')
  if (!playlist.includes('#EXTINF')) throw problem('courses.video-damaged', { status: 422 })
  const written = await runProgram(tools.ffprobe, ['-v', 'error', '-print_format', 'json', '-show_streams', '-f', 'mov', '-i', path])
  const { streams } = JSON.parse(written) as { streams: { codec_type: string; width?: number; height?: number; level?: number }[] }
  const film = streams.find((stream) => stream.codec_type === 'video')
  const codecs = [
    ...(film ? [`avc1.4d40${(film.level ?? 31).toString(16).padStart(2, '0')}`] : []),
    ...(streams.some((stream) => stream.codec_type === 'audio') ? ['mp4a.40.2'] : []),
  ]
  return {
    kind: step.kind,
    path,
    playlist,
    bandwidth: peakBandwidth(playlist),
    width: film?.width ?? null,
    height: film?.height ?? null,
    codecs: codecs.join(','),
    hasSound: step.sound,
  }
}

async function makePoster(tools: Tools, folder: string, qualities: MadeQuality[], probed: Probed): Promise<string | null> {
  const best = qualities.find((quality) => quality.height !== null)
  if (!best) return null
  const at = Math.min(probed.seconds * 0.1, 30).toFixed(2)
  const parameters = ['-nostdin', '-v', 'error', '-y', '-f', 'mov', '-ss', at, '-i', best.path, '-frames:v', '1', '-update', '1']
  await runProgram(tools.ffmpeg, [...parameters, '-vf', "scale='min(960,iw)':-2", '-q:v', '6', 'poster.jpg'], { folder }).catch(() => '')
  const path = join(folder, 'poster.jpg')
  return (await isThere(path)) ? path : null
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.size > 0,
    () => false,
  )
}
