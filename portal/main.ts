import { describeSettings } from '../foundation/server/config/index.ts'
import { OperatorError } from '../foundation/server/config/operator-error.ts'

/** The operators' commands; each in its file, loaded when asked for. */
const commands: Record<string, { help: string; load: () => Promise<{ run: (args: string[]) => Promise<void>; usage?: string }> }> = {
  start: { help: 'serve the portal (makes the demonstration university in an empty database)', load: () => import('./commands/start.ts') },
  init: { help: 'make an empty production university and its first administrator', load: () => import('./commands/init.ts') },
  migrate: { help: 'bring the database to this program’s schema', load: () => import('./commands/migrate.ts') },
  demo: { help: 'make the demonstration university in an empty database', load: () => import('./commands/demo.ts') },
  'import-people': { help: 'FILE  read students or staff from XLSX or CSV', load: () => import('./commands/import-people.ts') },
  'import-groups': { help: 'FILE  read student groups from XLSX or CSV', load: () => import('./commands/import-groups.ts') },
  'import-curriculum': { help: 'FILE  read a curriculum from XLSX', load: () => import('./commands/import-curriculum.ts') },
  'import-course': { help: 'FILE  read a Common Cartridge or a Moodle backup into a discipline', load: () => import('./commands/import-course.ts') },
  'export-course': { help: 'CODE  write a discipline into a Common Cartridge or plain pages', load: () => import('./commands/export-course.ts') },
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command || args.includes('--help')) {
  if (!command && name !== '' && name !== '--help') process.stderr.write(`There is no command ${name}.\n\n`)
  process.stdout.write(command ? await helpOf(command) : usage())
  process.exitCode = command || name === '--help' || name === '' ? 0 : 64
} else {
  try {
    const { run } = await command.load()
    await run(args)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    process.stderr.write(`\n${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

async function helpOf(asked: (typeof commands)[string]): Promise<string> {
  const { usage: own } = await asked.load()
  const heading = own ?? (name === 'start' ? 'npm start [-- settings]' : `npm run portal -- ${name} [settings]`)
  return `${heading}\n\n${asked.help.replace(/^FILE +/, '')}\n\nSettings (a flag wins over its variable):\n\n${describeSettings()}\n`
}

function usage(): string {
  const lines = Object.entries(commands).map(([key, value]) => `  ${key.padEnd(18)}${value.help}`)
  return `npm start [-- settings]\nnpm run portal -- COMMAND [settings]\n\n${lines.join('\n')}\n\nSettings of every command (a flag wins over its variable):\n\n${describeSettings()}\n`
}
