import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import { isLocale, pick, type Locale, type Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { defineJob } from '../../../foundation/server/jobs/jobs.ts'
import { layLetter } from '../../../foundation/server/mail/layout.ts'
import { addressOf, createAccount, findByEmail, freeLogin } from '../../../foundation/server/sessions/index.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { person, roleGrant } from '../../people/index.ts'
import { discipline, endEnrolment, enrolmentMade, insertEnrolments, offering, ruleDay } from '../../programmes/index.ts'
import { mooc, moocRequest } from './tables.ts'

const hoursValid = 48
/** Letters to one address within a day: somebody's mailbox is not to be flooded through us. */
const lettersADay = 3
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The open course behind a public address. @throws 404; 409 `learning.mooc-closed` */
async function openMooc(db: Pick<Tx, 'select'>, slug: string): Promise<typeof mooc.$inferSelect> {
  const [found] = await db.select().from(mooc).where(eq(mooc.slug, slug))
  if (!found || found.state === 'draft') throw problem('foundation.not-found', { status: 404 })
  if (found.state !== 'open' || (found.endsOn !== null && found.endsOn < ruleDay())) throw problem('learning.mooc-closed', { status: 409 })
  return found
}

async function enrol(ctx: Ctx, tx: Tx, offeringId: string, personId: string): Promise<void> {
  const made = await insertEnrolments(tx, offeringId, [personId], null, 'single')
  if (made.length === 0) return record(ctx, tx)
  // what a learner may reaches no further than the courses joined; the certificate is asked for as one
  await tx.insert(roleGrant).values({ id: newId(), personId, role: 'learner' }).onConflictDoNothing()
  await emit(ctx, tx, enrolmentMade, { offeringId, personIds: [personId] })
  await record(ctx, tx, {
    verb: 'enrolment.made',
    actor: personId,
    object: { type: 'offering', id: offeringId },
    offering: offeringId,
    about: personId,
  })
}

/** Who is signed in takes part in an open course. @throws 404, 409 `learning.mooc-closed` */
export async function joinMooc(ctx: Ctx, slug: string): Promise<{ offeringId: string }> {
  const { personId } = actorOf(ctx)
  return change(ctx, async (tx) => {
    const { offeringId } = await openMooc(tx, slug)
    await enrol(ctx, tx, offeringId, personId)
    return { offeringId }
  })
}

/** Leaves an open course by oneself; what was done in it stays. @throws 404 */
export async function leaveMooc(ctx: Ctx, slug: string): Promise<void> {
  const [found] = await ctx.db.select({ offeringId: mooc.offeringId }).from(mooc).where(eq(mooc.slug, slug))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  await endEnrolment(ctx, found.offeringId, actorOf(ctx).personId)
}

/**
 * Somebody from outside asks to take part. The answer is the same whether or not the address has an account: that is
 * looked up in the job that writes the letter. @throws 404, 409 `learning.mooc-closed`
 */
export async function askToJoin(ctx: Ctx, slug: string, given: { surname: string; givenName: string; email: string }): Promise<void> {
  await change(ctx, async (tx) => {
    const { offeringId } = await openMooc(tx, slug)
    const id = newId()
    const email = given.email.trim().toLowerCase()
    await tx.delete(moocRequest).where(lt(moocRequest.expiresAt, new Date()))
    await tx.insert(moocRequest).values({
      id,
      offeringId,
      email,
      surname: given.surname,
      givenName: given.givenName,
      locale: ctx.locale,
      expiresAt: new Date(Date.now() + hoursValid * 3_600_000),
    })
    await ctx.portal.jobs.enqueue(tx, sendMoocLetter, { requestId: id })
    await record(ctx, tx, { verb: 'mooc.asked', actor: null, object: { type: 'mooc-request', id }, offering: offeringId })
  })
}

/** Writes to who asked: a link that makes an account, or, where the address has one, the way to sign in. */
export const sendMoocLetter = defineJob<{ requestId: string }>({
  name: 'learning.send-mooc-letter',
  retryLimit: 3,
  run: async (ctx, { requestId }) => {
    const [asked] = await ctx.db
      .select({ row: moocRequest, slug: mooc.slug, name: discipline.name })
      .from(moocRequest)
      .innerJoin(mooc, eq(mooc.offeringId, moocRequest.offeringId))
      .innerJoin(offering, eq(offering.id, moocRequest.offeringId))
      .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
      .where(and(eq(moocRequest.id, requestId), gt(moocRequest.expiresAt, new Date())))
    if (!asked || asked.row.tokenHash) return
    const { email, locale: chosen } = asked.row
    const since = new Date(Date.now() - 86_400_000)
    const written = await ctx.db
      .select({ id: moocRequest.id })
      .from(moocRequest)
      .where(and(eq(moocRequest.email, email), gt(moocRequest.createdAt, since)))
    if (written.length > lettersADay) return
    const known = await findByEmail(ctx.db, email)
    await change(ctx, async (tx) => {
      const token = randomBytes(32).toString('base64url')
      await tx
        .update(moocRequest)
        .set({ tokenHash: digest(token) })
        .where(eq(moocRequest.id, requestId))
      const locale: Locale = isLocale(chosen) ? chosen : 'ky'
      const params = { name: pick((asked.name ?? {}) as Localized, locale), count: hoursValid }
      const letter = known ? 'known' : 'new'
      const say = (part: string): string => text(locale, `learning:mooc-mail.${part}`, params)
      const url = `${addressOf(ctx.portal)}/open-courses/${known ? asked.slug : `confirm#${token}`}`
      const laid = await layLetter(locale, ctx.portal.universityName, {
        heading: say('subject'),
        paragraphs: [say(`${letter}-text`), ...(known ? [] : [say('term')]), say('not-you')],
        button: { label: say(`${letter}-button`), url },
      })
      await ctx.portal.mail.send({ to: email, subject: say('subject'), ...laid }, tx)
      await record(ctx, tx, {
        verb: 'mooc.letter-sent',
        actor: null,
        object: { type: 'mooc-request', id: requestId },
        offering: asked.row.offeringId,
      })
    })
  },
})

/**
 * Makes the account of who asked, with the password of their own, and enrols them.
 * @throws 410 `learning.mooc-link-spent` for a link that is unknown, used, too old, or whose address got an account meanwhile;
 *   422 `foundation.sessions.weak-password` (the link stays good); 409 `learning.mooc-closed`
 */
export async function confirmJoin(ctx: Ctx, given: { token: string; password: string }): Promise<{ login: string; offeringId: string }> {
  return change(ctx, async (tx) => {
    const [asked] = await tx
      .select()
      .from(moocRequest)
      .where(and(eq(moocRequest.tokenHash, digest(given.token)), gt(moocRequest.expiresAt, new Date())))
      .for('update')
    if (!asked || (await findByEmail(tx, asked.email))) throw problem('learning.mooc-link-spent', { status: 410 })
    const [own] = await tx.select({ slug: mooc.slug }).from(mooc).where(eq(mooc.offeringId, asked.offeringId))
    await openMooc(tx, own?.slug ?? '')
    const personId = newId()
    await tx.insert(person).values({ id: personId, surname: asked.surname, givenName: asked.givenName, email: asked.email })
    const login = await freeLogin(tx, asked.email.split('@')[0] ?? 'learner')
    await createAccount(ctx, tx, { personId, login, email: asked.email, password: given.password, locale: asked.locale })
    await enrol(ctx, tx, asked.offeringId, personId)
    await tx.delete(moocRequest).where(eq(moocRequest.email, asked.email))
    return { login, offeringId: asked.offeringId }
  })
}
