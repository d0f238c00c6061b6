import { and, asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import type { PhrasesView } from './contract.ts'
import { phrase } from './tables.ts'

const most = 200

/** A teacher's own phrases, by their words. */
export async function readPhrases(ctx: Ctx): Promise<PhrasesView> {
  const phrases = await ctx.db
    .select({ id: phrase.id, words: phrase.words })
    .from(phrase)
    .where(eq(phrase.personId, actorOf(ctx).personId))
    .orderBy(asc(sql`${phrase.words} COLLATE "ky-x-icu"`))
  return { phrases }
}

/** Keeps a phrase; the same words again change nothing. @throws 409 `assignments.phrases-many` */
export async function addPhrase(ctx: Ctx, words: string): Promise<PhrasesView> {
  const { personId } = actorOf(ctx)
  const { phrases } = await readPhrases(ctx)
  if (phrases.length >= most) throw problem('assignments.phrases-many', { status: 409, params: { most } })
  if (!phrases.some((one) => one.words === words))
    await change(ctx, async (tx) => {
      const id = newId()
      await tx.insert(phrase).values({ id, personId, words })
      await record(ctx, tx, { verb: 'phrase.kept', object: { type: 'phrase', id } })
    })
  return readPhrases(ctx)
}

/** Takes a phrase of one's own away. @throws 404 */
export async function removePhrase(ctx: Ctx, phraseId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const gone = await tx
      .delete(phrase)
      .where(and(eq(phrase.id, phraseId), eq(phrase.personId, actorOf(ctx).personId)))
      .returning({ id: phrase.id })
    if (gone.length === 0) throw problem('foundation.not-found', { status: 404 })
    await record(ctx, tx, { verb: 'phrase.removed', object: { type: 'phrase', id: phraseId } })
  })
}
