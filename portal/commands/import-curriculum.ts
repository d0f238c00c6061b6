import { OperatorError } from '../../foundation/server/config/index.ts'
import { importCurriculumFile } from '../../domains/programmes/index.ts'
import { say } from './progress.ts'
import { runFileCommand } from './read-file-command.ts'

/** How it is called, for `--help`. */
export const usage = 'npm run portal -- import-curriculum FILE [--dry-run] [--language ky|ru|en]'

/** `portal import-curriculum FILE`: a curriculum from XLSX as a draft; all lines, or nothing when one is wrong. */
export async function run(args: string[]): Promise<void> {
  await runFileCommand(args, {
    usage,
    flags: { 'dry-run': { type: 'boolean' } },
    async run(ctx, path, given) {
      const view = await importCurriculumFile(ctx, path, { write: given['dry-run'] !== true })
      if (view.errors.length > 0)
        throw new OperatorError(
          `Nothing was written. Faults:\n${view.errors.map((fault) => `  ${fault.row > 0 ? `${[fault.row, fault.column].filter(Boolean).join(', ')}: ` : ''}${fault.text}`).join('\n')}`,
          65,
        )
      say(
        `${view.rows} lines; ${view.unchanged ? 'nothing changed' : view.written ? 'written as a draft' : 'not written (dry run)'}; new disciplines: ${view.newDisciplines.join(', ') || '–'}`,
      )
    },
  })
}
