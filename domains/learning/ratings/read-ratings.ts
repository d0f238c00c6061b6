import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { item } from '../../courses/index.ts'
import { person } from '../../people/index.ts'
import { findItem, itemTarget } from '../find-item.ts'
import { iso } from '../instants.ts'
import { itemProgress } from '../tables.ts'
import type { CourseRatingsView, ItemRatingView } from './contract.ts'
import { itemRating } from './tables.ts'

const stars = [1, 2, 3, 4, 5]
const sums = {
  count: sql<number>`count(*)::int`,
  average: sql<number | null>`avg(${itemRating.stars})::float8`,
  spread: sql<number[]>`ARRAY[${sql.join(
    stars.map((one) => sql`count(*) FILTER (WHERE ${itemRating.stars} = ${sql.raw(String(one))})::int`),
    sql`, `,
  )}]`,
}

/** One's own rating of an item, and what all think of it for those who look after the course (R3.6e). @throws 404 */
export async function readItemRating(ctx: Ctx, itemId: string): Promise<ItemRatingView> {
  const { personId } = actorOf(ctx)
  const [found, target] = await Promise.all([findItem(ctx, itemId), itemTarget(ctx, itemId)])
  const staff = target !== null && (ctx.actor?.can('rating.read', target) ?? false)
  if (!found || !target || (!staff && (found.hidden || found.draftOnly || found.sectionHidden)))
    throw problem('foundation.not-found', { status: 404 })
  const [[own], [opened], all] = await Promise.all([
    ctx.db
      .select({ stars: itemRating.stars, comment: itemRating.comment })
      .from(itemRating)
      .where(and(eq(itemRating.itemId, itemId), eq(itemRating.personId, personId))),
    ctx.db
      .select({ at: itemProgress.openedAt })
      .from(itemProgress)
      .where(and(eq(itemProgress.itemId, itemId), eq(itemProgress.personId, personId))),
    staff ? readAll(ctx, itemId) : null,
  ])
  return { mayRate: opened !== undefined && (ctx.actor?.can('rating.write', target) ?? false), own: own ?? null, all }
}

async function readAll(ctx: Ctx, itemId: string): Promise<ItemRatingView['all']> {
  const [[sum], comments] = await Promise.all([
    ctx.db.select(sums).from(itemRating).where(eq(itemRating.itemId, itemId)),
    ctx.db
      .select({
        person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
        stars: itemRating.stars,
        comment: itemRating.comment,
        changedAt: itemRating.changedAt,
      })
      .from(itemRating)
      .innerJoin(person, eq(person.id, itemRating.personId))
      .where(and(eq(itemRating.itemId, itemId), isNotNull(itemRating.comment)))
      .orderBy(desc(itemRating.changedAt))
      .limit(200),
  ])
  return {
    count: sum?.count ?? 0,
    average: sum?.average ?? null,
    spread: sum?.spread ?? [],
    comments: comments.map((one) => ({ ...one, comment: one.comment ?? '', changedAt: iso(one.changedAt) })),
  }
}

/** What the students of a course think of its items, the worst first. */
export async function readCourseRatings(ctx: Ctx, offeringId: string): Promise<CourseRatingsView> {
  const items = await ctx.db
    .select({ itemId: item.id, title: item.title, ...sums, comments: sql<number>`count(${itemRating.comment})::int` })
    .from(itemRating)
    .innerJoin(item, eq(item.id, itemRating.itemId))
    .where(eq(itemRating.offeringId, offeringId))
    .groupBy(item.id)
    .orderBy(asc(sums.average), desc(sums.count))
  return { items: items.map((one) => ({ ...one, title: one.title ?? {} })) }
}
