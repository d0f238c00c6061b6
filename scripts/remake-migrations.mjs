// Until the first release there is one migration, made anew after every change of a tables.ts:
//   npm run migrations:remake
// drizzle-kit writes the tables, then come the guards: what the database itself refuses, as SQL beside the tables.ts.
// The readable snapshot of the tables (docs/schema.md) is written along with it.
import { execFileSync } from 'node:child_process'
import { appendFileSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const top = join(import.meta.dirname, '..')
const node = (...parameters) => execFileSync(process.execPath, parameters, { cwd: top, stdio: 'inherit' })

rmSync(join(top, 'migrations'), { recursive: true, force: true })
node('node_modules/drizzle-kit/bin.cjs', 'generate', '--name', 'portal')
for (const path of globSync(['foundation/server/*/guards.sql', 'domains/*/guards.sql', 'domains/*/*/guards.sql'], { cwd: top }).toSorted()) {
  appendFileSync(join(top, 'migrations/0000_portal.sql'), `\n${readFileSync(join(top, path), 'utf8').trim()}\n`)
}
node('scripts/schema-docs.mjs')
