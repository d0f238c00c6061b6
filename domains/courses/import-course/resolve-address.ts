import type { ResolveAddress } from '../sanitize-lesson.ts'
import { fileAddress } from '../read-item.ts'
import { safeName } from './archive.ts'
import type { CoursePlan } from './plan-course.ts'
import { decoded } from './read-manifest.ts'

/**
 * Makes the rule that leads addresses inside a course file to their new places: `$IMS-CC-FILEBASE$`, Canvas'
 * `$WIKI_REFERENCE$` and `$CANVAS_OBJECT_REFERENCE$`, and plain relative ones.
 * @param from name of the text's own file, from which relative addresses start
 */
export function addressResolver(plan: CoursePlan, offeringId: string, from: string): ResolveAddress {
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/') + 1) : ''
  const place = (name: string | null, hash: string): string | null => {
    if (name === null) return null
    const item = plan.itemOfPage.get(name)
    if (item) return `/courses/${offeringId}/items/${item}${hash}`
    const file = plan.files.get(name) ?? plan.files.get(`web_resources/${name}`)
    return file ? fileAddress(offeringId, file) : null
  }
  return (address) => {
    const text = decoded(address.replace(/&amp;/g, '&'))
    const [path = '', hash = ''] = splitAddress(text)
    const base = /^(?:\$IMS-CC-FILEBASE\$|\$IMS_CC_FILEBASE\$)\/*(.*)$/.exec(path)
    if (base)
      return (
        place(insideFolder('web_resources/', base[1] ?? ''), '') ??
        place(insideFolder('', base[1] ?? ''), '') ??
        place(insideFolder(folder, base[1] ?? ''), '')
      )
    const reference = /^\$(?:WIKI_REFERENCE|CANVAS_OBJECT_REFERENCE|CANVAS_COURSE_REFERENCE)\$\/(.*)$/.exec(path)
    if (reference) return canvasPlace(reference[1] ?? '', plan, offeringId, place, hash)
    if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//')) return undefined
    if (path.startsWith('/')) return null
    return place(insideFolder(folder, path), hash) ?? place(insideFolder('', path), hash)
  }
}

function splitAddress(text: string): [string, string] {
  const [whole = '', hash] = text.split('#', 2)
  return [whole.split('?')[0] ?? '', hash === undefined ? '' : `#${hash}`]
}

/** `pages/slug`, `modules/id`, `assignments/id`, `files/…`: to the item or section it means. */
function canvasPlace(
  path: string,
  plan: CoursePlan,
  offeringId: string,
  place: (name: string | null, hash: string) => string | null,
  hash: string,
): string | null {
  const [kind = '', id = ''] = path.split('/')
  if (kind === 'pages' || kind === 'wiki') {
    const bySlug = place(safeName(`wiki_content/${id}.html`), hash)
    const byId = plan.itemOfResource.get(id)
    return bySlug ?? (byId ? `/courses/${offeringId}/items/${byId}` : null)
  }
  const item = plan.itemOfResource.get(id)
  if (item) return `/courses/${offeringId}/items/${item}`
  if (kind === 'modules' || kind === '') return `/courses/${offeringId}`
  if (kind === 'file_contents') return place(safeName(`web_resources/${path.split('/').slice(2).join('/')}`), '')
  return null
}

/** A relative address as a name of the archive; null when it would leave it. */
export function insideFolder(folder: string, path: string): string | null {
  const parts: string[] = folder.split('/').filter(Boolean)
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return safeName(parts.join('/'))
}
