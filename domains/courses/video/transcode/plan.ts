import type { Trim } from '../shared/trim.ts'
import type { Probed } from './probe.ts'

/** A quality to make. */
export interface Step {
  kind: '720p' | '360p' | 'sound'
  /** Lines of the picture; null for sound. */
  height: number | null
  sound: boolean
}

/** Thumbnails of the seek bar: one picture of at most a hundred. */
export interface ThumbPlan {
  every: number
  count: number
  columns: number
  width: number
  height: number
}

/** Which qualities a film gets: never larger than it is, always one for slow lines and one of sound alone. */
export function planSteps({ picture, sound }: Probed): Step[] {
  const steps: Step[] = []
  if (picture) {
    if (picture.height > 400) steps.push({ kind: '720p', height: even(Math.min(720, picture.height)), sound })
    steps.push({ kind: '360p', height: even(Math.min(360, picture.height)), sound })
  }
  if (sound) steps.push({ kind: 'sound', height: null, sound })
  return steps
}

/** A thumbnail every two seconds, further apart in long films. */
export function planThumbs({ picture, seconds }: Probed): ThumbPlan | null {
  if (!picture || seconds < 4) return null
  const every = Math.max(2, Math.ceil(seconds / 100))
  const count = Math.max(1, Math.floor(seconds / every))
  const width = 160
  const height = even(Math.min(284, Math.round((width * picture.height) / picture.width)))
  return { every, count, columns: Math.min(10, count), width, height: Math.max(16, height) }
}

/**
 * The parameters of one run of ffmpeg that makes everything while it reads the film once. What is cut off is read and
 * thrown away, not jumped over: the recording of a browser has no index to jump by.
 */
export function ffmpegParameters(input: string[], steps: Step[], thumbs: ThumbPlan | null, trim: Trim | null = null): string[] {
  const pictures = steps.filter((step) => step.height !== null)
  const chains: string[] = []
  if (pictures.length > 0) {
    const outlets = [...pictures.map((step) => `[in${step.kind}]`), ...(thumbs ? ['[inthumbs]'] : [])]
    const cut = trim ? `trim=start=${trim.start}:end=${trim.end},setpts=PTS-${trim.start}/TB,` : ''
    chains.push(`[0:v:0]${cut}split=${outlets.length}${outlets.join('')}`)
    for (const step of pictures) chains.push(`[in${step.kind}]scale=-2:${step.height}:flags=bicubic,setsar=1,format=yuv420p[out${step.kind}]`)
    if (thumbs)
      chains.push(
        `[inthumbs]fps=1/${thumbs.every},scale=${thumbs.width}:${thumbs.height},setsar=1,tile=${thumbs.columns}x${Math.ceil(thumbs.count / thumbs.columns)}[thumbs]`,
      )
  }
  const sounds = steps.filter((step) => step.sound)
  if (trim && sounds.length > 0) {
    const cut = `atrim=start=${trim.start}:end=${trim.end},asetpts=PTS-${trim.start}/TB`
    chains.push(`[0:a:0]${cut},asplit=${sounds.length}${sounds.map((step) => `[sound${step.kind}]`).join('')}`)
  }
  const parameters = ['-nostdin', '-v', 'error', '-y', '-progress', 'pipe:1', ...input]
  if (chains.length > 0) parameters.push('-filter_complex', chains.join(';'))
  for (const step of steps) parameters.push(...output(step, trim !== null))
  if (thumbs) parameters.push('-map', '[thumbs]', '-frames:v', '1', '-q:v', '6', '-update', '1', 'thumbs.jpg')
  return parameters
}

const picture: Record<string, string[]> = {
  '720p': ['-crf', '24', '-maxrate', '2200k', '-bufsize', '4400k', '-profile:v', 'main'],
  '360p': ['-crf', '26', '-maxrate', '550k', '-bufsize', '1100k', '-profile:v', 'main'],
}

function output({ kind, height, sound }: Step, cut: boolean): string[] {
  const parameters: string[] = []
  if (height !== null) {
    parameters.push('-map', `[out${kind}]`, '-c:v', 'libx264', '-preset', 'veryfast', ...(picture[kind] ?? []))
    parameters.push('-force_key_frames', 'expr:gte(t,n_forced*4)', '-sc_threshold', '0', '-fpsmax', '30')
  }
  if (sound) {
    const rate = kind === '720p' ? ['-b:a', '112k', '-ac', '2'] : ['-b:a', '56k', '-ac', '1']
    parameters.push('-map', cut ? `[sound${kind}]` : '0:a:0', '-c:a', 'aac', ...rate, '-ar', '44100')
  }
  parameters.push('-map_metadata', '-1', '-f', 'hls', '-hls_time', '4', '-hls_playlist_type', 'vod')
  parameters.push('-hls_segment_type', 'fmp4', '-hls_flags', 'single_file', '-hls_segment_filename', `${kind}.m4s`, `${kind}.m3u8`)
  return parameters
}

function even(value: number): number {
  return Math.max(2, Math.floor(value / 2) * 2)
}
