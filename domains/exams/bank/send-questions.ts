import { buffer } from 'node:stream/consumers'
import { asc, eq, inArray } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { courseFile } from '../../courses/index.ts'
import { findItem } from '../../learning/index.ts'
import type { questionFormats } from '../contract.ts'
import { question } from '../tables.ts'
import { writeAiken } from './formats/aiken.ts'
import { writeQtiPackage } from './formats/qti-package.ts'
import { filePrefix, type BroughtFile, type Written } from './formats/report.ts'
import { writeGift } from './formats/write-gift.ts'
import { writeMoodleXml } from './formats/write-moodle-xml.ts'
import { contentOfRow } from './in-tests.ts'

type Format = (typeof questionFormats)[number]
const kinds: Record<Format, { type: string; ending: string }> = {
  gift: { type: 'text/plain; charset=utf-8', ending: 'gift.txt' },
  aiken: { type: 'text/plain; charset=utf-8', ending: 'aiken.txt' },
  'moodle-xml': { type: 'application/xml; charset=utf-8', ending: 'xml' },
  'qti-2': { type: 'application/zip', ending: 'qti-2.2.zip' },
  'qti-3': { type: 'application/zip', ending: 'qti-3.0.zip' },
}

/** Sends the questions of a test as a file that other systems read, right answers and pictures with them. @throws 404 */
export async function sendQuestions(ctx: Ctx, reply: FastifyReply, itemId: string, format: Format): Promise<void> {
  const [found, rows] = await Promise.all([
    findItem(ctx, itemId),
    ctx.db.select().from(question).where(eq(question.itemId, itemId)).orderBy(asc(question.position), asc(question.id)),
  ])
  if (found?.kind !== 'test') throw problem('foundation.not-found', { status: 404 })
  const title = Object.values(found.title)[0] ?? 'test'
  const { written, files } = await withPictures(ctx, found.offeringId, rows.map(contentOfRow))
  const { type, ending } = kinds[format]
  const name = encodeURIComponent(`${title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.${ending}`)
  await reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="questions.${ending}"; filename*=UTF-8''${name}`)
    .header('cache-control', 'no-store')
    .send(await bytesOf(format, { title, written, files }))
}

async function bytesOf(format: Format, given: { title: string; written: Written[]; files: BroughtFile[] }): Promise<Buffer> {
  if (format === 'gift') return Buffer.from(writeGift(given.written).text)
  if (format === 'aiken') return Buffer.from(writeAiken(given.written).text)
  if (format === 'moodle-xml') return Buffer.from(writeMoodleXml(given.written, given.files).text)
  return (await writeQtiPackage(given.written, given.title, format === 'qti-2' ? 2 : 3, given.files)).bytes
}

/** The course's pictures that the questions show, taken along. */
async function withPictures(ctx: Ctx, offeringId: string, contents: Written['content'][]): Promise<{ written: Written[]; files: BroughtFile[] }> {
  const text = JSON.stringify(contents)
  const ids = [...new Set([...text.matchAll(new RegExp(`/api/offerings/${offeringId}/files/([0-9a-f-]{36})`, 'g'))].map(([, id]) => id as string))]
  if (ids.length === 0) return { written: contents.map((content) => ({ content, category: '' })), files: [] }
  const rows = await ctx.db.select().from(courseFile).where(inArray(courseFile.id, ids))
  let led = text
  const files: BroughtFile[] = []
  for (const row of rows) {
    const { stream } = await ctx.portal.files.open(row.fileId)
    const name = row.path.split('/').at(-1) ?? row.id
    const key = `${row.id}-${name}`
    files.push({ key, name, bytes: await buffer(stream) })
    led = led.replaceAll(`/api/offerings/${offeringId}/files/${row.id}`, JSON.stringify(filePrefix + key).slice(1, -1))
  }
  return { written: (JSON.parse(led) as Written['content'][]).map((content) => ({ content, category: '' })), files }
}
