import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick, type Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import type { Target } from '../../../foundation/server/permissions/actor.ts'
import { addressOf } from '../../../foundation/server/sessions/index.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { offeringTarget } from '../../programmes/index.ts'
import type { CertificateView } from './contract.ts'
import { certificate } from './tables.ts'

type Row = typeof certificate.$inferSelect

async function find(ctx: Ctx, code: string): Promise<Row> {
  const [found] = await ctx.db.select().from(certificate).where(eq(certificate.code, code))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return found
}

/** A certificate for who holds its code: whether it is real and still good. @throws 404 */
export async function readCertificate(ctx: Ctx, code: string): Promise<CertificateView> {
  const row = await find(ctx, code)
  return {
    code: row.code,
    number: row.number,
    holder: row.holder,
    course: row.course,
    university: ctx.portal.universityName,
    hours: row.hours,
    share: row.share,
    points: row.points,
    issuedAt: row.issuedAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    revokedReason: row.revokedReason,
  }
}

/** The certificate on paper (PDF); it says that it is no state document on education (R7.2a). @throws 404, 410 once revoked */
export async function sendCertificate(ctx: Ctx, reply: FastifyReply, code: string, language?: Locale): Promise<void> {
  const row = await find(ctx, code)
  if (row.revokedAt) throw problem('learning.certificate-revoked', { status: 410, clause: 'R7.2a' })
  const paper = language ?? ctx.locale
  const format = formatFor(paper)
  const say = (key: string, params: Record<string, unknown> = {}): string => text(paper, `learning:certificate.${key}`, params)
  const address = `${addressOf(ctx.portal)}/certificates/${row.code}`
  const content = ctx.portal.documents.renderPdf(join(import.meta.dirname, 'certificate.typ'), {
    language: paper,
    university: pick(ctx.portal.universityName, paper),
    holder: format.name(row.holder, 'full'),
    course: pick(row.course, paper),
    result: say('result', { hours: format.number(row.hours), share: format.number(row.share) }),
    points: row.points === null ? '' : say('points', { points: format.number(row.points) }),
    issued: say('issued', { date: format.date(row.issuedAt), number: row.number }),
    address,
    words: Object.fromEntries(['title', 'confirms', 'completed', 'not-state', 'check'].map((key) => [key, say(key)])),
  })
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `inline; filename="certificate-${row.number}.pdf"`)
    .header('cache-control', 'private, no-store')
    .send(content)
}

/** The target of a certificate is its offering; null when there is none. */
export async function certificateTarget(ctx: Ctx, code: string): Promise<Target | null> {
  const [found] = await ctx.db.select({ offeringId: certificate.offeringId }).from(certificate).where(eq(certificate.code, code))
  return found ? offeringTarget(ctx, found.offeringId) : null
}

/** Revokes a certificate, with the reason that its page then shows. @throws 404 */
export async function revokeCertificate(ctx: Ctx, code: string, reason: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [row] = await tx
      .update(certificate)
      .set({ revokedAt: new Date(), revokedBy: actorOf(ctx).personId, revokedReason: reason })
      .where(eq(certificate.code, code))
      .returning({ id: certificate.id, offeringId: certificate.offeringId, personId: certificate.personId })
    if (!row) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, {
      verb: 'certificate.revoked',
      object: { type: 'certificate', id: row.id },
      offering: row.offeringId,
      about: row.personId,
      result: { reason },
    })
  })
}
