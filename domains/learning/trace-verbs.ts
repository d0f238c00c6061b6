import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const top = join(import.meta.dirname, '..')
let known: string[] | undefined

/** Namespaces that may hold names of verbs: every domain with server texts, and the foundation. */
export function localeNamespaces(): string[] {
  known ??= ['foundation', 'portal', ...readdirSync(top).filter((name) => existsSync(join(top, name, 'locales')))]
  return known
}
