import { asc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import { item } from '../tables.ts'
import type { PackageResultsView } from './contract.ts'
import { packageOfItem } from './find-package.ts'
import type { Completion, PackageKind, Success } from './shared/package.ts'
import { coursePackage, packageAttempt } from './tables.ts'

/** What students reached in the packages of an item: attempts, best score, the state of the newest attempt. @throws 404 */
export async function readPackageResults(ctx: Ctx, itemId: string): Promise<PackageResultsView> {
  const [found] = await ctx.db.select({ id: item.id, title: item.title }).from(item).where(eq(item.id, itemId))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  const packageId = await packageOfItem(ctx, itemId)
  const [[shown], rows] = await Promise.all([
    packageId ? ctx.db.select().from(coursePackage).where(eq(coursePackage.id, packageId)) : [],
    ctx.db
      .select({
        person: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
        attempts: sql<number>`count(*)::int`,
        best: sql<number | null>`max(${packageAttempt.score})`,
        completion: sql<string>`(array_agg(${packageAttempt.completion} ORDER BY ${packageAttempt.startedAt} DESC))[1]`,
        success: sql<string>`(array_agg(${packageAttempt.success} ORDER BY ${packageAttempt.startedAt} DESC))[1]`,
        seconds: sql<number>`sum(${packageAttempt.seconds})::int`,
        lastAt: sql<Date>`max(${packageAttempt.lastAt})`.mapWith(packageAttempt.lastAt),
      })
      .from(packageAttempt)
      .innerJoin(person, eq(person.id, packageAttempt.personId))
      .where(eq(packageAttempt.itemId, itemId))
      .groupBy(person.id)
      .orderBy(asc(person.surname), asc(person.givenName), asc(person.id)),
  ])
  return {
    package: shown ? { title: shown.title, kind: shown.kind as PackageKind } : null,
    item: { id: found.id, title: found.title ?? {} },
    people: rows.map((row) => ({
      ...row,
      completion: row.completion as Completion,
      success: row.success as Success,
      lastAt: row.lastAt.toISOString(),
    })),
  }
}
