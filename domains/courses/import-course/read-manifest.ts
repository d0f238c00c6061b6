import { problem } from '../../../foundation/server/http/problem.ts'
import { safeName, type CourseArchive } from './archive.ts'
import { all, attribute, one, readXml, words, type Xml } from './xml.ts'

/** A resource of a cartridge; names are those of the archive. */
export interface Resource {
  id: string
  type: string
  href: string | null
  files: string[]
  dependencies: string[]
}

/** An entry of the course's order: a leaf with `ref`, or a heading with children. */
export interface PlanItem {
  id: string
  title: string
  ref: string | null
  children: PlanItem[]
  hidden?: boolean
  /** A web address given in the order itself (Canvas). */
  url?: string
  /** A tool of another system: reported, not brought. */
  tool?: boolean
}

export interface Manifest {
  /** `1.1` | `1.2` | `1.3`, with `canvas` when it came from Canvas. */
  format: string
  title: string
  language: string
  sections: PlanItem[]
  resources: Map<string, Resource>
}

/** @throws 422 when there is no manifest, or it is of another kind of package */
export async function readManifest(archive: CourseArchive): Promise<Manifest> {
  if (!archive.has('imsmanifest.xml')) throw problem('courses.archive-no-manifest', { status: 422 })
  const manifest = one(readXml(await archive.read('imsmanifest.xml'), 'imsmanifest.xml'), 'manifest')
  const schema = words(manifest, 'metadata', 'schema')
  const version = words(manifest, 'metadata', 'schemaversion')
  if (!manifest || /scorm/i.test(schema) || !/common cartridge/i.test(schema) || !/^1\.[123](\.|$)/.test(version)) {
    throw problem('courses.archive-not-cartridge', { status: 422, params: { schema: `${schema} ${version}`.trim().slice(0, 80) || '?' } })
  }
  const organization = one(manifest, 'organizations', 'organization')
  const roots = all(organization, 'item')
  // A cartridge has one nameless item around all; some tools leave it out.
  const top = roots.length === 1 && roots[0] && !words(roots[0], 'title') ? all(roots[0], 'item') : roots
  const general = one(manifest, 'metadata', 'lom', 'general')
  return {
    format: version.slice(0, 3),
    title: words(general, 'title', 'string') || words(organization, 'title') || '',
    language: words(general, 'language'),
    sections: top.map((item) => planItem(item)),
    resources: new Map(all(one(manifest, 'resources'), 'resource').map((resource) => [attribute(resource, 'identifier'), readResource(resource)])),
  }
}

function planItem(item: Xml, depth = 0): PlanItem {
  const hidden = attribute(item, 'isvisible') === 'false'
  return {
    id: attribute(item, 'identifier'),
    title: words(item, 'title'),
    ref: attribute(item, 'identifierref') || null,
    children: depth > 20 ? [] : all(item, 'item').map((child) => planItem(child, depth + 1)),
    ...(hidden ? { hidden } : {}),
  }
}

function readResource(resource: Xml): Resource {
  const base = attribute(resource, 'base')
  const place = (href: string): string | null => safeName(base + decoded(href.split('#')[0]?.split('?')[0] ?? ''))
  return {
    id: attribute(resource, 'identifier'),
    type: attribute(resource, 'type').toLowerCase(),
    href: attribute(resource, 'href') ? place(attribute(resource, 'href')) : null,
    files: all(resource, 'file').flatMap((file) => place(attribute(file, 'href')) ?? []),
    dependencies: all(resource, 'dependency').map((dependency) => attribute(dependency, 'identifierref')),
  }
}

/** Percent signs undone where they are well formed. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
