import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { SeenInput } from './contract.ts'
import { openSlides } from './find-slides.ts'
import { leftToSee, mergeSeen } from './shared/seen.ts'
import { slidesSeen } from './tables.ts'

/** Longest that a device may have been without a line before its word on the time is no longer taken. */
const longestAway = 120 * 86_400_000

/**
 * Keeps which pages the reader looked at, each once with its first time; what arrives twice changes nothing (R4.3c). The trace
 * tells when the presentation was first looked into and when the last page was seen.
 * @throws 404; 409 `courses.slides-at-work` before its pages are there
 */
export async function keepSeen(ctx: Ctx, slidesId: string, given: SeenInput): Promise<{ seen: number[]; left: number }> {
  const personId = ctx.actor?.personId
  if (!personId) throw problem('foundation.not-found', { status: 404 })
  const { slides } = await openSlides(ctx, slidesId)
  if (slides.pageCount === 0) throw problem('courses.slides-at-work', { status: 409 })
  const now = Date.now()
  const fresh = given.pages
    .filter(({ page }) => page <= slides.pageCount)
    .map(({ page, seenAt }) => {
      const said = Date.parse(seenAt)
      return { page, seenAt: new Date(said > now || said < now - longestAway ? now : said).toISOString() }
    })
  return change(ctx, async (tx) => {
    await record(ctx, tx)
    const own = and(eq(slidesSeen.slidesId, slidesId), eq(slidesSeen.personId, personId))
    const [begun] = await tx.insert(slidesSeen).values({ slidesId, personId, itemId: slides.itemId, pages: [] }).onConflictDoNothing().returning()
    const [kept] = await tx.select().from(slidesSeen).where(own).for('update')
    const pages = mergeSeen(kept?.pages ?? [], fresh)
    const left = leftToSee(
      pages.map(({ page }) => page),
      slides.pageCount,
    )
    const times = pages.map(({ seenAt }) => seenAt).toSorted()
    const finishes = left === 0 && !kept?.finishedAt
    await tx
      .update(slidesSeen)
      .set({ pages, changedAt: new Date(), ...(finishes ? { finishedAt: new Date(times.at(-1) ?? now) } : {}) })
      .where(own)
    const about = { object: { type: 'slides', id: slidesId }, about: personId, offering: slides.offeringId }
    if (begun) await record(ctx, tx, { ...about, verb: 'slides.viewed', context: { item: slides.itemId, at: times[0] } })
    if (finishes)
      await record(ctx, tx, {
        ...about,
        verb: 'slides.finished',
        result: { pages: slides.pageCount },
        context: { item: slides.itemId, at: times.at(-1) },
      })
    return { seen: pages.map(({ page }) => page), left }
  })
}
