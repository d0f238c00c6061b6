import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newCode, newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { person } from '../../people/index.ts'
import { offering, offeringHeading, ruleDay } from '../../programmes/index.ts'
import type { StandingView } from './contract.ts'
import { ownPoints } from './points-of.ts'
import { isCompleted, percentOf, type Standing } from './rules.ts'
import { certificate, mooc } from './tables.ts'

async function readOwn(ctx: Ctx, of: { offeringId: string; personId: string }): Promise<Standing> {
  const [{ rows }, points] = await Promise.all([
    ctx.db.execute<{ done: number; total: number }>(sql`
      SELECT count(*)::int AS total, count(g.completed_at)::int AS done
      FROM courses.item i JOIN courses.section s ON s.id = i.section_id
      LEFT JOIN learning.item_progress g ON g.item_id = i.id AND g.person_id = ${of.personId}
      WHERE i.offering_id = ${of.offeringId} AND NOT i.hidden AND NOT i.draft_only AND NOT s.hidden AND i.kind <> 'heading'`),
    ownPoints(ctx, of),
  ])
  return {
    share: percentOf(rows[0]?.done ?? 0, rows[0]?.total ?? 0),
    points: points.maxPoints > 0 ? percentOf(points.points, points.maxPoints) : null,
  }
}

/** How far the reader is from the certificate of an open course. @throws 404 where the course is no open one */
export async function readStanding(ctx: Ctx, offeringId: string): Promise<StandingView> {
  const { personId } = actorOf(ctx)
  const [heading, [rule], [own], standing] = await Promise.all([
    offeringHeading(ctx, offeringId),
    ctx.db.select().from(mooc).where(eq(mooc.offeringId, offeringId)),
    ctx.db
      .select()
      .from(certificate)
      .where(and(eq(certificate.offeringId, offeringId), eq(certificate.personId, personId))),
    readOwn(ctx, { offeringId, personId }),
  ])
  if (!heading || !rule) throw problem('foundation.not-found', { status: 404 })
  const { leastShare, leastPoints } = rule
  return {
    offering: { id: offeringId, name: heading.name },
    ...standing,
    leastShare,
    leastPoints,
    met: isCompleted(standing, rule),
    certificate: own
      ? { code: own.code, number: own.number, issuedAt: own.issuedAt.toISOString(), revokedAt: own.revokedAt?.toISOString() ?? null }
      : null,
  }
}

/**
 * Takes the certificate of completion, once the rule of the course is met; asked again, the same one.
 * @throws 404, 422 `learning.certificate-not-yet` with what is reached and what is asked for; 409 `learning.certificate-revoked`
 */
export async function takeCertificate(ctx: Ctx, offeringId: string): Promise<{ code: string }> {
  const { personId } = actorOf(ctx)
  const { share, points, leastShare, leastPoints, met, certificate: own } = await readStanding(ctx, offeringId)
  if (own?.revokedAt) throw problem('learning.certificate-revoked', { status: 409, clause: 'R7.2a' })
  if (own) return { code: own.code }
  if (!met)
    throw problem('learning.certificate-not-yet', {
      status: 422,
      params: { share, leastShare, points: points ?? 0, leastPoints },
      facts: { share, points },
    })
  const heading = await offeringHeading(ctx, offeringId)
  return change(ctx, async (tx) => {
    // numbers follow each other without gaps: who takes one holds the others up for a moment
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended('learning.certificate', 0))`)
    const year = ruleDay().slice(0, 4)
    const [last] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(certificate)
      .where(sql`${certificate.number} LIKE ${`${year}-%`}`)
    const [holder] = await tx
      .select({ surname: person.surname, givenName: person.givenName, patronymic: person.patronymic })
      .from(person)
      .where(eq(person.id, personId))
    const [plan] = await tx.select().from(offering).where(eq(offering.id, offeringId))
    if (!holder || !plan) throw problem('foundation.not-found', { status: 404 })
    const hours = plan.lectureHours + plan.practicalHours + plan.laboratoryHours + plan.seminarHours + plan.independentHours
    const [made] = await tx
      .insert(certificate)
      .values({
        id: newId(),
        code: newCode(12),
        number: `${year}-${String((last?.count ?? 0) + 1).padStart(4, '0')}`,
        offeringId,
        personId,
        holder,
        course: heading?.name ?? {},
        hours,
        share,
        points,
      })
      .onConflictDoNothing({ target: [certificate.offeringId, certificate.personId] })
      .returning({ id: certificate.id, code: certificate.code })
    const [there] = made
      ? [made]
      : await tx
          .select({ id: certificate.id, code: certificate.code })
          .from(certificate)
          .where(and(eq(certificate.offeringId, offeringId), eq(certificate.personId, personId)))
    if (!there) throw problem('foundation.not-found', { status: 404 })
    await record(
      ctx,
      tx,
      ...(made
        ? [
            {
              verb: 'certificate.issued',
              object: { type: 'certificate', id: made.id },
              offering: offeringId,
              about: personId,
              result: { share, points },
            },
          ]
        : []),
    )
    return { code: there.code }
  })
}
