import type { PackageUnit } from '../shared/package.ts'
import { all, attribute, below, one, readXml, words, type Xml } from '../../import-course/xml.ts'
import { placeOf, refuse, type PackageFiles } from './files.ts'
import type { Recognised } from './recognise.ts'

interface Resource {
  href: string
  base: string
  passive: boolean
}

/** Reads a SCORM package (1.2 or 2004): its default organization flattened into parts with the headings above them. @throws 422 */
export async function readScorm(files: PackageFiles): Promise<Recognised> {
  const manifest = one(readXml(await files.read('imsmanifest.xml'), 'imsmanifest.xml'), 'manifest')
  const schema = words(manifest, 'metadata', 'schema')
  const version = words(manifest, 'metadata', 'schemaversion').trim()
  if (!manifest || /common cartridge/i.test(schema)) throw refuse('cartridge')
  const kind = kindOf(manifest, version)
  if (!kind) throw refuse('unknown-scorm', { version: `${schema} ${version}`.trim().slice(0, 80) || '?' })
  const resources = readResources(manifest)
  const organizations = one(manifest, 'organizations')
  const wanted = attribute(organizations, 'default')
  const list = all(organizations, 'organization')
  const organization = list.find((each) => attribute(each, 'identifier') === wanted) ?? list[0]
  const units = organization ? all(organization, 'item').flatMap((item) => unitsOf(files, resources, item, [])) : []
  // A manifest with a resource and no order of items is a single part.
  if (units.length === 0) {
    const first = [...resources].find(([, resource]) => resource.href)
    if (!first) throw refuse('no-parts')
    units.push({
      id: first[0],
      title: '',
      under: [],
      ...placeOf(files, first[1].href, first[1].base),
      ...(first[1].passive ? { passive: true } : {}),
    })
  }
  return { kind, title: words(organization, 'title'), units: distinct(units) }
}

function kindOf(manifest: Xml, version: string): 'scorm12' | 'scorm2004' | null {
  if (version.startsWith('1.2')) return 'scorm12'
  if (/2004|CAM 1\.3|^1\.3/i.test(version)) return 'scorm2004'
  const spaces = Object.entries(manifest).flatMap(([name, value]) => (name.startsWith('@') && typeof value === 'string' ? [value] : []))
  if (spaces.some((text) => text.includes('adlcp_v1p3'))) return 'scorm2004'
  if (spaces.some((text) => text.includes('adlcp_rootv1p2'))) return 'scorm12'
  return null
}

function readResources(manifest: Xml): Map<string, Resource> {
  const root = one(manifest, 'resources')
  const outer = attribute(manifest, 'base') + attribute(root, 'base')
  return new Map(
    all(root, 'resource').map((each) => [
      attribute(each, 'identifier'),
      {
        href: attribute(each, 'href'),
        base: outer + attribute(each, 'base'),
        passive: (attribute(each, 'scormtype') || attribute(each, 'scormType')).toLowerCase() === 'asset',
      },
    ]),
  )
}

function unitsOf(files: PackageFiles, resources: Map<string, Resource>, item: Xml, under: string[]): PackageUnit[] {
  if (under.length > 20) throw refuse('no-parts')
  const title = words(item, 'title')
  const children = all(item, 'item')
  const ref = attribute(item, 'identifierref')
  const resource = resources.get(ref)
  const own: PackageUnit[] = []
  if (ref && !resource?.href) throw refuse('no-resource', { title: title || ref })
  if (resource && attribute(item, 'isvisible') !== 'false') own.push(unitOf(files, resource, item, title, under))
  return [...own, ...children.flatMap((child) => unitsOf(files, resources, child, title ? [...under, title] : under))]
}

function unitOf(files: PackageFiles, resource: Resource, item: Xml, title: string, under: string[]): PackageUnit {
  const place = placeOf(files, resource.href, resource.base)
  const parameters = attribute(item, 'parameters').replace(/^[?&]+/, '')
  const mastery = masteryOf(item)
  const launchData = words(item, 'datafromlms') || words(item, 'dataFromLMS')
  const maxTime = words(item, 'maxtimeallowed') || attribute(one(item, 'sequencing', 'limitConditions'), 'attemptAbsoluteDurationLimit')
  const timeLimitAction = words(item, 'timelimitaction') || words(item, 'timeLimitAction')
  return {
    id: attribute(item, 'identifier').slice(0, 300),
    title,
    under,
    path: place.path,
    query: [place.query, parameters].filter(Boolean).join('&'),
    ...(resource.passive ? { passive: true } : {}),
    ...(mastery === null ? {} : { mastery }),
    ...(launchData ? { launchData } : {}),
    ...(maxTime ? { maxTime } : {}),
    ...(timeLimitAction ? { timeLimitAction } : {}),
  }
}

/** SCORM 1.2 says percent in `masteryscore`, 2004 a share in the primary objective. */
function masteryOf(item: Xml): number | null {
  const percent = words(item, 'masteryscore')
  if (percent !== '' && Number.isFinite(Number(percent))) return Math.min(1, Math.max(0, Number(percent) / 100))
  const primary = one(item, 'sequencing', 'objectives', 'primaryObjective')
  const share = attribute(primary, 'satisfiedByMeasure') === 'true' ? words(below(primary, 'minNormalizedMeasure')[0]) || '1' : ''
  return share !== '' && Number.isFinite(Number(share)) ? Math.min(1, Math.max(0, Number(share))) : null
}

/** Identifiers must tell parts apart, whatever the authoring tool wrote. */
function distinct(units: PackageUnit[]): PackageUnit[] {
  const seen = new Set<string>()
  return units.map((unit, at) => {
    const id = unit.id && !seen.has(unit.id) ? unit.id : `part-${at + 1}`
    seen.add(id)
    return { ...unit, id }
  })
}
