import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { offeringTarget } from '../../programmes/index.ts'
import { isLocked } from '../structure/release.ts'
import { item, section } from '../tables.ts'
import { seesHidden } from '../targets.ts'
import { slides } from './tables.ts'

/** A presentation belongs to its offering. Null when there is none. */
export async function slidesTarget(ctx: Ctx, slidesId: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: slides.offeringId }).from(slides).where(eq(slides.id, slidesId))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

export interface OpenSlides {
  slides: typeof slides.$inferSelect
  target: Target
  mayEdit: boolean
}

/** A presentation that its reader may open now. @throws 404, also for students of a hidden, unopened or unapproved one (R5.3c) */
export async function openSlides(ctx: Ctx, slidesId: string): Promise<OpenSlides> {
  const [found] = await ctx.db
    .select({ slides, hidden: item.hidden, opensAt: item.opensAt, sectionHidden: section.hidden })
    .from(slides)
    .innerJoin(item, eq(item.id, slides.itemId))
    .innerJoin(section, eq(section.id, item.sectionId))
    .where(eq(slides.id, slidesId))
  const target = found && (await offeringTarget(ctx, found.slides.offeringId))
  if (!found || !target) throw problem('foundation.not-found', { status: 404 })
  const mayEdit = seesHidden(ctx, target)
  const withheld = found.hidden || found.sectionHidden || (found.opensAt !== null && found.opensAt > new Date())
  if (withheld && !mayEdit) throw problem('foundation.not-found', { status: 404 })
  const home = { id: found.slides.itemId, offeringId: found.slides.offeringId }
  if (await isLocked(ctx, home, target, { kind: 'block', id: slidesId })) throw problem('foundation.not-found', { status: 404 })
  return { slides: found.slides, target, mayEdit }
}
