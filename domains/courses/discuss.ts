import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { person } from '../people/index.ts'
import { offeringTarget, teaching } from '../programmes/index.ts'
import type { PostsView } from './contract.ts'
import { refuseLocked } from './structure/release.ts'
import { item, post, section } from './tables.ts'
import { seesHidden } from './targets.ts'

async function openDiscussion(ctx: Ctx, itemId: string) {
  const [found] = await ctx.db
    .select({ item, sectionHidden: section.hidden })
    .from(item)
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(item.id, itemId))
  const target = found ? await offeringTarget(ctx, found.item.offeringId) : null
  if (!found || !target || found.item.kind !== 'discussion') throw problem('foundation.not-found', { status: 404 })
  const withheld = found.item.hidden || found.sectionHidden || (found.item.opensAt !== null && found.item.opensAt > new Date())
  if (withheld && !seesHidden(ctx, target)) throw problem('foundation.not-found', { status: 404 })
  await refuseLocked(ctx, found.item)
  return { ...found.item, target }
}

/** The posts of a discussion, oldest first; a removed one keeps its place without its words (R3.6d). */
export async function readPosts(ctx: Ctx, itemId: string): Promise<PostsView> {
  const discussion = await openDiscussion(ctx, itemId)
  const [rows, teachers] = await Promise.all([
    ctx.db
      .select({ post, person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic } })
      .from(post)
      .innerJoin(person, eq(person.id, post.personId))
      .where(eq(post.itemId, itemId))
      .orderBy(asc(post.createdAt), asc(post.id))
      .limit(2000),
    ctx.db.select({ id: teaching.personId }).from(teaching).where(eq(teaching.offeringId, discussion.offeringId)),
  ])
  const teaches = new Set(teachers.map((one) => one.id))
  return {
    mayPost: ctx.actor?.can('discussion.post', discussion.target) ?? false,
    mayModerate: ctx.actor?.can('discussion.moderate', discussion.target) ?? false,
    posts: rows.map((row) => ({
      id: row.post.id,
      replyTo: row.post.replyTo,
      person: row.person,
      teacher: teaches.has(row.person.id),
      own: row.person.id === ctx.actor?.personId,
      text: row.post.removedAt ? '' : row.post.text,
      removed: row.post.removedAt !== null,
      createdAt: row.post.createdAt.toISOString(),
    })),
  }
}

/** Adds a post. @throws 404; 422 when it answers a post of another discussion */
export async function addPost(ctx: Ctx, itemId: string, given: { text: string; replyTo: string | null }): Promise<{ id: string }> {
  const actor = actorOf(ctx)
  const discussion = await openDiscussion(ctx, itemId)
  return change(ctx, async (tx) => {
    if (given.replyTo) {
      const [parent] = await tx.select({ itemId: post.itemId }).from(post).where(eq(post.id, given.replyTo))
      if (parent?.itemId !== itemId) throw problem('courses.other-discussion', { status: 422 })
    }
    const id = newId()
    await tx.insert(post).values({ id, itemId, personId: actor.personId, replyTo: given.replyTo, text: given.text })
    await record(ctx, tx, { verb: 'post.made', object: { type: 'post', id }, offering: discussion.offeringId, context: { item: itemId } })
    return { id }
  })
}

/** Takes a post's words out of sight; the post is kept, and who removed it is traced. @throws 404 */
export async function removePost(ctx: Ctx, postId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [gone] = await tx
      .update(post)
      .set({ removedAt: new Date(), removedBy: ctx.actor?.personId ?? null })
      .where(and(eq(post.id, postId), isNull(post.removedAt)))
      .returning({ itemId: post.itemId, personId: post.personId })
    if (!gone) throw problem('foundation.not-found', { status: 404 })
    const [home] = await tx.select({ offeringId: item.offeringId }).from(item).where(eq(item.id, gone.itemId))
    await record(ctx, tx, {
      verb: 'post.removed',
      object: { type: 'post', id: postId },
      about: gone.personId,
      offering: home?.offeringId ?? null,
      context: { item: gone.itemId },
    })
  })
}
