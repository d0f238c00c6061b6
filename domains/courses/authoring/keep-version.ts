import { and, desc, eq, lt } from 'drizzle-orm'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { itemText } from '../tables.ts'
import { textVersion } from './tables.ts'

/** Savings of one author within this time are one version. */
const together = 10 * 60_000
/** So many versions of a text are kept at least; older ones go when there are more. */
const kept = 300

/**
 * Writes what a text has become into its history, and what it was where the history does not know that yet (an import).
 * @param given `was`: the row before the saving; null where there was none
 * @returns the number of the new version
 */
export async function keepVersion(
  tx: Tx,
  given: { itemId: string; language: string; html: string; byPerson: string; was: typeof itemText.$inferSelect | null; at: Date },
): Promise<number> {
  const { itemId, language, html, byPerson, was, at } = given
  const own = and(eq(textVersion.itemId, itemId), eq(textVersion.language, language))
  const [last] = await tx.select().from(textVersion).where(own).orderBy(desc(textVersion.version)).limit(1)
  if (was && !last)
    await tx.insert(textVersion).values({
      itemId,
      language,
      // a text of unknown language stands before the first of this language
      version: was.language === language ? was.version : 0,
      html: was.html,
      byPerson: null,
      begunAt: was.changedAt,
      at: was.changedAt,
    })
  const version = Math.max(last?.version ?? 0, was?.language === language ? was.version : 0) + 1
  const joins = last && last.byPerson === byPerson && at.getTime() - last.begunAt.getTime() < together
  if (joins) await tx.update(textVersion).set({ version, html, at }).where(eq(textVersion.id, last.id))
  else {
    await tx.insert(textVersion).values({ itemId, language, version, html, byPerson, begunAt: at, at })
    const [oldest] = await tx
      .select({ version: textVersion.version })
      .from(textVersion)
      .where(own)
      .orderBy(desc(textVersion.version))
      .offset(kept - 1)
      .limit(1)
    if (oldest) await tx.delete(textVersion).where(and(own, lt(textVersion.version, oldest.version)))
  }
  return version
}
