import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { emit } from '../../../foundation/server/events/events.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { openItem } from '../find-item.ts'
import type { AskInput } from './contract.ts'
import { questionAsked } from './events.ts'
import { question } from './tables.ts'

/** Asks the teacher, under the key the device made: told again it is the same question. @throws 404, 409 before the item opens */
export async function askQuestion(ctx: Ctx, itemId: string, questionId: string, { quote, text }: AskInput): Promise<void> {
  const { personId } = actorOf(ctx)
  const { offeringId } = await openItem(ctx, itemId)
  const [known] = await ctx.db.select({ personId: question.personId }).from(question).where(eq(question.id, questionId))
  if (known && known.personId !== personId) throw problem('foundation.not-found', { status: 404 })
  if (known) return
  await change(ctx, async (tx) => {
    await tx.insert(question).values({ id: questionId, itemId, offeringId, personId, quote: quote || null, text, createdAt: new Date() })
    await record(ctx, tx, { verb: 'question.asked', object: { type: 'question', id: questionId }, offering: offeringId, context: { item: itemId } })
    await emit(ctx, tx, questionAsked, { questionId, personId, itemId, offeringId })
  })
}
