import { inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { publishedVersion } from './complex/read-state.ts'
import type { FoundInCourse, OutlineItemView } from './contract.ts'
import { readCourse } from './read-course.ts'
import { readable } from './read-item.ts'
import { plainText } from './sanitize-lesson.ts'
import { fold } from './shared/fold.ts'
import { wordsOfSlides } from './slides/read-slides.ts'
import { itemText } from './tables.ts'
import { seesDraft } from './targets.ts'

const hitsAtMost = 40
/** Letters shown on each side of what was found. */
const around = 70

/**
 * Finds words in the titles and texts of a course that the reader may see (of a published complex: in its version), in
 * the order of the course. All words must stand in one item; letters that a keyboard lacks need not be typed.
 * @throws 404
 */
export async function findInCourse(ctx: Ctx, offeringId: string, text: string): Promise<FoundInCourse> {
  const words = fold(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return { hits: [], more: false }
  const course = await readCourse(ctx, offeringId)
  const now = new Date().toISOString()
  const items = course.sections.flatMap((section) =>
    section.items
      .filter(
        (one) => one.kind !== 'heading' && (course.mayEdit || !one.opensAt || one.opensAt <= now) && !one.needs?.some(({ met }) => met === false),
      )
      .map((one) => ({ ...one, section: section.title })),
  )
  const texts = await textsOf(ctx, course, items)
  const hits: FoundInCourse['hits'] = []
  for (const { id, kind, title, section } of items) {
    const own = texts.get(id) ?? []
    const titles = Object.values(title).join(' ')
    const best = readable[ctx.locale].flatMap((language) => own.filter((one) => one.language === language))
    const found = best.map((one) => ({ one, folded: fold(one.plain) })).find(({ folded }) => holdsAll(`${folded} ${fold(titles)}`, words))
    if (!found && !holdsAll(fold(titles), words)) continue
    if (hits.length === hitsAtMost) return { hits, more: true }
    hits.push({ itemId: id, kind, title, section, excerpt: found ? excerpt(found.one.plain, found.folded, words) : null })
  }
  return { hits, more: false }
}

const holdsAll = (folded: string, words: string[]): boolean => words.every((word) => folded.includes(word))

/** The words around what was found first; null when only the title holds them. */
function excerpt(plain: string, folded: string, words: string[]): FoundInCourse['hits'][number]['excerpt'] {
  const places = words.map((word) => ({ at: folded.indexOf(word), length: word.length })).filter(({ at }) => at >= 0)
  const first = places.toSorted((a, b) => a.at - b.at)[0]
  if (!first) return null
  const end = first.at + first.length
  return {
    before: `${first.at > around ? '…' : ''}${plain.slice(Math.max(0, first.at - around), first.at)}`,
    found: plain.slice(first.at, end),
    after: `${plain.slice(end, end + around)}${plain.length > end + around ? '…' : ''}`,
  }
}

async function textsOf(
  ctx: Ctx,
  course: { id: string; departmentId: string },
  items: Pick<OutlineItemView, 'id'>[],
): Promise<Map<string, { language: string; plain: string }[]>> {
  const drafts = seesDraft(ctx, { offeringId: course.id, unitIds: [course.departmentId] })
  const version = drafts ? null : await publishedVersion(ctx, course.id)
  const slides = await wordsOfSlides(ctx, course.id)
  // what stands on the pages of a presentation is found with the lesson that shows it
  const withSlides = (html: string, plain: string): string =>
    [plain, ...[...html.matchAll(/data-block="slides" data-id="([0-9a-f-]{36})"/g)].map(([, id = '']) => slides.get(id) ?? '')].join(' ').trim()
  if (version)
    return new Map(
      items.map(({ id }) => [
        id,
        Object.entries(version.texts[id] ?? {}).map(([language, html]) => ({ language, plain: withSlides(html, plainText(html)) })),
      ]),
    )
  const ids = items.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({
      itemId: itemText.itemId,
      language: itemText.language,
      plain: itemText.plain,
      // fetched only where a presentation stands in it
      html: sql<string>`CASE WHEN ${itemText.html} LIKE '%data-block="slides"%' THEN ${itemText.html} ELSE '' END`,
    })
    .from(itemText)
    .where(inArray(itemText.itemId, ids))
  return Map.groupBy(
    rows.map(({ itemId, language, plain, html }) => ({ itemId, language, plain: withSlides(html, plain) })),
    ({ itemId }) => itemId,
  )
}
