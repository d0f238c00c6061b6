import type { PackageKind, PackageUnit } from '../shared/package.ts'
import { refuse, type PackageFiles } from './files.ts'
import { readCmi5, readTincan } from './read-cmi5.ts'
import { readH5p } from './read-h5p.ts'
import { readScorm } from './read-scorm.ts'

/** What an archive turned out to be. */
export interface Recognised {
  kind: PackageKind
  title: string
  units: PackageUnit[]
}

/**
 * Tells by its content, never by its name, what kind of package an archive is, and reads its parts.
 * @throws 422 `courses.package-…`, in words that name the missing piece
 */
export async function recognise(files: PackageFiles): Promise<Recognised> {
  if (files.names.length === 0) throw refuse('unknown')
  if (files.has('h5p.json')) return readH5p(files)
  if (files.has('cmi5.xml')) return readCmi5(files)
  if (files.has('imsmanifest.xml')) return readScorm(files)
  if (files.has('tincan.xml')) return readTincan(files)
  if (files.names.some((name) => /(^|\/)content\/content\.json$|(^|\/)library\.json$/.test(name))) throw refuse('h5p-no-manifest')
  const page = ['index.html', 'index.htm', 'story_html5.html', 'story.html'].find((name) => files.has(name)) ?? onlyPage(files)
  if (!page) throw refuse('unknown')
  return { kind: 'html', title: '', units: [{ id: 'page', title: '', under: [], path: page, query: '' }] }
}

/** One page at the top and no other says where to begin. */
function onlyPage(files: PackageFiles): string | undefined {
  const pages = files.names.filter((name) => !name.includes('/') && /\.html?$/i.test(name))
  return pages.length === 1 ? pages[0] : undefined
}
