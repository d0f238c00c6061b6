import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { change } from '../../../foundation/server/database/change.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { record } from '../../../foundation/server/trace/record.ts'
import { openArchive, type CourseArchive } from '../import-course/archive.ts'
import { item } from '../tables.ts'
import { filesOf, packageLimits, type PackageFiles } from './recognise/files.ts'
import { withVersionedLibraries } from './recognise/versioned-libraries.ts'
import { recognise, type Recognised } from './recognise/recognise.ts'
import { coursePackage, packageAttempt, packageFile } from './tables.ts'

/**
 * Takes an uploaded package (form field `file`): checks the archive, tells what it is by its content, and unpacks it into the file store.
 * An item of the kind `package` shows the new one from then on; attempts at the old one stay as they are.
 * @throws 404, 413, 422 `courses.archive-…`, `courses.package-…`
 */
export async function keepPackage(ctx: Ctx, request: FastifyRequest, given: { itemId: string; place: 'item' | 'block' }): Promise<{ id: string }> {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: packageLimits.archiveBytes, files: 1 } }) : undefined
  if (!part) throw problem('courses.file-needed', { status: 422 })
  const folder = await mkdtemp(join(tmpdir(), 'package-'))
  try {
    const path = join(folder, 'archive')
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated) throw problem('courses.archive-too-large', { status: 413 })
    return await keepPackageFile(ctx, path, { ...given, name: part.filename })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same for an archive that lies on the disk already. @throws as `keepPackage` */
export async function keepPackageFile(
  ctx: Ctx,
  path: string,
  given: { itemId: string; place: 'item' | 'block'; name: string },
): Promise<{ id: string }> {
  const archive = await openArchive(path, packageLimits)
  try {
    const files = await withVersionedLibraries(filesOf(archive))
    const found = await recognise(files)
    return await change(ctx, async (tx) => {
      const [home] = await tx.select().from(item).where(eq(item.id, given.itemId)).for('update')
      if (!home) throw problem('foundation.not-found', { status: 404 })
      if (given.place === 'item' && home.kind !== 'package') throw problem('courses.package-wrong-item', { status: 422 })
      const kept = await ctx.portal.files.store(ctx, tx, {
        name: given.name,
        content: createReadStream(path),
        type: 'application/zip',
        purpose: 'package',
        maxBytes: packageLimits.archiveBytes,
      })
      const id = newId()
      if (given.place === 'item') await retire(tx, given.itemId)
      await tx.insert(coursePackage).values({
        id,
        offeringId: home.offeringId,
        itemId: home.id,
        place: given.place,
        kind: found.kind,
        title: titleOf(found, given.name),
        fileId: kept.id,
        bytes: (await stat(path)).size,
        files: files.names.length,
        units: found.units,
        byPerson: ctx.actor?.personId ?? null,
      })
      await unpack(ctx, tx, { id, archive, files })
      await tx.update(item).set({ changedAt: new Date() }).where(eq(item.id, home.id))
      await record(ctx, tx, {
        verb: 'package.added',
        object: { type: 'package', id },
        offering: home.offeringId,
        result: { kind: found.kind, files: files.names.length, bytes: kept.bytes, sha256: kept.sha256 },
        context: { item: home.id },
      })
      return { id }
    })
  } finally {
    archive.close()
  }
}

/** Replaced packages stay where somebody has worked in them, and go where nobody has. */
async function retire(tx: Tx, itemId: string): Promise<void> {
  const old = await tx
    .select({ id: coursePackage.id })
    .from(coursePackage)
    .where(and(eq(coursePackage.itemId, itemId), eq(coursePackage.place, 'item'), isNull(coursePackage.retiredAt)))
  for (const { id } of old) await retireOne(tx, id)
}

/** Takes a package out: keeps it for its attempts, deletes it where there are none. */
export async function retireOne(tx: Tx, packageId: string): Promise<void> {
  const [worked] = await tx.select({ id: packageAttempt.id }).from(packageAttempt).where(eq(packageAttempt.packageId, packageId)).limit(1)
  if (worked) await tx.update(coursePackage).set({ retiredAt: new Date() }).where(eq(coursePackage.id, packageId))
  else await tx.delete(coursePackage).where(inArray(coursePackage.id, [packageId]))
}

async function unpack(ctx: Ctx, tx: Tx, given: { id: string; archive: CourseArchive; files: PackageFiles }): Promise<void> {
  const rows: (typeof packageFile.$inferInsert)[] = []
  for (const path of given.files.names) {
    const content = await given.archive.stream(given.files.inArchive(path))
    const { id } = await ctx.portal.files.store(ctx, tx, { name: path, content, purpose: 'package-file', maxBytes: packageLimits.totalBytes })
    rows.push({ packageId: given.id, path, fileId: id })
  }
  for (let at = 0; at < rows.length; at += 1000) await tx.insert(packageFile).values(rows.slice(at, at + 1000))
}

function titleOf(found: Recognised, name: string): string {
  return (found.title || name.replace(/\.(zip|h5p)$/i, '')).slice(0, 300)
}
