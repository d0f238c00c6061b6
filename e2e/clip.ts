import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether films can be made and transcoded on this machine. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0

/** A small film with picture and sound, made anew; answers with its path. */
export function makeClip(seconds: number, name = 'лекция.mp4'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'clip-')), name)
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=10:duration=${seconds}`]
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=330:duration=${seconds}`]
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', '-shortest']
  const { status, stderr } = spawnSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...picture, ...sound, ...codecs, path])
  if (status !== 0) throw new Error(`no film could be made: ${stderr.toString()}`)
  return path
}
