import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { hasText, text } from '../../../foundation/server/i18n/texts.ts'
import type { SlidesView } from './contract.ts'
import { openSlides } from './find-slides.ts'
import { slides, slidesPage, slidesSeen } from './tables.ts'

/** A presentation with the words of its pages and what the reader has seen of it; who does not edit it is not told why it failed. @throws 404 */
export async function readSlides(ctx: Ctx, slidesId: string): Promise<SlidesView> {
  const { slides: found, target, mayEdit } = await openSlides(ctx, slidesId)
  const ready = found.pageCount > 0 && found.state === 'ready'
  const [pages, [own]] = await Promise.all([
    ready ? ctx.db.select().from(slidesPage).where(eq(slidesPage.slidesId, slidesId)).orderBy(asc(slidesPage.page)) : [],
    ctx.db
      .select({ pages: slidesSeen.pages })
      .from(slidesSeen)
      .where(and(eq(slidesSeen.slidesId, slidesId), eq(slidesSeen.personId, ctx.actor?.personId ?? ''))),
  ])
  const state = found.state as SlidesView['state']
  return {
    id: found.id,
    itemId: found.itemId,
    offeringId: found.offeringId,
    name: found.name,
    bytes: found.bytes,
    kind: found.kind as SlidesView['kind'],
    state: mayEdit || state !== 'failed' ? state : 'waiting',
    progress: found.progress,
    failure: mayEdit && found.failure ? explain(ctx, found.failure) : null,
    simplified: found.simplified,
    pages: pages.map(({ page, title, text: words, notes, lines, pictures, width, height }) => ({
      page,
      title,
      text: words,
      notes,
      lines,
      pictures: pictures.map(({ alt }, at) => ({ name: `picture-${at + 1}`, alt })),
      width,
      height,
    })),
    seen: (own?.pages ?? []).map(({ page }) => page).filter((page) => page <= found.pageCount),
    mayEdit,
    counted: ctx.actor?.can('slides.view', target) ?? false,
  }
}

/** The words of presentations by id, for the search inside a course. */
export async function wordsOfSlides(ctx: Ctx, offeringId: string): Promise<Map<string, string>> {
  const rows = await ctx.db
    .select({ id: slidesPage.slidesId, text: slidesPage.text })
    .from(slidesPage)
    .where(inArray(slidesPage.slidesId, ctx.db.select({ id: slides.id }).from(slides).where(eq(slides.offeringId, offeringId))))
    .orderBy(asc(slidesPage.slidesId), asc(slidesPage.page))
  const words = new Map<string, string>()
  for (const row of rows) words.set(row.id, `${words.get(row.id) ?? ''} ${row.text}`)
  return words
}

function explain(ctx: Ctx, { key, params }: { key: string; params?: Record<string, unknown> }): { title: string; detail: string | null } {
  const base = `courses:problems.${key.slice(key.indexOf('.') + 1)}`
  return {
    title: text(ctx.locale, base, params),
    detail: hasText(ctx.locale, `${base}-detail`, params) ? text(ctx.locale, `${base}-detail`, params) : null,
  }
}
