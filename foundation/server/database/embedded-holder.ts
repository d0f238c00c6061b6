import { startEmbedded } from './embedded.ts'

/**
 * Stands for a portal in the tests of the embedded database: `node embedded-holder.ts DIRECTORY [join|bare]` holds
 * the database until a signal and tells what happened, one JSON line each. `bare` handles no signal itself.
 */
const [dataDirectory = '', mode] = process.argv.slice(2)
const tell = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const database = await startEmbedded({ dataDirectory, join: mode === 'join', log: (message) => tell({ log: message }) })
  tell({ ready: true, url: database.url, adopted: database.adopted, joined: database.joined })
  if (mode !== 'bare') {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void database.stop().then(() => process.exit(0)))
  }
  setInterval(() => {}, 1000)
} catch (error) {
  tell({ refused: error instanceof Error ? error.message : String(error) })
  process.exitCode = typeof error === 'object' && error !== null && 'exitCode' in error ? Number(error.exitCode) : 1
}
