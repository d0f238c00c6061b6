import { createHash } from 'node:crypto'
import { and, count, eq, like } from 'drizzle-orm'
import type { Ctx } from '../../../../foundation/server/context.ts'
import { change } from '../../../../foundation/server/database/change.ts'
import { record } from '../../../../foundation/server/trace/record.ts'
import type { FoundSitting } from './find-sitting.ts'
import { Refusal } from './take-statements.ts'
import { activityOf } from './launch.ts'
import { stateLimit } from '../shared/package.ts'
import { packageDocument } from '../tables.ts'

export interface Document {
  type: string
  content: Buffer
  etag: string
}

/** What the portal itself gives a cmi5 part under `LMS.LaunchData` (cmi5 10.2). */
function launchData(sitting: FoundSitting): Document {
  const { unit, row, sessionId, portal } = sitting
  const content = Buffer.from(
    JSON.stringify({
      contextTemplate: {
        contextActivities: { grouping: [{ objectType: 'Activity', id: unit.activity ?? unit.id }] },
        extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': sessionId },
      },
      launchMode: 'Normal',
      launchMethod: 'AnyWindow',
      moveOn: unit.moveOn ?? 'NotApplicable',
      returnURL: `${portal}/courses/${row.offeringId}/items/${row.itemId}`,
      ...(unit.mastery === undefined ? {} : { masteryScore: unit.mastery }),
      ...(unit.launchData ? { launchParameters: unit.launchData } : {}),
    }),
  )
  return { type: 'application/json', content, etag: etagOf(content) }
}

/** A kept document; null when there is none. */
export async function readDocument(ctx: Ctx, sitting: FoundSitting, key: string): Promise<Document | null> {
  if (key === `state ${activityOf(sitting.row, sitting.unit)} LMS.LaunchData`) return launchData(sitting)
  const [found] = await ctx.db
    .select()
    .from(packageDocument)
    .where(and(eq(packageDocument.attemptId, sitting.attemptId), eq(packageDocument.key, key)))
  if (!found) return null
  const content = Buffer.from(found.content, 'base64')
  return { type: found.type, content, etag: etagOf(content) }
}

/** The names of the documents whose key begins so. */
export async function listDocuments(ctx: Ctx, sitting: FoundSitting, beginning: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ key: packageDocument.key })
    .from(packageDocument)
    .where(and(eq(packageDocument.attemptId, sitting.attemptId), like(packageDocument.key, `${beginning.replaceAll(/[\\%_]/g, '\\$&')}%`)))
  return rows.map((row) => row.key.slice(beginning.length))
}

/** Keeps a document; with `merge`, the properties of a JSON document join those that are there. @throws Refusal 400, 403, 413 */
export async function keepDocument(
  ctx: Ctx,
  sitting: FoundSitting,
  key: string,
  given: { type: string; content: Buffer; merge: boolean },
): Promise<void> {
  if (key.endsWith(' LMS.LaunchData')) throw new Refusal(403)
  const known = given.merge ? await readDocument(ctx, sitting, key) : null
  const content = known && given.type.startsWith('application/json') ? merged(known.content, given.content) : given.content
  if (content.length > stateLimit || key.length > 2000) throw new Refusal(413)
  await change(ctx, async (tx) => {
    const [had] = await tx.select({ count: count() }).from(packageDocument).where(eq(packageDocument.attemptId, sitting.attemptId))
    if ((had?.count ?? 0) >= 50 && !(await readDocument(ctx, sitting, key))) throw new Refusal(413)
    const values = { type: given.type.slice(0, 200), content: content.toString('base64'), changedAt: new Date() }
    await tx
      .insert(packageDocument)
      .values({ attemptId: sitting.attemptId, key, ...values })
      .onConflictDoUpdate({ target: [packageDocument.attemptId, packageDocument.key], set: values })
    await record(ctx, tx)
  })
}

/** Removes a document, or with `all` every one whose key begins so. */
export async function dropDocuments(ctx: Ctx, sitting: FoundSitting, key: string, all: boolean): Promise<void> {
  const names = all ? (await listDocuments(ctx, sitting, key)).map((name) => key + name) : [key]
  await change(ctx, async (tx) => {
    for (const one of names)
      await tx.delete(packageDocument).where(and(eq(packageDocument.attemptId, sitting.attemptId), eq(packageDocument.key, one)))
    await record(ctx, tx)
  })
}

function merged(before: Buffer, after: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify({ ...(JSON.parse(before.toString()) as object), ...(JSON.parse(after.toString()) as object) }))
  } catch {
    throw new Refusal(400)
  }
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha1').update(content).digest('hex')}"`
}
