import { readConfig } from '../../foundation/server/config/index.ts'
import { say } from './progress.ts'
import { openMigrated } from './with-portal.ts'

/** `portal migrate`: brings the database to this program's schema and ends. */
export async function run(args: string[]): Promise<void> {
  const database = await openMigrated(readConfig(args, process.env), { join: true })
  await database.close()
  say('The database has this program’s schema')
}
