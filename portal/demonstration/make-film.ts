import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { findTools, runProgram, transcodeFilm, video } from '../../domains/courses/index.ts'
import { systemContext, type Portal } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { chanceOf } from './chance.ts'

/** The lesson with a film: it shows how a loop goes round. */
const lesson = 'loops'
const name = 'for-range.mp4'
/** What a film that is not made yet points to. */
const nowhere = '00000000-0000-4000-8000-000000000000'
const seconds = 18
/** Its ids fall by a chance of their own: what comes after them stays as it was. */
const filmChance = chanceOf(4021)

/** The film of a lesson as it is before it is made; null for lessons without one, and where no film can be made. */
export function filmOf(slug: string, itemId: string, offeringId: string): typeof video.$inferInsert | null {
  if (slug !== lesson || !findTools()) return null
  return { id: filmChance.id(), itemId, offeringId, name, fileId: nowhere, bytes: 0, state: 'waiting', playable: null }
}

/** A lesson's text with its film before the last part of it. */
export function withFilm(html: string, videoId: string): string {
  const figure = `<figure data-block="video" data-id="${videoId}"></figure>\n`
  const at = html.lastIndexOf('<h2>')
  return at === -1 ? html + figure : html.slice(0, at) + figure + html.slice(at)
}

/**
 * Makes the demonstration's film, once, after the portal is open: its lessons wait for it meanwhile. Where ffmpeg is
 * missing there is none, and the operator is told.
 */
export async function makeFilm(portal: Portal, say: (line: string) => void): Promise<void> {
  const tools = findTools()
  if (!tools) return say('ffmpeg is not installed: the demonstration has no film')
  const ctx = systemContext(portal, newId())
  const waiting = await ctx.db
    .select({ id: video.id, offeringId: video.offeringId })
    .from(video)
    .where(and(eq(video.fileId, nowhere), eq(video.name, name)))
  if (waiting.length === 0) return
  const content = await drawFilm(tools.ffmpeg)
  await change(ctx, async (tx) => {
    for (const { id, offeringId } of waiting) {
      const stored = await portal.files.store(ctx, tx, { name, content, type: 'video/mp4', purpose: 'video' })
      await tx.update(video).set({ fileId: stored.id, bytes: stored.bytes, seconds, width: 1280, height: 720 }).where(eq(video.id, id))
      await portal.jobs.enqueue(tx, transcodeFilm, { videoId: id })
      await record(ctx, tx, { verb: 'video.added', object: { type: 'video', id }, offering: offeringId, result: { bytes: stored.bytes } })
    }
  })
}

/** Slides of a program and of what it writes, line by line, with a tone for each turn of the loop. */
async function drawFilm(ffmpeg: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-film-'))
  try {
    await writeFile(join(folder, 'program.txt'), 'for i in range(4):\n    print(i, i * i)\n')
    const words = [line('program.txt', 120, 110, 52, '0x123b4c', 0)]
    const turns = [0, 1, 2, 3]
    for (const turn of turns) {
      await writeFile(join(folder, `turn${turn}.txt`), `i = ${turn}   >>>   ${turn} ${turn * turn}\n`)
      words.push(line(`turn${turn}.txt`, 160, 340 + turn * 80, 44, '0xa32d2d', 2 + turn * 4))
    }
    const tone = turns.map((turn) => `between(t,${2 + turn * 4},${2.4 + turn * 4})*sin(2*PI*${330 + turn * 55}*t)`).join('+')
    const parameters = ['-nostdin', '-v', 'error', '-y']
    parameters.push('-f', 'lavfi', '-i', `color=c=0xf7f5f0:size=1280x720:rate=5:duration=${seconds}`)
    parameters.push('-f', 'lavfi', '-i', `aevalsrc='0.15*(${tone})':s=44100:d=${seconds}`)
    const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest', 'film.mp4']
    // an ffmpeg without letters still shows a film
    await runProgram(ffmpeg, [...parameters, '-vf', words.join(','), ...codecs], { folder }).catch(() =>
      runProgram(ffmpeg, [...parameters, ...codecs], { folder }),
    )
    return await readFile(join(folder, 'film.mp4'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function line(file: string, x: number, y: number, size: number, colour: string, from: number): string {
  return `drawtext=font=monospace:textfile=${file}:x=${x}:y=${y}:fontsize=${size}:line_spacing=16:fontcolor=${colour}:enable='gte(t,${from})'`
}
