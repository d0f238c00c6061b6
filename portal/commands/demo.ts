import { eq } from 'drizzle-orm'
import { OperatorError } from '../../foundation/server/config/operator-error.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { fact } from '../../foundation/server/facts/tables.ts'
import { makeDemonstration } from '../demonstration/make-demonstration.ts'
import { say } from './progress.ts'
import { withPortal } from './with-portal.ts'

/** `portal demo`: makes the demonstration university. Refused where a university lives already. */
export async function run(args: string[]): Promise<void> {
  await withPortal(args, async (ctx) => {
    const kind = await kindOfInstall(ctx)
    if (kind === 'demonstration') {
      say('The demonstration university is here already')
      return
    }
    if (kind === 'production')
      throw new OperatorError('This database holds a real university; the demonstration is not added to it. Use another data directory or database.')
    await makeDemonstration(ctx, say)
  })
}

/** What lives in the database: nothing yet, the demonstration, or a real university. */
export async function kindOfInstall(ctx: Ctx): Promise<'empty' | 'demonstration' | 'production'> {
  const [found] = await ctx.db.select().from(fact).where(eq(fact.key, 'demonstration'))
  if (!found) return 'empty'
  return found.value === 'true' ? 'demonstration' : 'production'
}
