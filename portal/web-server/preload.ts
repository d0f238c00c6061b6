import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '../../foundation/i18n/localized.ts'

interface Texts extends Record<Locale, string[]> {}

/** What the build writes into `dist/web/preload.json` (portal/web/vite-preload-manifest.ts). */
interface Manifest {
  entry: { js: string[]; css: string[]; texts: Texts }
  pages: { path: string; public: boolean; data: string[]; js: string[]; css: string[]; texts: Texts }[]
}

interface KnownPage {
  pattern: RegExp
  names: string[]
  page: Manifest['pages'][number]
}

/** What the first HTML of an address should bring along. */
export interface Ahead {
  /** `<link>` elements for the files of the page. */
  links: string
  /** Addresses of the API whose answers the page opens with. */
  data: string[]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function know(page: Manifest['pages'][number]): KnownPage {
  const names: string[] = []
  const pattern = page.path
    .split('/')
    .map((part) => {
      if (!part.startsWith('$')) return escaped(part)
      names.push(part.slice(1))
      return '([^/]+)'
    })
    .join('/')
  return { pattern: new RegExp(`^${pattern}/?$`), names, page }
}

/** Reads the manifest of the built application. @returns a function from a path and a language to what goes ahead */
export function readPreload(folder: string): (path: string, locale: Locale) => Ahead {
  const file = join(folder, 'preload.json')
  if (!existsSync(file)) return () => ({ links: '', data: [] })
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  // pages without values in the path first: /courses/new is not a course
  const known = manifest.pages.map(know).sort((a, b) => a.names.length - b.names.length)
  return (path, locale) => {
    const found = known.find(({ pattern }) => pattern.test(path))
    const values = found?.pattern.exec(path)?.slice(1) ?? []
    const fill = (address: string): string => address.replace(/\$(\w+)/g, (_, name: string) => values[found?.names.indexOf(name) ?? -1] ?? '')
    // the entry's own scripts are in the HTML already
    const scripts = [...manifest.entry.texts[locale], ...(found?.page.js ?? []), ...(found?.page.texts[locale] ?? [])]
    const styles = found?.page.css ?? []
    return {
      links: [
        ...styles.map((name) => `<link rel="stylesheet" crossorigin href="/${name}">`),
        ...scripts.map((name) => `<link rel="modulepreload" crossorigin href="/${name}">`),
      ].join(''),
      data: (found?.page.data ?? []).map(fill),
    }
  }
}
