import { problem } from '../../../../foundation/server/http/problem.ts'
import { archiveLimits, safeName, type CourseArchive } from '../../import-course/archive.ts'

/** Limits of a package: an order less than a course file's, for it is unpacked into single files. */
export const packageLimits = { ...archiveLimits, archiveBytes: 500_000_000, totalBytes: 1_000_000_000, entries: 6_000 }

const rubbish = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git\/)/i
/** What makes a package one of a kind; found at the top, or in the one folder around everything. */
const marks = ['h5p.json', 'cmi5.xml', 'imsmanifest.xml', 'tincan.xml', 'index.html', 'index.htm', 'story.html', 'story_html5.html']

/** The files of a package as their own kind names them: rubbish of packers left out, one folder around everything taken off. */
export interface PackageFiles {
  names: string[]
  has: (name: string) => boolean
  read: (name: string) => Promise<Buffer>
  /** The name in the archive. */
  inArchive: (name: string) => string
}

export function filesOf(archive: CourseArchive): PackageFiles {
  const kept = archive.names.filter((name) => !rubbish.test(name))
  const top = kept.some((name) => marks.includes(name.toLowerCase()))
  const folder = kept[0]?.includes('/') ? `${kept[0].split('/')[0]}/` : ''
  const wrapped = !top && folder !== '' && kept.every((name) => name.startsWith(folder))
  const prefix = wrapped ? folder : ''
  const names = kept.map((name) => name.slice(prefix.length))
  const known = new Set(names)
  return {
    names,
    has: (name) => known.has(name),
    read: (name) => archive.read(prefix + name),
    inArchive: (name) => prefix + name,
  }
}

/** A refusal in the reader's language. */
export function refuse(key: string, params?: Record<string, unknown>): ReturnType<typeof problem> {
  return problem(`courses.package-${key}`, { status: 422, ...(params ? { params } : {}) })
}

/**
 * An address inside the package as path and query.
 * @throws 422 when it is an outside address, leads out of the package, or its file is not there
 */
export function placeOf(files: PackageFiles, href: string, base = ''): { path: string; query: string } {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) throw refuse('outside', { address: href.slice(0, 200) })
  const [before = ''] = href.split('#')
  const [raw = '', ...query] = before.split('?')
  const decoded = decodedOrPlain(raw)
  const path = safeName(base + decoded)
  if (path === null || !files.has(path)) throw refuse('no-launch-file', { name: (base + decoded).slice(0, 200) || '?' })
  return { path, query: query.join('?') }
}

function decodedOrPlain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
