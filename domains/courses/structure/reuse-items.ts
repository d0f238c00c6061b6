import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { discipline, offering, term } from '../../programmes/index.ts'
import { itemPart } from '../complex/tables.ts'
import { item, section } from '../tables.ts'
import { lockOrder } from './change-order.ts'
import type { ReuseView } from './contract.ts'
import { copyItems } from './copy-items.ts'
import { sourceHashes } from './source-hash.ts'
import { itemOrigin } from './tables.ts'

const shownAtMost = 60
const lookedAt = 400

/** Licences that let everybody take an item over: Creative Commons (but not «no derivatives») and the public domain. */
const openLicence = sql`(${itemPart.licence} ~* '^(cc|creative commons|public domain)' AND ${itemPart.licence} !~* '(-nd|nc-nd|no ?deriv)')`
const publiclyShown = sql`(NOT ${item.hidden} AND NOT ${section.hidden} AND NOT ${item.draftOnly})`

function sources(ctx: Ctx) {
  return ctx.db
    .select({
      row: item,
      departmentId: offering.departmentId,
      code: offering.code,
      course: discipline.name,
      term: term.name,
      licence: itemPart.licence,
      free: sql<boolean>`coalesce(${openLicence} AND ${publiclyShown}, false)`,
    })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .innerJoin(offering, eq(offering.id, item.offeringId))
    .innerJoin(term, eq(term.id, offering.termId))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .leftJoin(itemPart, eq(itemPart.itemId, item.id))
}
type Source = Awaited<ReturnType<typeof sources>>[number]

/** Whether an item may be taken over by this reader: they edit its course, or its licence is open and students see it. */
function mayTake(ctx: Ctx, source: Source): boolean {
  return source.free || (ctx.actor?.can('course.edit', { offeringId: source.row.offeringId, unitIds: [source.departmentId] }) ?? false)
}

/** Items that can be taken over into a course, by the words of their titles or of their course; the newest terms first. */
export async function findReusable(ctx: Ctx, offeringId: string, text: string): Promise<ReuseView> {
  const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const named = (column: typeof item.title | typeof discipline.name) =>
    or(...(['ky', 'ru', 'en'] as const).map((language) => sql`lower(${column}->>${language}) LIKE ${like}`))
  const teaches = ctx.actor?.facts.teaches ?? []
  const rows = await sources(ctx)
    .where(
      and(
        ne(item.offeringId, offeringId),
        ne(item.kind, 'heading'),
        text ? or(named(item.title), named(discipline.name), sql`lower(${offering.code}) LIKE ${like}`) : undefined,
      ),
    )
    // Whoever teaches finds their own courses however many others there are.
    .orderBy(
      teaches.length > 0 ? sql`${inArray(item.offeringId, teaches)} DESC` : sql`true`,
      desc(term.startsOn),
      asc(offering.code),
      asc(section.position),
      asc(item.position),
    )
    .limit(lookedAt)
  return {
    items: rows
      .filter((source) => mayTake(ctx, source))
      .slice(0, shownAtMost)
      .map((source) => ({
        id: source.row.id,
        kind: source.row.kind,
        title: source.row.title as Localized,
        course: source.course as Localized,
        code: source.code,
        term: source.term as Localized,
        licence: source.free ? source.licence : null,
      })),
  }
}

/**
 * Takes items of other courses over as copies at the end of a section, hidden at first, with their source noted.
 * @throws 404 for an item that is not there or may not be taken; 422 for a section of another course
 */
export async function reuseItems(ctx: Ctx, offeringId: string, given: { sectionId: string; itemIds: string[] }): Promise<{ ids: string[] }> {
  const { personId } = actorOf(ctx)
  const found = await sources(ctx).where(and(inArray(item.id, given.itemIds), ne(item.kind, 'heading')))
  const wanted = [...new Set(given.itemIds)].map((id) => found.find(({ row }) => row.id === id))
  const taken = wanted.filter((source) => source !== undefined)
  // An item that may not be taken is as if it were not there.
  if (taken.length < wanted.length || !taken.every((source) => mayTake(ctx, source))) throw problem('foundation.not-found', { status: 404 })
  return change(ctx, async (tx) => {
    await lockOrder(tx, offeringId)
    const [home] = await tx.select({ offeringId: section.offeringId }).from(section).where(eq(section.id, given.sectionId))
    if (home?.offeringId !== offeringId) throw problem('courses.other-course', { status: 422 })
    const [last] = await tx
      .select({ next: sql<number>`coalesce(max(${item.position}) + 1, 0)::int` })
      .from(item)
      .where(eq(item.sectionId, given.sectionId))
    const hashes = await sourceHashes(
      tx,
      taken.map(({ row }) => row.id),
    )
    const places = new Map(taken.map(({ row }, at) => [row.id, (last?.next ?? 0) + at]))
    const copies = new Map<string, string>()
    for (const [from, sourcesOfOne] of Map.groupBy(taken, ({ row }) => row.offeringId)) {
      const made = await copyItems(ctx, tx, {
        from,
        to: offeringId,
        // Dates of another course mean nothing here.
        items: sourcesOfOne.map(({ row }) => ({ ...row, opensAt: null, dueAt: null })),
        placeOf: ({ id }) => ({ sectionId: given.sectionId, position: places.get(id) ?? 0 }),
        shiftDays: 0,
        hide: true,
        topics: from === offeringId,
        whole: false,
      })
      for (const [id, copy] of made) copies.set(id, copy)
    }
    await tx.insert(itemOrigin).values(
      taken.map(({ row, code, course }) => ({
        itemId: copies.get(row.id) ?? '',
        offeringId,
        sourceItemId: row.id,
        sourceOfferingId: row.offeringId,
        sourceCode: code,
        sourceName: course as Localized,
        hash: hashes.get(row.id) ?? '',
        byPerson: personId,
      })),
    )
    const ids = taken.map(({ row }) => copies.get(row.id) ?? '')
    await record(ctx, tx, {
      verb: 'items.reused',
      object: { type: 'offering', id: offeringId },
      offering: offeringId,
      result: { items: taken.map(({ row, code }) => ({ id: copies.get(row.id), from: row.id, code })) },
    })
    return { ids }
  })
}

/** Whether this reader may still take what an item came from: so long they are told of changes. */
export async function takeableSources(ctx: Ctx, itemIds: string[]): Promise<Set<string>> {
  if (itemIds.length === 0) return new Set()
  const found = await sources(ctx).where(inArray(item.id, itemIds))
  return new Set(found.filter((source) => mayTake(ctx, source)).map(({ row }) => row.id))
}
