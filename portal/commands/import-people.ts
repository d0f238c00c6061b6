import { OperatorError } from '../../foundation/server/config/index.ts'
import { importPeopleFile } from '../../domains/people/index.ts'
import { progressOf, say } from './progress.ts'
import { runFileCommand } from './read-file-command.ts'

/** How it is called, for `--help`. */
export const usage = 'npm run portal -- import-people FILE --kind students|staff [--accounts] [--dry-run] [--language ky|ru|en]'

/** `portal import-people FILE`: students or staff from XLSX or CSV; all rows, or nothing when one is wrong. */
export async function run(args: string[]): Promise<void> {
  await runFileCommand(args, {
    usage,
    flags: { kind: { type: 'string', needed: true }, accounts: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
    async run(ctx, path, given) {
      const { kind } = given
      if (kind !== 'students' && kind !== 'staff') throw new OperatorError('--kind is students or staff', 64)
      const { faults, ...figures } = await importPeopleFile(ctx, path, {
        kind,
        accounts: given.accounts === true,
        dryRun: given['dry-run'] === true,
        onProgress: progressOf('rows'),
      })
      if (faults.length > 0) throw new OperatorError(`Nothing was written. Rows with faults:\n${faults.map((line) => `  ${line}`).join('\n')}`, 65)
      const { created, changed, unchanged, accounts } = figures
      if (created + changed + unchanged === 0) throw new OperatorError('The file holds no rows: nothing was there to import.', 65)
      say(
        `${given['dry-run'] === true ? 'Would be written' : 'Written'}: ${created} new, ${changed} changed; ${unchanged} were so already; ${accounts} accounts made.`,
      )
    },
  })
}
