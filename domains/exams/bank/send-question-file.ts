import { buffer } from 'node:stream/consumers'
import { eq, inArray } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { courseFile } from '../../courses/index.ts'
import { offering } from '../../programmes/index.ts'
import type { questionFormats } from '../contract.ts'
import { writeAiken } from './formats/aiken.ts'
import { writeQtiPackage } from './formats/qti-package.ts'
import { filePrefix, type BroughtFile, type Written } from './formats/report.ts'
import { writeGift } from './formats/write-gift.ts'
import { writeMoodleXml } from './formats/write-moodle-xml.ts'
import { writeXlsx } from './formats/write-xlsx.ts'

type Format = (typeof questionFormats)[number]

const kinds: Record<Format, { type: string; ending: string }> = {
  gift: { type: 'text/plain; charset=utf-8', ending: 'gift.txt' },
  aiken: { type: 'text/plain; charset=utf-8', ending: 'aiken.txt' },
  'moodle-xml': { type: 'application/xml; charset=utf-8', ending: 'xml' },
  'qti-2': { type: 'application/zip', ending: 'qti-2.2.zip' },
  'qti-3': { type: 'application/zip', ending: 'qti-3.0.zip' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
}

/**
 * Sends questions as a file that other systems read, right answers and pictures with them.
 * @param disciplineId pictures of its offerings are taken along, and no others
 */
export async function sendQuestionFile(
  ctx: Ctx,
  reply: FastifyReply,
  given: { title: string; format: Format; disciplineId: string; questions: readonly Written[] },
): Promise<void> {
  const { written, files } = await withPictures(ctx, given.disciplineId, given.questions)
  const { type, ending } = kinds[given.format]
  const name = encodeURIComponent(`${given.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.${ending}`)
  await reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="questions.${ending}"; filename*=UTF-8''${name}`)
    .header('cache-control', 'no-store')
    .send(await bytesOf(given.format, { title: given.title, written, files }))
}

async function bytesOf(format: Format, given: { title: string; written: Written[]; files: BroughtFile[] }): Promise<Buffer> {
  if (format === 'gift') return Buffer.from(writeGift(given.written).text)
  if (format === 'aiken') return Buffer.from(writeAiken(given.written).text)
  if (format === 'moodle-xml') return Buffer.from(writeMoodleXml(given.written, given.files).text)
  if (format === 'xlsx') return (await writeXlsx(given.written)).bytes
  return (await writeQtiPackage(given.written, given.title, format === 'qti-2' ? 2 : 3, given.files)).bytes
}

/** The pictures that the questions show, taken along. */
async function withPictures(ctx: Ctx, disciplineId: string, questions: readonly Written[]): Promise<{ written: Written[]; files: BroughtFile[] }> {
  const text = JSON.stringify(questions)
  const ids = [...new Set([...text.matchAll(/\/api\/offerings\/[0-9a-f-]{36}\/files\/([0-9a-f-]{36})/g)].map(([, id]) => id as string))]
  if (ids.length === 0) return { written: [...questions], files: [] }
  const rows = (
    await ctx.db
      .select({ file: courseFile, disciplineId: offering.disciplineId })
      .from(courseFile)
      .innerJoin(offering, eq(offering.id, courseFile.offeringId))
      .where(inArray(courseFile.id, ids))
  ).filter((row) => row.disciplineId === disciplineId)
  let led = text
  const files: BroughtFile[] = []
  for (const { file } of rows) {
    const { stream } = await ctx.portal.files.open(file.fileId)
    const name = file.path.split('/').at(-1) ?? file.id
    const key = `${file.id}-${name}`
    files.push({ key, name, bytes: await buffer(stream) })
    led = led.replaceAll(`/api/offerings/${file.offeringId}/files/${file.id}`, JSON.stringify(filePrefix + key).slice(1, -1))
  }
  return { written: JSON.parse(led) as Written[], files }
}
