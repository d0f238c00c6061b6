import { timingSafeEqual } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { together } from '../../../../foundation/server/database/together.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { attempt } from '../../tables.ts'
import { sittingOf, type Sitting } from '../read-sitting.ts'
import { roomAct } from '../tables.ts'
import { configKeyOf, keyHashAt } from './config-key.ts'
import { portalOrigin, sebSettings, startPath, type Place } from './settings.ts'

/** What a browser says to be the Config Key's hash, and of which address: of the request itself, or of the page that sends it. */
export interface SebProof {
  hash: string
  /** Path and query of the request; null when it is the page's hash. */
  request: string | null
  page: string | null
}

/** What a request tells of Safe Exam Browser; null from an ordinary browser. */
export function sebProofOf(request: FastifyRequest): SebProof | null {
  const one = (name: string): string | null => {
    const value = request.headers[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const own = one('x-safeexambrowser-configkeyhash')
  if (own) return { hash: own, request: request.url, page: null }
  const [hash, page] = [one('x-portal-seb-key'), one('x-portal-seb-page')]
  return hash && page ? { hash, request: null, page } : null
}

/** Whether a request comes from Safe Exam Browser with just the settings of this exam. */
export function provesSeb(ctx: Ctx, own: Sitting, place: Place, proof: SebProof | null): boolean {
  if (!proof) return false
  const origin = portalOrigin(ctx)
  const address = proof.request === null ? pageAddress(proof.page, origin, place) : `${origin}${proof.request}`
  if (address === null) return false
  const expected = Buffer.from(keyHashAt(address, configKeyOf(sebSettings(origin, own, place))))
  const given = Buffer.from(proof.hash.toLowerCase())
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The exam's own page; a hash that was told for another page proves nothing here. */
function pageAddress(page: string | null, origin: string, place: Place): string | null {
  const url = page && URL.canParse(page) ? new URL(page) : null
  return url?.origin === origin && url.pathname === startPath(place) ? url.href : null
}

const nameOf = ({ itemId, personId }: { itemId: string; personId: string }): string => `${itemId} ${personId}`

/** Whether who watches let a student sit the exam in another browser. */
export const sebWaived = together(
  async (db, keys: { itemId: string; personId: string }[]) => {
    const rows = await db
      .select({ itemId: roomAct.itemId, personId: roomAct.personId })
      .from(roomAct)
      .where(
        and(
          eq(roomAct.kind, 'waive-seb'),
          inArray(
            roomAct.itemId,
            keys.map(({ itemId }) => itemId),
          ),
          inArray(
            roomAct.personId,
            keys.map(({ personId }) => personId),
          ),
        ),
      )
    return new Map(rows.flatMap(({ itemId, personId }) => (personId ? [[nameOf({ itemId, personId }), true] as const] : [])))
  },
  (key) => nameOf(key),
)

/**
 * Lets nobody further who should be in Safe Exam Browser and is not.
 * @throws 403 `exams.seb-needed`
 */
export async function requireSeb(ctx: Ctx, own: Sitting, who: Place & { personId: string }, proof: SebProof | null): Promise<void> {
  if (!own.seb || provesSeb(ctx, own, who, proof)) return
  if (await sebWaived(ctx.db, { itemId: who.itemId, personId: who.personId })) return
  throw problem('exams.seb-needed', { status: 403, clause: 'R4.4a' })
}

/** Whose attempt it is and where, for all that ask at one moment. */
const placesOf = together(async (db, ids: string[]) => {
  const rows = await db
    .select({ id: attempt.id, itemId: attempt.itemId, offeringId: attempt.offeringId, personId: attempt.personId })
    .from(attempt)
    .where(inArray(attempt.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
})

/** The same for what is done with an attempt. @throws 403 `exams.seb-needed` */
export async function requireSebFor(ctx: Ctx, attemptId: string, proof: SebProof | null): Promise<void> {
  const place = await placesOf(ctx.db, attemptId)
  const own = place && (await sittingOf(ctx.db, place.itemId))
  if (own) await requireSeb(ctx, own, place, proof)
}

/** Whether an answer comes from Safe Exam Browser; asks the database only where the browser says so. */
export async function answersInSeb(ctx: Ctx, attemptId: string, proof: SebProof | null): Promise<boolean> {
  const place = proof ? await placesOf(ctx.db, attemptId) : undefined
  const own = place && (await sittingOf(ctx.db, place.itemId))
  return own ? provesSeb(ctx, own, place, proof) : false
}
