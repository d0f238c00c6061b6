import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { Problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { convertToPdf, findOffice } from './make/office.ts'
import type { MadePage } from './make/page.ts'
import { runChild, type Made } from './make/run-child.ts'
import { slides, slidesPage } from './tables.ts'

const beatEvery = 2000
/** After this silence a worker counts as dead and another may take the presentation up. */
export const silenceSeconds = 90

/**
 * Makes the pages of a presentation, with progress that the page shows (docs/adr/0014-slides.md). Office files are drawn through
 * LibreOffice where it is installed, and shown in words where it is not. Why it failed is kept, and the teacher may have it tried again.
 */
export async function makeSlides(ctx: Ctx, { slidesId }: { slidesId: string }): Promise<void> {
  const found = await claim(ctx, slidesId)
  if (!found) return
  const above = join(ctx.portal.config.dataDirectory, 'slides')
  await mkdir(above, { recursive: true })
  const folder = await mkdtemp(join(above, 'work-'))
  let share = 0
  const beat = setInterval(() => void keepProgress(ctx, slidesId, share).catch(() => undefined), beatEvery)
  try {
    const path = join(folder, found.kind === 'pdf' ? 'upload.pdf' : `upload.${found.kind}`)
    const { stream } = await ctx.portal.files.open(found.fileId)
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }))
    const made = await makeAll(found.kind, path, folder, (now) => void (share = now))
    // the signs of life go on: hundreds of pictures on a distant store take their time
    await keepPages(ctx, found, made, folder)
  } catch (error) {
    clearInterval(beat)
    // of other refusals (a scanner that is away) the teacher is told to try again
    const known = error instanceof Problem && error.key.startsWith('courses.')
    if (!known || error.cause) ctx.portal.log.error({ err: error, slidesId }, 'a presentation could not be shown as pages')
    await keepFailure(
      ctx,
      found,
      known ? { key: error.key, ...(error.options.params ? { params: error.options.params } : {}) } : { key: 'courses.slides-failed' },
    )
  } finally {
    clearInterval(beat)
    await rm(folder, { recursive: true, force: true })
  }
}

async function makeAll(kind: string, path: string, folder: string, tell: (share: number) => void): Promise<Made & { simplified: boolean }> {
  const drawn = (from: string): Promise<Made> => runChild({ work: 'draw', path: from, folder, onPage: (done, of) => tell(done / of) })
  if (kind === 'pdf') return { ...(await drawn(path)), simplified: false }
  // its words first: whatever opens it later, the archive was found harmless
  const read = await runChild({ work: 'read', path, folder })
  tell(0.2)
  const office = findOffice()
  const pdf = office ? await convertToPdf(office, path, folder) : null
  if (!pdf) return { ...read, simplified: true }
  const { pages } = await drawn(pdf)
  // the drawing has no notes, and its words may stand in another order; where the pages are the same ones, both are better told by the file itself
  const same = pages.length === read.pages.length
  return {
    kind: read.kind,
    simplified: false,
    pages: same ? pages.map((page, at) => ({ ...page, title: read.pages[at]?.title || page.title, notes: read.pages[at]?.notes ?? '' })) : pages,
  }
}

type Found = typeof slides.$inferSelect

/** Takes the presentation for this worker; null when another one has it, or there is nothing to do. */
async function claim(ctx: Ctx, slidesId: string): Promise<Found | null> {
  return change(ctx, async (tx) => {
    await record(ctx, tx)
    const silent = or(isNull(slides.beatAt), lt(slides.beatAt, sql`now() - make_interval(secs => ${silenceSeconds})`))
    const [taken] = await tx
      .update(slides)
      .set({ state: 'running', progress: 0, failure: null, beatAt: new Date() })
      .where(and(eq(slides.id, slidesId), or(eq(slides.state, 'waiting'), and(eq(slides.state, 'running'), silent))))
      .returning()
    return taken ?? null
  })
}

async function keepProgress(ctx: Ctx, slidesId: string, share: number): Promise<void> {
  await change(ctx, async (tx) => {
    await record(ctx, tx)
    await tx
      .update(slides)
      .set({ progress: Math.floor(share * 100), beatAt: new Date() })
      .where(and(eq(slides.id, slidesId), eq(slides.state, 'running')))
  })
}

async function keepPages(ctx: Ctx, found: Found, made: Made & { simplified: boolean }, folder: string): Promise<void> {
  await change(ctx, async (tx) => {
    await tx.delete(slidesPage).where(eq(slidesPage.slidesId, found.id))
    for (const page of made.pages) await keepPage(ctx, tx, found.id, page, folder)
    await tx
      .update(slides)
      .set({
        state: 'ready',
        progress: 100,
        failure: null,
        beatAt: null,
        readyAt: new Date(),
        kind: made.kind ?? found.kind,
        simplified: made.simplified,
        pageCount: made.pages.length,
      })
      .where(eq(slides.id, found.id))
    await record(ctx, tx, {
      verb: 'slides.ready',
      object: { type: 'slides', id: found.id },
      offering: found.offeringId,
      result: { pages: made.pages.length, simplified: made.simplified },
    })
  })
}

async function keepPage(ctx: Ctx, tx: Tx, slidesId: string, page: MadePage, folder: string): Promise<void> {
  // pictures taken out of the file come from outside, the drawn ones from here
  const keep = async (name: string, madeHere: boolean): Promise<string> => {
    const { id } = await ctx.portal.files.store(ctx, tx, { name, content: createReadStream(join(folder, name)), purpose: 'slides', madeHere })
    return id
  }
  const pictures: { fileId: string; alt: string }[] = []
  for (const { file, alt } of page.large ? [] : page.pictures) pictures.push({ fileId: await keep(file, false), alt })
  await tx.insert(slidesPage).values({
    slidesId,
    page: page.page,
    title: page.title,
    text: page.text,
    notes: page.notes,
    lines: page.lines,
    pictures,
    width: page.width,
    height: page.height,
    largeFileId: page.large ? await keep(page.large, true) : null,
    smallFileId: page.small ? await keep(page.small, true) : null,
  })
}

async function keepFailure(ctx: Ctx, found: Found, failure: NonNullable<Found['failure']>): Promise<void> {
  await change(ctx, async (tx) => {
    await tx.update(slides).set({ state: 'failed', failure, beatAt: null }).where(eq(slides.id, found.id))
    await record(ctx, tx, {
      verb: 'slides.failed',
      object: { type: 'slides', id: found.id },
      offering: found.offeringId,
      result: { reason: failure.key },
    })
  })
}
