import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from './transcode/run-program.ts'
import { findTools } from './transcode/tools.ts'

/** Said once by tests of films on a machine without ffmpeg. */
export const noTools = findTools() === null
if (noTools) console.log('ffmpeg is not installed (Debian: apt-get install ffmpeg): the tests of transcoding are left out')

/** A small film with picture and sound, made by ffmpeg. */
export async function makeClip(given: { seconds?: number; size?: string; name?: string; parameters?: string[] } = {}): Promise<Buffer> {
  const { seconds = 8, size = '960x540', name = 'clip.mp4', parameters = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'] } = given
  const tools = findTools()
  if (!tools) throw new Error('ffmpeg is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'clip-'))
  try {
    const path = join(folder, name)
    const picture = ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=10:duration=${seconds}`]
    const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`]
    await runProgram(tools.ffmpeg, ['-nostdin', '-v', 'error', '-y', ...picture, ...sound, ...parameters, '-shortest', path])
    return await readFile(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
