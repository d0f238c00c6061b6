import { OperatorError } from '../../foundation/server/config/index.ts'
import { importGroupsFile } from '../../domains/programmes/index.ts'
import { say } from './progress.ts'
import { runFileCommand } from './read-file-command.ts'

/** How it is called, for `--help`. */
export const usage = 'npm run portal -- import-groups FILE [--dry-run] [--language ky|ru|en]'

/** `portal import-groups FILE`: student groups from XLSX or CSV; all rows, or nothing when one is wrong. */
export async function run(args: string[]): Promise<void> {
  await runFileCommand(args, {
    usage,
    flags: { 'dry-run': { type: 'boolean' } },
    async run(ctx, path, given) {
      const dryRun = given['dry-run'] === true
      const { errors, created, changed, unchanged } = await importGroupsFile(ctx, path, !dryRun)
      if (errors.length > 0) {
        const lines = errors.map(
          (fault) => `  ${fault.row > 0 ? `${[fault.row, fault.column].filter(Boolean).join(', ')}: ` : `${fault.column} `}${fault.text}`,
        )
        throw new OperatorError(`Nothing was written. Faults:\n${lines.join('\n')}`, 65)
      }
      say(`${dryRun ? 'Would be written' : 'Written'}: ${created} new, ${changed} changed; ${unchanged} were so already.`)
    },
  })
}
