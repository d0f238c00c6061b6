// npm run portal -- COMMAND: the operators' commands (see portal/main.ts).
import { become, node24, prepare } from './prepare.mjs'

await prepare()
become(node24, ['portal/main.ts', ...process.argv.slice(2)])
