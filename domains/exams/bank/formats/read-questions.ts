import { open, readFile, stat } from 'node:fs/promises'
import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { openArchive } from '../../../courses/index.ts'
import type { SourceFormat } from '../shared/question.ts'
import { readAiken } from './aiken.ts'
import { packageLimits, readQtiPackage } from './qti-package.ts'
import { readGift } from './read-gift.ts'
import { readMoodleXml } from './read-moodle-xml.ts'
import { readQtiItem } from './read-qti.ts'
import { readXlsx } from './read-xlsx.ts'
import type { Brought } from './report.ts'
import { decodeText, maxTextBytes } from './words.ts'

/**
 * Reads a file of questions whatever its name says: its content tells its format.
 * @param path of the received file
 * @throws 422 `exams.questions-format` when it is of no known format, `courses.archive-…` for bad archives and XML
 */
export async function readQuestions(path: string, language: Locale): Promise<Brought & { format: SourceFormat }> {
  const { size } = await stat(path)
  if (size === 0) throw problem('exams.questions-format', { status: 422 })
  if (await isZip(path)) {
    if (await isWorkbook(path)) return { ...(await readXlsx(path, language)), format: 'xlsx' }
    const brought = await readQtiPackage(path, language)
    if (brought.items.length === 0) throw problem('exams.questions-format', { status: 422 })
    return { ...brought, format: brought.three ? 'qti-3' : 'qti-2' }
  }
  // A text with all its pictures inside; more is not read into memory at all.
  if (size > maxTextBytes * 4) throw problem('exams.questions-format', { status: 422 })
  const handle = await readFile(path)
  const text = decodeText(handle).replace(/^\ufeff/, '')
  if (/^\s*</.test(text)) {
    if (/<quiz[\s>]/.test(text)) return { ...readMoodleXml(handle, language), format: 'moodle-xml' }
    if (/<(?:[\w-]+:)?(?:qti-assessment-item|assessmentItem)[\s>]/.test(text)) {
      return { items: [readQtiItem(text, 1, '', language)], files: [], format: /<qti-assessment-item/.test(text) ? 'qti-3' : 'qti-2' }
    }
    throw problem('exams.questions-format', { status: 422 })
  }
  // A line with nothing but the letter of the answer is Aiken's alone.
  if (/^[ \t]*(ANSWER|ОТВЕТ|ЖООП)[ \t]*:[ \t]*[A-ZА-Я](?=\s|[,;.]|$)/imu.test(text)) return { ...readAiken(text, language), format: 'aiken' }
  if (text.includes('{') && text.includes('}')) return { ...readGift(text, language), format: 'gift' }
  throw problem('exams.questions-format', { status: 422 })
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1') === 'PK'
  } finally {
    await file.close()
  }
}

/** Whether an archive, looked through for hostile entries, is a spreadsheet. @throws 422 `courses.archive-…` */
async function isWorkbook(path: string): Promise<boolean> {
  const archive = await openArchive(path, packageLimits)
  try {
    return [...archive.names].includes('xl/workbook.xml')
  } finally {
    archive.close()
  }
}
