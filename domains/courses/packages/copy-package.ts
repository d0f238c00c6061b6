import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { ItemCopy } from '../item-kinds.ts'
import { coursePackage, packageFile } from './tables.ts'

/** A package of another item: the unpacked files are the same, attempts stay where they were made. @throws 404 */
export async function copyPackage(_ctx: Ctx, tx: Tx, packageId: string, to: ItemCopy): Promise<string> {
  const [found] = await tx.select().from(coursePackage).where(eq(coursePackage.id, packageId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const id = newId()
  await tx.insert(coursePackage).values({ ...found, id, itemId: to.itemId, offeringId: to.offeringId, createdAt: new Date() })
  const files = await tx.select().from(packageFile).where(eq(packageFile.packageId, packageId))
  for (let at = 0; at < files.length; at += 500)
    await tx.insert(packageFile).values(files.slice(at, at + 500).map((row) => ({ ...row, packageId: id })))
  return id
}

/** The package that an item of the kind `package` shows. */
export async function copyItemPackage(ctx: Ctx, tx: Tx, from: string, copy: ItemCopy): Promise<void> {
  const [found] = await tx
    .select({ id: coursePackage.id })
    .from(coursePackage)
    .where(and(eq(coursePackage.itemId, from), eq(coursePackage.place, 'item'), isNull(coursePackage.retiredAt)))
    .orderBy(desc(coursePackage.createdAt))
    .limit(1)
  if (found) await copyPackage(ctx, tx, found.id, copy)
}
