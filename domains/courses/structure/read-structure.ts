import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { discipline, offering, offeringHeading, offeringTarget, term } from '../../programmes/index.ts'
import type { ItemPart } from '../complex/shared/parts.ts'
import { itemPart } from '../complex/tables.ts'
import { itemKind } from '../item-kinds.ts'
import { outlineItem } from '../read-course.ts'
import { itemTopic, syllabus } from '../syllabus/tables.ts'
import { item, section } from '../tables.ts'
import { orderVersion } from './change-order.ts'
import type { CopiesView, EditedItem, StructureView } from './contract.ts'
import { readNeeds } from './release.ts'
import { takeableSources } from './reuse-items.ts'
import { sourceHashes } from './source-hash.ts'
import { courseCopy, itemOrigin } from './tables.ts'

/** A course as those see it who arrange it: order with its version, dates, parts, topics, conditions, sources. @throws 404 */
export async function readStructure(ctx: Ctx, offeringId: string): Promise<StructureView> {
  const [heading, target] = await Promise.all([offeringHeading(ctx, offeringId), offeringTarget(ctx, offeringId)])
  if (!heading || !target) throw problem('foundation.not-found', { status: 404 })
  const [sections, items, parts, topics, needs, origins, [document], copy] = await Promise.all([
    ctx.db.select().from(section).where(eq(section.offeringId, offeringId)).orderBy(asc(section.position), asc(section.id)),
    ctx.db.select().from(item).where(eq(item.offeringId, offeringId)).orderBy(asc(item.position), asc(item.id)),
    ctx.db.select({ itemId: itemPart.itemId, part: itemPart.part }).from(itemPart).where(eq(itemPart.offeringId, offeringId)),
    ctx.db.select().from(itemTopic).where(eq(itemTopic.offeringId, offeringId)),
    readNeeds(ctx, offeringId, target),
    readOrigins(ctx, offeringId),
    ctx.db.select({ content: syllabus.content }).from(syllabus).where(eq(syllabus.offeringId, offeringId)),
    readCopy(ctx, offeringId),
  ])
  const present = (row: typeof item.$inferSelect): EditedItem => {
    const own = needs.get(row.id)
    return {
      ...outlineItem(row),
      ...(own ? { needs: own } : {}),
      part: (parts.find(({ itemId }) => itemId === row.id)?.part as ItemPart | null | undefined) ?? null,
      topics: topics.filter(({ itemId }) => itemId === row.id).map(({ topicId }) => topicId),
      origin: origins.get(row.id) ?? null,
      scored: itemKind(row.kind)?.scores !== undefined,
    }
  }
  const views = sections.map((part) => ({
    id: part.id,
    title: part.title as Localized,
    week: part.week,
    hidden: part.hidden,
    items: items.filter(({ sectionId }) => sectionId === part.id).map(present),
  }))
  return {
    id: heading.id,
    code: heading.code,
    name: heading.name,
    mayImport: ctx.actor?.can('course.import', target) ?? false,
    version: orderVersion(views.map(({ id, items: own }) => ({ id, items: own.map((one) => one.id) }))),
    sections: views,
    topics: (document?.content.topics ?? []).map(({ id, title, week }) => ({ id, title, week })),
    copy,
  }
}

async function readOrigins(ctx: Ctx, offeringId: string): Promise<Map<string, NonNullable<EditedItem['origin']>>> {
  const rows = await ctx.db.select().from(itemOrigin).where(eq(itemOrigin.offeringId, offeringId))
  const sourceIds = rows.flatMap(({ sourceItemId }) => sourceItemId ?? [])
  const [takeable, hashes] = await Promise.all([takeableSources(ctx, sourceIds), sourceHashes(ctx.db, sourceIds)])
  return new Map(
    rows.map((row) => {
      const there = row.sourceItemId && takeable.has(row.sourceItemId) ? row.sourceItemId : null
      return [
        row.itemId,
        {
          code: row.sourceCode,
          name: row.sourceName as Localized,
          takenAt: row.takenAt.toISOString(),
          offeringId: there ? row.sourceOfferingId : null,
          itemId: there,
          changed: there !== null && hashes.get(there) !== row.hash,
        },
      ]
    }),
  )
}

async function readCopy(ctx: Ctx, offeringId: string): Promise<StructureView['copy']> {
  const [found] = await ctx.db
    .select({ copy: courseCopy, code: offering.code })
    .from(courseCopy)
    .innerJoin(offering, eq(offering.id, courseCopy.fromOfferingId))
    .where(eq(courseCopy.offeringId, offeringId))
    .orderBy(desc(courseCopy.createdAt))
    .limit(1)
  if (!found) return null
  const { id, state, done, total, failure } = found.copy
  const [domain, ...key] = failure?.key.split('.') ?? []
  return {
    id,
    code: found.code,
    state: state as 'waiting' | 'running' | 'done' | 'failed',
    done,
    total,
    failure: failure ? text(ctx.locale, `${domain}:problems.${key.join('.')}`, failure.params) : null,
  }
}

/** Courses that can be copied into this one: those that the reader edits too, the same discipline and the newest first. */
export async function readCopySources(ctx: Ctx, offeringId: string): Promise<CopiesView> {
  const [own] = await ctx.db.select({ disciplineId: offering.disciplineId }).from(offering).where(eq(offering.id, offeringId))
  if (!own) throw problem('foundation.not-found', { status: 404 })
  const items = ctx.db
    .select({ offeringId: item.offeringId, count: sql<number>`count(*)::int`.as('count') })
    .from(item)
    .groupBy(item.offeringId)
    .as('items')
  const same = sql<boolean>`${offering.disciplineId} = ${own.disciplineId}`
  const teaches = ctx.actor?.facts.teaches ?? []
  const rows = await ctx.db
    .select({
      id: offering.id,
      code: offering.code,
      departmentId: offering.departmentId,
      name: discipline.name,
      term: term.name,
      items: items.count,
      same,
    })
    .from(offering)
    .innerJoin(items, eq(items.offeringId, offering.id))
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .innerJoin(term, eq(term.id, offering.termId))
    .where(and(ne(offering.id, offeringId)))
    .orderBy(desc(same), teaches.length > 0 ? sql`${inArray(offering.id, teaches)} DESC` : sql`true`, desc(term.startsOn), asc(offering.code))
    .limit(400)
  return {
    sources: rows
      .filter((row) => ctx.actor?.can('course.edit', { offeringId: row.id, unitIds: [row.departmentId] }) ?? false)
      .slice(0, 60)
      .map(({ id, code, name, term: when, items: count, same: own_ }) => ({
        id,
        code,
        name: name as Localized,
        term: when as Localized,
        items: count,
        same: own_,
      })),
  }
}
