// Builds the web application into dist/web when its sources changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

import { exclusively, fail, node24, run, say, top } from './prepare.mjs'

const output = join(top, 'dist', 'web')
const stamp = join(top, 'dist', 'web.built-from')
/** Whatever the web application may import lies here; the server's own folders are left out. */
const sources = ['foundation', 'domains', 'portal/web']
const serverOnly = new Set(['foundation/server', 'foundation/testing'])

/** Builds if needed. With `force` always. Answers whether the build stands. */
export async function buildWeb({ force = false, mayFail = false } = {}) {
  return exclusively(async () => {
    const inputs = fingerprint()
    const isFresh = existsSync(join(output, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs
    if (isFresh && !force) return true
    const begun = performance.now()
    say('Building the web application')
    const { code, output: said } = await run(
      node24,
      [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '-c', 'portal/web/vite.config.ts', '--logLevel', 'warn'],
      {
        quiet: true,
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
    if (code !== 0) {
      if (!mayFail) fail(`${said}\nThe web application could not be built.`, 70)
      process.stdout.write(said)
      return false
    }
    mkdirSync(join(top, 'dist'), { recursive: true })
    writeFileSync(stamp, inputs)
    say(`Built in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    return true
  })
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const path of [...sources.flatMap(filesUnder), 'package-lock.json']) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(top, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(folder) {
  if (serverOnly.has(folder) || !existsSync(join(top, folder))) return []
  const entries = readdirSync(join(top, folder), { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = relative(top, join(top, folder, entry.name))
    if (entry.isDirectory()) return filesUnder(path)
    return /\.test\.tsx?$|\.md$|^\./.test(entry.name) ? [] : [path]
  })
}
