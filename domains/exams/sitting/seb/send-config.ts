import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { findItem } from '../../../learning/index.ts'
import { sittingOf } from '../read-sitting.ts'
import { plistOf } from './config-key.ts'
import { portalOrigin, sebSettings } from './settings.ts'

/**
 * Sends the file that opens Safe Exam Browser for an exam. SEB fetches it before anybody has signed in, so anybody may; it tells an
 * address and the hash of a password, nothing of the exam.
 * @throws 404 where an exam does not ask for it
 */
export async function sendSebConfig(ctx: Ctx, reply: FastifyReply, itemId: string): Promise<void> {
  const [found, own] = await Promise.all([findItem(ctx, itemId), sittingOf(ctx.db, itemId)])
  if (!found || !own?.seb) throw problem('foundation.not-found', { status: 404 })
  await reply
    .header('content-type', 'application/seb')
    .header('content-disposition', 'attachment; filename="exam.seb"')
    .header('cache-control', 'no-store')
    .send(plistOf(sebSettings(portalOrigin(ctx), own, { itemId, offeringId: found.offeringId })))
}
