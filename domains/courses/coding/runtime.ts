import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import { contentOrigin, portalOrigin, registerRuntime, runtimePath } from '../../../foundation/server/content-origin/index.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { RuntimeView } from './contract.ts'

const name = 'coding'
const own = join(import.meta.dirname, 'runtime')
const pyodide = dirname(fileURLToPath(import.meta.resolve('pyodide')))

// The page that runs programs has no origin of its own (`apart`): neither the portal's storage nor that of packages is there for a program.
registerRuntime({ name, folders: [own, pyodide], wasm: true, blobScripts: true, inlineScripts: [sumOfScript(join(own, 'frame.html'))], apart: true })

/** The sum by which the content policy knows the one script that stands in a page. */
function sumOfScript(page: string): string {
  const script = /<script>([^]*)<\/script>/.exec(readFileSync(page, 'utf8'))?.[1] ?? ''
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

/** What the page needs before it can run anything. The device keeps exactly these, and takes none whose sum is another. */
const parts: readonly [folder: string, file: string][] = [
  [own, 'worker.js'],
  [own, 'harness.py'],
  [pyodide, 'pyodide-lock.json'],
  [pyodide, 'pyodide.mjs'],
  [pyodide, 'pyodide.asm.mjs'],
  [pyodide, 'pyodide.asm.wasm'],
  [pyodide, 'python_stdlib.zip'],
]

let facts: Promise<Omit<RuntimeView, 'address'>> | undefined

async function measure(): Promise<Omit<RuntimeView, 'address'>> {
  const files: RuntimeView['files'] = []
  let lineBytes = 0
  for (const [folder, file] of parts) {
    const bytes = await readFile(join(folder, file))
    files.push({ name: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    // an archive is packed already, the rest is packed on its way as the content origin does it
    lineBytes += file.endsWith('.zip')
      ? bytes.length
      : (await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })).length
  }
  return { files, bytes: files.reduce((sum, one) => sum + one.bytes, 0), lineBytes }
}

/** Where this reader's programs run, and what that takes on the line and on the device. Measured once. */
export async function runtimeFor(ctx: Ctx, request: FastifyRequest): Promise<RuntimeView> {
  facts ??= measure()
  const { config } = ctx.portal
  return { address: contentOrigin(config, portalOrigin(config, request)) + runtimePath(name, 'frame.html'), ...(await facts) }
}
