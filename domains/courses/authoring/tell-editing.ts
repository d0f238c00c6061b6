import { and, eq, gt, lt, ne } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { actorOf } from '../../../foundation/server/http/actor-of.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { person } from '../../people/index.ts'
import type { EditorsView } from './contract.ts'
import { textEditor } from './tables.ts'

/** A page tells of itself every twenty seconds; two signs may be lost on the way. */
const alive = 45_000

/**
 * Notes that the reader has the item open for editing, and tells who else has. Signs of life are no acts and go to no
 * trace: what is saved does.
 */
export async function tellEditing(ctx: Ctx, itemId: string, input: { language: string; leaving: boolean }): Promise<EditorsView> {
  const { personId } = actorOf(ctx)
  const now = new Date()
  const since = new Date(now.getTime() - alive)
  return change(ctx, async (tx) => {
    await record(ctx, tx)
    const own = and(eq(textEditor.itemId, itemId), eq(textEditor.personId, personId))
    if (input.leaving) await tx.delete(textEditor).where(own)
    else
      await tx
        .insert(textEditor)
        .values({ itemId, personId, language: input.language, at: now })
        .onConflictDoUpdate({ target: [textEditor.itemId, textEditor.personId], set: { language: input.language, at: now } })
    await tx.delete(textEditor).where(and(eq(textEditor.itemId, itemId), lt(textEditor.at, since)))
    const others = await tx
      .select({ id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic, language: textEditor.language })
      .from(textEditor)
      .innerJoin(person, eq(person.id, textEditor.personId))
      .where(and(eq(textEditor.itemId, itemId), ne(textEditor.personId, personId), gt(textEditor.at, since)))
      .orderBy(textEditor.personId)
    return { others }
  })
}
