import { and, eq, lt } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { readItem } from '../read-item.ts'
import { itemTarget } from '../targets.ts'
import type { LaunchView } from './contract.ts'
import { openTool } from './lti/find-tool.ts'
import { sentBy, type Opening } from './shared/tool.ts'
import { toolConsent, toolLaunch, toolLink } from './tables.ts'

/** A tool has this long to ask who opens it. */
const useMs = 300_000
/** A teacher has this long to choose in a tool. */
const chooseMs = 3_600_000

/**
 * Begins an opening of an item's tool: by a student, who must have let the data go; by who edits, also to choose something in the tool.
 * @throws 404, 409 `courses.tool-agreement-needed` (what the tool is told was not agreed to), 409 `courses.tool-closed`,
 * 422 `courses.tool-no-choice`
 */
export async function startLaunch(ctx: Ctx, itemId: string, given: { purpose: 'use' | 'choose'; agreed: boolean }): Promise<LaunchView> {
  const actor = actorOf(ctx)
  const [view, target, [link]] = await Promise.all([
    readItem(ctx, itemId),
    itemTarget(ctx, itemId),
    ctx.db.select().from(toolLink).where(eq(toolLink.itemId, itemId)),
  ])
  if (!target || !link || !view.open) throw problem('foundation.not-found', { status: 404 })
  const found = await openTool(ctx, { id: link.toolId })
  if (!found) throw problem('courses.tool-closed', { status: 409 })
  if (given.purpose === 'choose' && !view.mayEdit) throw problem('foundation.not-allowed', { status: 403, facts: { ability: 'course.edit' } })
  if (given.purpose === 'choose' && !found.choiceUrl) throw problem('courses.tool-no-choice', { status: 422 })
  const sends = sentBy(found)
  const [consent] = await ctx.db
    .select()
    .from(toolConsent)
    .where(and(eq(toolConsent.toolId, found.id), eq(toolConsent.personId, actor.personId)))
  const known = consent && consent.keeper === found.keeper && sends.every((one) => consent.sends.includes(one))
  if (!known && !given.agreed) throw problem('courses.tool-agreement-needed', { status: 409 })
  const role = view.mayEdit ? 'instructor' : actor.can('tool.attempt', target) ? 'learner' : 'member'
  const launchId = newId()
  await change(ctx, async (tx) => {
    if (!known) {
      const row = { sends, keeper: found.keeper, agreedAt: new Date() }
      await tx
        .insert(toolConsent)
        .values({ toolId: found.id, personId: actor.personId, ...row })
        .onConflictDoUpdate({ target: [toolConsent.toolId, toolConsent.personId], set: row })
    }
    await tx.delete(toolLaunch).where(lt(toolLaunch.expiresAt, new Date(Date.now() - 86_400_000)))
    await tx.insert(toolLaunch).values({
      id: launchId,
      toolId: found.id,
      itemId,
      personId: actor.personId,
      sessionId: actor.sessionId,
      purpose: given.purpose,
      role,
      locale: ctx.locale,
      expiresAt: new Date(Date.now() + (given.purpose === 'choose' ? chooseMs : useMs)),
    })
    const about = { object: { type: 'tool', id: found.id }, offering: view.offeringId, context: { item: itemId } }
    await record(ctx, tx, ...(known ? [] : [{ verb: 'tool.agreed', ...about, result: { sends, keeper: found.keeper } }]), {
      verb: given.purpose === 'choose' ? 'tool.choice-opened' : 'tool.launched',
      ...about,
      result: { name: found.name, sends },
    })
  })
  // A choice comes back to the course's page, so it is always in a frame.
  return { launchId, address: `/api/lti/launches/${launchId}`, opens: given.purpose === 'choose' ? 'frame' : (found.opens as Opening) }
}
