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

/** A line of words on the film: when it comes, where it stands. */
interface Words {
  text: string
  from: number
  x: number
  y: number
  size: number
  colour: string
}

interface Film {
  /** The lecture that shows it. */
  lesson: string
  /** Beginnings of the codes of its courses. */
  courses: string[]
  name: string
  words: Words[]
}

const ink = '0x123b4c'
const red = '0xa32d2d'
const turns = [0, 1, 2, 3]
const films: Film[] = [
  {
    lesson: 'loops',
    courses: ['PROG1'],
    name: 'for-range.mp4',
    words: [
      { text: 'for i in range(4):\n    print(i, i * i)\n', from: 0, x: 120, y: 110, size: 52, colour: ink },
      ...turns.map((turn) => ({
        text: `i = ${turn}   >>>   ${turn} ${turn * turn}\n`,
        from: 2 + turn * 4,
        x: 160,
        y: 340 + turn * 80,
        size: 44,
        colour: red,
      })),
    ],
  },
  {
    lesson: 'dimensions',
    courses: ['GRAPH1-B-SE', 'GRAPH1-B-IS'],
    name: 'scale.mp4',
    words: [
      { text: 'M 1:2      L = 120 mm', from: 0, x: 120, y: 100, size: 52, colour: ink },
      { text: '120 / 2 = 60 mm', from: 3, x: 160, y: 240, size: 48, colour: red },
      { text: '|<------------ 120 ------------>|', from: 7, x: 120, y: 400, size: 48, colour: ink },
      { text: '60 mm  ->  "120"', from: 12, x: 160, y: 540, size: 48, colour: red },
    ],
  },
  {
    lesson: 'how-it-works',
    courses: ['TENG1-B-SE', 'TENG1-B-IS', 'TENG1-MOOC'],
    name: 'active-passive.mp4',
    words: [
      { text: 'The sensor measures the temperature.', from: 0, x: 90, y: 120, size: 44, colour: ink },
      { text: 'The temperature ...', from: 4, x: 90, y: 260, size: 44, colour: ink },
      { text: 'The temperature is measured ...', from: 8, x: 90, y: 380, size: 44, colour: red },
      { text: 'The temperature is measured by the sensor.', from: 12, x: 90, y: 500, size: 44, colour: red },
    ],
  },
]
/** What a film that is not made yet points to. */
const nowhere = '00000000-0000-4000-8000-000000000000'
const seconds = 18
/** Its ids fall by a chance of their own: what comes after them stays as it was. */
const filmChance = chanceOf(4021)

/** The film of a lesson as it is before it is made; null for lessons without one, and where no film can be made. */
export function filmOf(slug: string, itemId: string, of: { id: string; code: string }): typeof video.$inferInsert | null {
  const film = films.find(({ lesson, courses }) => lesson === slug && courses.some((code) => of.code.startsWith(code)))
  if (!film || !findTools()) return null
  const { name } = film
  const offeringId = of.id
  return { id: filmChance.id(), itemId, offeringId, name, fileId: nowhere, bytes: 0, state: 'waiting', playable: null }
}

/**
 * Makes the demonstration's films, once, after the portal is open: their lessons wait for them meanwhile. Where ffmpeg is
 * missing there are none, and the operator is told.
 */
export async function makeFilms(portal: Portal, say: (line: string) => void): Promise<void> {
  const tools = findTools()
  if (!tools) return say('ffmpeg is not installed: the demonstration has no films')
  const ctx = systemContext(portal, newId())
  for (const film of films) {
    const waiting = await ctx.db
      .select({ id: video.id, offeringId: video.offeringId })
      .from(video)
      .where(and(eq(video.fileId, nowhere), eq(video.name, film.name)))
    if (waiting.length === 0) continue
    const content = await drawFilm(tools.ffmpeg, film)
    await change(ctx, async (tx) => {
      for (const { id, offeringId } of waiting) {
        const stored = await portal.files.store(ctx, tx, { name: film.name, content, type: 'video/mp4', purpose: 'video' })
        await tx.update(video).set({ fileId: stored.id, bytes: stored.bytes, seconds, width: 1280, height: 720 }).where(eq(video.id, id))
        await portal.jobs.enqueue(tx, transcodeFilm, { videoId: id })
        await record(ctx, tx, { verb: 'video.added', object: { type: 'video', id }, offering: offeringId, result: { bytes: stored.bytes } })
      }
    })
  }
}

/** Words that come one after another, with a tone for each. */
async function drawFilm(ffmpeg: string, film: Film): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-film-'))
  try {
    const drawn: string[] = []
    for (const [at, { text, from, x, y, size, colour }] of film.words.entries()) {
      await writeFile(join(folder, `words${at}.txt`), text)
      drawn.push(line(`words${at}.txt`, x, y, size, colour, from))
    }
    const tone = film.words
      .slice(1)
      .map(({ from }, at) => `between(t,${from},${from + 0.4})*sin(2*PI*${330 + at * 55}*t)`)
      .join('+')
    const parameters = ['-nostdin', '-v', 'error', '-y']
    parameters.push('-f', 'lavfi', '-i', `color=c=0xf7f5f0:size=1280x720:rate=5:duration=${seconds}`)
    parameters.push('-f', 'lavfi', '-i', `aevalsrc='0.15*(${tone})':s=44100:d=${seconds}`)
    const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest', 'film.mp4']
    // an ffmpeg without letters still shows a film
    await runProgram(ffmpeg, [...parameters, '-vf', drawn.join(','), ...codecs], { folder }).catch(() =>
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
