import { asc, eq } from 'drizzle-orm'
import type { Locale, Localized } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { file } from '../../foundation/server/files/tables.ts'
import { offeringHeading, offeringTarget } from '../programmes/index.ts'
import type { FileView, ItemView } from './contract.ts'
import { publishedVersion } from './complex/read-state.ts'
import { frozenItem, type Version } from './complex/show-version.ts'
import { itemPart } from './complex/tables.ts'
import { outlineItem } from './read-course.ts'
import { readNeeds } from './structure/release.ts'
import { courseFile, item, itemLink, itemText, section } from './tables.ts'
import { seesDraft, seesHidden } from './targets.ts'

export const readable: Record<Locale, string[]> = { ky: ['ky', 'ru', 'en', 'und'], ru: ['ru', 'ky', 'en', 'und'], en: ['en', 'ru', 'ky', 'und'] }

/**
 * One item as the reader may see it: its text in their language or the nearest one, its files, what comes before and after.
 * @throws 404 for what is not there, or hidden from the reader
 */
export async function readItem(ctx: Ctx, itemId: string): Promise<ItemView> {
  const [found] = await ctx.db.select({ item, section }).from(item).innerJoin(section, eq(section.id, item.sectionId)).where(eq(item.id, itemId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const offeringId = found.item.offeringId
  const [target, heading, order, liveTexts, [link], liveFiles, version, [origin]] = await Promise.all([
    offeringTarget(ctx, offeringId),
    offeringHeading(ctx, offeringId),
    ctx.db
      .select({ id: item.id, title: item.title, kind: item.kind, hidden: item.hidden, sectionHidden: section.hidden })
      .from(item)
      .innerJoin(section, eq(section.id, item.sectionId))
      .where(eq(item.offeringId, offeringId))
      .orderBy(asc(section.position), asc(section.id), asc(item.position), asc(item.id)),
    ctx.db.select().from(itemText).where(eq(itemText.itemId, itemId)),
    ctx.db.select().from(itemLink).where(eq(itemLink.itemId, itemId)),
    readItemFiles(ctx, itemId, offeringId),
    publishedVersion(ctx, offeringId),
    ctx.db.select({ licence: itemPart.licence, source: itemPart.source }).from(itemPart).where(eq(itemPart.itemId, itemId)),
  ])
  if (!target || !heading) throw problem('foundation.not-found', { status: 404 })
  const mayEdit = seesHidden(ctx, target)
  if (!mayEdit && (found.item.hidden || found.section.hidden)) throw problem('foundation.not-found', { status: 404 })
  // What students see of a published complex is the approved version, whatever its authors write meanwhile (R5.3c).
  const shown = version && !seesDraft(ctx, target) ? version : null
  const frozen = shown ? frozenItem(shown, itemId) : null
  if (shown && !frozen) throw problem('foundation.not-found', { status: 404 })
  const texts = frozen?.texts ?? liveTexts
  const files = frozen ? liveFiles.filter((one) => frozen.item.files.includes(one.id)) : liveFiles
  const needs = (await readNeeds(ctx, offeringId, target)).get(itemId)
  const locked = needs?.some(({ met }) => met === false) ?? false
  const open = mayEdit || (!locked && (!found.item.opensAt || found.item.opensAt <= new Date()))
  const text = readable[ctx.locale].flatMap((language) => texts.filter((one) => one.language === language))[0]
  const live = order.filter((one) => one.kind !== 'heading' && (mayEdit || (!one.hidden && !one.sectionHidden)))
  const steps = shown ? frozenSteps(shown, live) : live
  const place = steps.findIndex((one) => one.id === itemId)
  const step = (at: number): ItemView['previous'] => {
    const one = place === -1 ? undefined : steps[at]
    return one ? { id: one.id, title: one.title ?? {}, kind: one.kind } : null
  }
  return {
    ...outlineItem(found.item),
    ...(needs ? { needs } : {}),
    ...(frozen ? { title: frozen.item.title, minutes: frozen.item.minutes } : {}),
    offeringId,
    course: { name: heading.name, code: heading.code },
    section: frozen?.section ?? { id: found.section.id, title: found.section.title ?? {} },
    changedAt: found.item.changedAt.toISOString(),
    open,
    mayEdit,
    mayPost: ctx.actor?.can('discussion.post', target) ?? false,
    text: open && text ? { language: text.language, html: text.html } : null,
    languages: texts.map((one) => one.language),
    url: open ? (frozen ? frozen.item.url : (link?.url ?? null)) : null,
    files: open ? files : [],
    licence: origin?.licence ?? null,
    source: origin?.source ?? null,
    previous: step(place - 1),
    next: step(place + 1),
  }
}

type Step = { id: string; title: Localized | null; kind: string }

/** The steps of a version, in its order, without what was hidden since. */
function frozenSteps(version: Version, live: readonly Step[]): Step[] {
  const there = new Set(live.map(({ id }) => id))
  return version.outline.flatMap(({ items }) => items).filter(({ id, kind }) => kind !== 'heading' && there.has(id))
}

async function readItemFiles(ctx: Ctx, itemId: string, offeringId: string): Promise<FileView[]> {
  const rows = await ctx.db
    .select({ id: courseFile.id, name: file.name, type: file.type, bytes: file.bytes })
    .from(courseFile)
    .innerJoin(file, eq(file.id, courseFile.fileId))
    .where(eq(courseFile.itemId, itemId))
    .orderBy(asc(courseFile.id))
  return rows.map((row) => ({ ...row, href: fileAddress(offeringId, row.id) }))
}

/** Where a course file is read. */
export function fileAddress(offeringId: string, courseFileId: string): string {
  return `/api/offerings/${offeringId}/files/${courseFileId}`
}

/** Every language’s text of an item, for editing; `version` is what a saving names as its beginning. */
export async function readItemTexts(ctx: Ctx, itemId: string): Promise<{ texts: { language: string; html: string; version: number }[] }> {
  const texts = await ctx.db
    .select({ language: itemText.language, html: itemText.html, version: itemText.version })
    .from(itemText)
    .where(eq(itemText.itemId, itemId))
    .orderBy(asc(itemText.language))
  return { texts }
}
