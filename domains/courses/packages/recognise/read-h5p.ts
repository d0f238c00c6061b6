import type { PackageFiles } from './files.ts'
import { refuse } from './files.ts'
import type { Recognised } from './recognise.ts'

interface Dependency {
  machineName?: unknown
  majorVersion?: unknown
  minorVersion?: unknown
}

/**
 * Reads an H5P package. Its libraries must be in it: the portal fetches nothing from outside.
 * @throws 422 `courses.package-h5p-…`
 */
export async function readH5p(files: PackageFiles): Promise<Recognised> {
  const about = await readJson(files, 'h5p.json')
  if (!files.has('content/content.json')) throw refuse('h5p-no-content')
  await readJson(files, 'content/content.json')
  const main = about['mainLibrary']
  const wanted = dependenciesOf(about)
  if (typeof main !== 'string' || !wanted.some((one) => one.machineName === main)) throw refuse('h5p-broken', { name: 'h5p.json' })
  const missing = await missingLibraries(files, wanted)
  if (missing.length > 0) throw refuse('h5p-no-libraries', { names: missing.slice(0, 5).join(', '), count: missing.length })
  const title = typeof about['title'] === 'string' ? about['title'] : ''
  return { kind: 'h5p', title, units: [{ id: 'h5p', title, under: [], path: 'h5p.json', query: '' }] }
}

async function missingLibraries(files: PackageFiles, wanted: Dependency[]): Promise<string[]> {
  const missing = new Set<string>()
  const seen = new Set<string>()
  const queue = [...wanted]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const name = `${String(next.machineName)}-${String(next.majorVersion)}.${String(next.minorVersion)}`
    if (seen.has(name)) continue
    seen.add(name)
    const description = `${name}/library.json`
    if (!/^[\w.-]+$/.test(name) || !files.has(description)) {
      missing.add(name)
      continue
    }
    const library = await readJson(files, description)
    for (const part of ['preloadedJs', 'preloadedCss'])
      for (const { path } of asList<{ path?: unknown }>(library[part]))
        if (typeof path !== 'string' || !files.has(`${name}/${path.replace(/^\.?\//, '')}`)) missing.add(`${name}/${String(path)}`)
    queue.push(...dependenciesOf(library))
  }
  return [...missing]
}

function dependenciesOf(of: Record<string, unknown>): Dependency[] {
  return asList<Dependency>(of['preloadedDependencies'])
}

function asList<T>(value: unknown): T[] {
  return Array.isArray(value) ? value.filter((one): one is T => typeof one === 'object' && one !== null) : []
}

async function readJson(files: PackageFiles, name: string): Promise<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse((await files.read(name)).toString('utf8').replace(/^\uFEFF/, ''))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw refuse('h5p-broken', { name })
}
