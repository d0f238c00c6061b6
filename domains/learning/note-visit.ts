import { sql } from 'drizzle-orm'
import type { Ctx } from '../../foundation/server/context.ts'
import { change } from '../../foundation/server/database/change.ts'
import { actorOf } from '../../foundation/server/http/actor-of.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { visitLasts } from './read-today.ts'

/** Notes that the person has looked at the cabinet; a look within half an hour of the last one belongs to the same visit. */
export async function noteVisit(ctx: Ctx): Promise<void> {
  const { personId } = actorOf(ctx)
  const now = new Date()
  await change(ctx, async (tx) => {
    const begun = await tx.execute(sql`
      INSERT INTO learning.visit AS had (person_id, at) VALUES (${personId}, ${now.toISOString()})
      ON CONFLICT (person_id) DO UPDATE SET before = had.at, at = excluded.at WHERE had.at < ${new Date(now.getTime() - visitLasts).toISOString()}
      RETURNING person_id`)
    if (begun.rows.length > 0) await record(ctx, tx, { verb: 'cabinet.visited', object: { type: 'person', id: personId } })
    else await record(ctx, tx)
  })
}
