// npm start: dependencies, web application, then the portal itself, which starts its database and tells its address.
import { buildWeb } from './build-web.mjs'
import { become, node24, prepare } from './prepare.mjs'

const flags = process.argv.slice(2)
await prepare()
if (!flags.includes('--help')) await buildWeb()
become(node24, ['portal/main.ts', 'start', ...flags])
