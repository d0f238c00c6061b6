import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformWithOxc, type Plugin } from 'vite'

/** Every device fetches the shell on its first visit, whatever page it opens: about a third of this goes over the line. */
const mostShellBytes = 650_000

/**
 * Builds `sw.ts` into `sw.js`, with the list of the shell's files and a version that changes whenever one of them does.
 */
export function serviceWorker(webRoot: string): Plugin {
  let folder = ''
  let shell: string[] = []
  return {
    name: 'portal-service-worker',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    generateBundle(_, bundle) {
      const manifest = bundle['preload.json']
      if (manifest?.type !== 'asset') return
      const { entry, fonts, icons } = JSON.parse(String(manifest.source)) as {
        entry: { js: string[]; css: string[] }
        fonts: string[]
        icons: string[]
      }
      const files = [...entry.js, ...entry.css, ...fonts, ...icons]
      const sizeOf = (name: string): number => {
        const file = bundle[name]
        return file ? Buffer.byteLength(file.type === 'chunk' ? file.code : file.source) : 0
      }
      const bytes = files.reduce((sum, name) => sum + sizeOf(name), 0)
      if (bytes > mostShellBytes) this.error(`The shell that every device keeps is ${bytes} bytes, above ${mostShellBytes}: ${files.join(', ')}`)
      shell = files.map((name) => `/${name}`)
    },
    async closeBundle() {
      // A build that failed says why by itself; there is no page to serve then.
      if (!existsSync(join(folder, 'index.html'))) return
      const source = readFileSync(join(webRoot, 'sw.ts'), 'utf8')
      const html = readFileSync(join(folder, 'index.html'))
      const version = createHash('sha256').update(source).update(shell.join()).update(html).digest('hex').slice(0, 12)
      const { code } = await transformWithOxc(source, 'sw.ts', { target: 'es2022' })
      writeFileSync(join(folder, 'sw.js'), code.replace('__SHELL__', JSON.stringify(shell)).replace('__VERSION__', JSON.stringify(version)))
    },
  }
}
