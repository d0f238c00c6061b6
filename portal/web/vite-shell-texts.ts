import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const prefix = 'virtual:shell-texts/'

/**
 * Puts the shell's texts and the `nav` part of every domain's texts into one module for each language: the
 * navigation and the search box name every page, but must not fetch every domain's texts.
 */
export function shellTexts(root: string): Plugin {
  return {
    name: 'portal-shell-texts',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const locale = id.slice(prefix.length + 1)
      const read = (path: string): Record<string, unknown> => {
        this.addWatchFile(join(root, path))
        return JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>
      }
      const all: Record<string, unknown> = { foundation: read(`foundation/web/locales/${locale}.json`) }
      // domains/courses/web/locales · foundation/web/account/locales · foundation/web/kit/showcase/locales
      for (const path of globSync([`domains/*/web/locales/${locale}.json`, `foundation/web/*/{,showcase/}locales/${locale}.json`], {
        cwd: root,
      }).sort()) {
        const { nav } = read(path)
        const parts = path.split(/[\\/]/)
        const namespace = parts[0] === 'domains' ? parts[1] : parts[2]
        if (nav && namespace) all[namespace] = { nav }
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(all))})`
    },
  }
}
