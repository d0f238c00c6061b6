import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeQualities } from '../domains/courses/video/transcode/make-qualities.ts'
import { findTools } from '../domains/courses/video/transcode/tools.ts'

/**
 * How fast a lecture's qualities are made: 720p, 360p, the sound, poster and thumbnails of a film of 1280 × 720 at 25
 * frames, which moves like a camera before a blackboard (a slow pan over noise with a clock), with speech-like sound.
 * Seconds of film by seconds of work, as the job does it.
 */
const seconds = Number(process.env.BENCH_SECONDS ?? 120)
const tools = findTools()
if (!tools) {
  console.log('ffmpeg is not installed')
  process.exit(1)
}
const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'))
try {
  const path = join(folder, 'lecture.mp4')
  const picture = `color=c=0x24443a:size=1280x720:rate=25:duration=${seconds},noise=alls=6:allf=t,drawgrid=w=160:h=90:t=2:c=white@0.2,drawbox=x='mod(t*30,1200)':y='200+100*sin(t)':w=80:h=300:c=0xc08060:t=fill`
  const sound = `anoisesrc=d=${seconds}:c=pink:a=0.2,tremolo=f=4:d=0.8`
  const made = spawnSync(
    tools.ffmpeg,
    [
      '-nostdin',
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      picture,
      '-f',
      'lavfi',
      '-i',
      sound,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-c:a',
      'aac',
      path,
    ],
    { cwd: folder },
  )
  if (made.status !== 0) throw new Error(made.stderr.toString())
  const begun = performance.now()
  const film = await makeQualities(tools, { path, type: 'video/mp4', folder })
  const took = (performance.now() - begun) / 1000
  console.log(
    `${seconds} s of film in ${took.toFixed(1)} s: ${film.qualities.map((one) => `${one.kind} ${Math.round(one.bandwidth / 1000)} kbit/s`).join(', ')}`,
  )
  console.log(JSON.stringify({ timesRealTime: Math.round((seconds / took) * 10) / 10 }))
} finally {
  await rm(folder, { recursive: true, force: true })
}
