import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { exportCourseFile } from '../../domains/courses/index.ts'
import { isLocale, locales } from '../../foundation/i18n/localized.ts'
import { OperatorError, takeSettings } from '../../foundation/server/config/index.ts'
import { Problem } from '../../foundation/server/http/problem.ts'
import { say } from './progress.ts'
import { withPortal } from './with-portal.ts'

/** How it is called, for `--help`. */
export const usage = 'npm run portal -- export-course --offering CODE --to FILE [--kind cartridge|html] [--language ky|ru|en|ky,ru,en]'

/** `portal export-course`: a discipline's term into a Common Cartridge 1.3, or into plain pages for an archive. */
export async function run(args: string[]): Promise<void> {
  const options = { offering: { type: 'string' }, to: { type: 'string' }, kind: { type: 'string' }, language: { type: 'string' } } as const
  let given: { offering?: string | undefined; to?: string | undefined; kind?: string | undefined; language?: string | undefined }
  try {
    given = parseArgs({ args: takeSettings(args).rest, options }).values
  } catch (error) {
    throw new OperatorError(`${(error as Error).message}\n${usage}`, 64)
  }
  const { offering, to, kind = 'cartridge' } = given
  const languages = given.language === undefined ? [...locales] : given.language.split(',').filter(isLocale)
  if (!offering || !to || (kind !== 'cartridge' && kind !== 'html') || languages.length === 0) throw new OperatorError(usage, 64)
  await withPortal(args, async (ctx, portal) => {
    try {
      const { fileId, report } = await exportCourseFile(ctx, { code: offering, kind, languages })
      const { stream } = await portal.files.open(fileId)
      await pipeline(stream, createWriteStream(resolve(to)))
      const { sections, items, files } = report.counts
      say(`Written to ${resolve(to)}: sections ${sections}, items ${items}, files ${files}; to be known beforehand: ${report.lines.length}.`)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { title, detail } = error.present('en', '') as { title: string; detail?: string }
      throw new OperatorError([title, detail].filter(Boolean).join('\n'), 65)
    }
  })
}
