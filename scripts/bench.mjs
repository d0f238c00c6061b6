// npm run bench -- NAME: one of the measurements in bench/.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { buildWeb } from './build-web.mjs'
import { become, fail, node24, prepare, top } from './prepare.mjs'

const folder = join(top, 'bench')
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => name.slice(0, -3))
      .sort()
  : []
const [name, ...rest] = process.argv.slice(2)
if (!name || !names.includes(name)) {
  fail(
    `${name ? `There is no bench "${name}".` : 'Which bench?'}\n\n  npm run bench -- NAME\n\n${names.map((known) => `  ${known}`).join('\n') || '  (none yet)'}`,
    64,
  )
}
await prepare()
await buildWeb()
become(node24, [join('bench', `${name}.ts`), ...rest])
