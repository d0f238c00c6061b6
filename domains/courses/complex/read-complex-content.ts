import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../foundation/server/context.ts'
import { file } from '../../../foundation/server/files/tables.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { fileAddress } from '../read-item.ts'
import { courseFile } from '../tables.ts'
import { readContent } from './content.ts'
import type { ContentView } from './contract.ts'
import { complexVersion } from './tables.ts'

/**
 * The whole content of a complex in one answer, for those who review it from the first word to the last.
 * @param version a version's id, or `draft`, the live content
 * @throws 404 for a version of another complex
 */
export async function readComplexContent(ctx: Ctx, offeringId: string, version: string): Promise<ContentView> {
  const [kept] =
    version === 'draft'
      ? []
      : await ctx.db
          .select()
          .from(complexVersion)
          .where(and(eq(complexVersion.id, version), eq(complexVersion.offeringId, offeringId)))
  if (version !== 'draft' && !kept) throw problem('foundation.not-found', { status: 404 })
  const [content, files] = await Promise.all([
    kept ?? readContent(ctx.db, offeringId),
    ctx.db
      .select({ id: courseFile.id, name: file.name, type: file.type, bytes: file.bytes })
      .from(courseFile)
      .innerJoin(file, eq(file.id, courseFile.fileId))
      .where(eq(courseFile.offeringId, offeringId)),
  ])
  const known = new Map(files.map((one) => [one.id, { ...one, href: fileAddress(offeringId, one.id) }]))
  return {
    sections: content.outline.map((part) => ({
      id: part.id,
      title: part.title,
      items: part.items.map((one) => ({
        id: one.id,
        kind: one.kind,
        title: one.title,
        url: one.url,
        texts: content.texts[one.id] ?? {},
        files: one.files.flatMap((id) => known.get(id) ?? []),
      })),
    })),
  }
}
