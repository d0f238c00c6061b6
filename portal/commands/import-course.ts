import { OperatorError } from '../../foundation/server/config/index.ts'
import { importCourseFile } from '../../domains/courses/index.ts'
import { progressOf, say } from './progress.ts'
import { runFileCommand } from './read-file-command.ts'

/** How it is called, for `--help`. */
export const usage = 'npm run portal -- import-course FILE --offering CODE [--mode new|append|replace] [--language ky|ru|en]'

/** `portal import-course FILE`: a Common Cartridge, Canvas export or Moodle backup into a discipline's term. */
export async function run(args: string[]): Promise<void> {
  await runFileCommand(args, {
    usage,
    flags: { offering: { type: 'string', needed: true }, mode: { type: 'string' } },
    async run(ctx, path, given) {
      const mode = given.mode ?? 'new'
      if (mode !== 'new' && mode !== 'append' && mode !== 'replace') throw new OperatorError('--mode is new, append or replace', 64)
      const report = await importCourseFile(ctx, path, { code: String(given.offering), mode, onProgress: progressOf('parts') })
      const { brought, changed, leftOut, files } = report.counts
      say(`Came in: ${brought}, changed: ${changed}, left out: ${leftOut}, files: ${files}. The whole report is on the discipline’s import page.`)
    },
  })
}
