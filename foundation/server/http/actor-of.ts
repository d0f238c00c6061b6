import type { Ctx } from '../context.ts'
import type { Actor } from '../permissions/actor.ts'
import { problem } from './problem.ts'

/** Who acts. @throws 401 when nobody is signed in (a use case called past its route) */
export function actorOf(ctx: Ctx): Actor {
  if (!ctx.actor) throw problem('foundation.not-signed-in', { status: 401 })
  return ctx.actor
}
