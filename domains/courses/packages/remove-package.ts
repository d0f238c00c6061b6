import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { retireOne } from './keep-package.ts'
import { coursePackage } from './tables.ts'

/** Takes a package out of its item or lesson; what students did in it is kept. @throws 404 */
export async function removePackage(ctx: Ctx, packageId: string): Promise<void> {
  await change(ctx, async (tx) => {
    const [found] = await tx.select().from(coursePackage).where(eq(coursePackage.id, packageId)).for('update')
    if (!found || found.retiredAt) throw problem('foundation.not-found', { status: 404 })
    await retireOne(tx, packageId)
    await record(ctx, tx, {
      verb: 'package.removed',
      object: { type: 'package', id: packageId },
      offering: found.offeringId,
      result: { title: found.title, kind: found.kind },
    })
  })
}
