import { and, desc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { person } from '../../people/index.ts'
import type { VersionLine, VersionsView, VersionView } from './contract.ts'
import { textVersion } from './tables.ts'

const line = {
  id: textVersion.id,
  version: textVersion.version,
  at: textVersion.at,
  characters: sql<number>`length(${textVersion.html})`.mapWith(Number),
  by: { id: person.id, surname: person.surname, givenName: person.givenName, patronymic: person.patronymic },
}

/** The history of an item's text in one language, newest first, without the texts. */
export async function readVersions(ctx: Ctx, itemId: string, language: string): Promise<VersionsView> {
  const rows = await ctx.db
    .select(line)
    .from(textVersion)
    .leftJoin(person, eq(person.id, textVersion.byPerson))
    .where(and(eq(textVersion.itemId, itemId), eq(textVersion.language, language)))
    .orderBy(desc(textVersion.version))
  return { versions: rows.map(present) }
}

/** One version with its text. @throws 404 when it is not of this item and language */
export async function readVersion(ctx: Ctx, given: { itemId: string; language: string; versionId: string }): Promise<VersionView> {
  const [found] = await ctx.db
    .select({ ...line, html: textVersion.html })
    .from(textVersion)
    .leftJoin(person, eq(person.id, textVersion.byPerson))
    .where(and(eq(textVersion.id, given.versionId), eq(textVersion.itemId, given.itemId), eq(textVersion.language, given.language)))
  if (!found) throw problem('foundation.not-found', { status: 404 })
  return { ...present(found), html: found.html }
}

function present(row: Omit<VersionLine, 'at'> & { at: Date }): VersionLine {
  return { id: row.id, version: row.version, at: row.at.toISOString(), by: row.by, characters: row.characters }
}
