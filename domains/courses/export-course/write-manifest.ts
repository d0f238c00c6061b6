import { pick, type Locale } from '../../../foundation/i18n/localized.ts'
import type { ExportedCourse, ExportedItem } from './gather-course.ts'
import { escapeAttribute, escapeText } from './readable-text.ts'

export interface ManifestResource {
  id: string
  type: string
  href?: string
  files: string[]
  dependencies: string[]
}

/** `imsmanifest.xml` of a Common Cartridge 1.3: what it is (LOM), its order, its resources. */
export function writeManifest(course: ExportedCourse, language: Locale, resources: ManifestResource[]): string {
  const known = new Set(resources.map(({ id }) => id))
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M_${course.offeringId}" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/resource" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1 http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest http://www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>
<lomimscc:lom><lomimscc:general><lomimscc:identifier><lomimscc:catalog>univer-plus</lomimscc:catalog><lomimscc:entry>${escapeText(course.code)}</lomimscc:entry></lomimscc:identifier><lomimscc:title>${strings(course)}</lomimscc:title><lomimscc:language>${language}</lomimscc:language></lomimscc:general></lomimscc:lom></metadata>
<organizations><organization identifier="O_1" structure="rooted-hierarchy"><item identifier="I_root">
${course.sections.map(({ id, title, items }) => `<item identifier="S_${id}"><title>${escapeText(pick(title, language))}</title>${items.map((item) => writeItem(item, language, known)).join('')}</item>`).join('\n')}
</item></organization></organizations>
<resources>
${resources.map((one) => writeResource(one, known)).join('\n')}
</resources>
</manifest>
`
}

/** The course's name, each language by itself. */
function strings(course: ExportedCourse): string {
  return Object.entries(course.name)
    .filter(([, name]) => name)
    .map(([language, name]) => `<lomimscc:string language="${language}">${escapeText(name)}</lomimscc:string>`)
    .join('')
}

function writeItem(item: ExportedItem, language: Locale, known: Set<string>): string {
  const own = `R_${item.id}`
  // a file without words has no resource but the file's own
  const ref = known.has(own) ? own : item.kind === 'heading' ? null : (item.files.map((key) => `R_${key}`).find((id) => known.has(id)) ?? null)
  return `<item identifier="I_${item.id}"${ref ? ` identifierref="${ref}"` : ''}><title>${escapeText(pick(item.title, language))}</title></item>`
}

function writeResource({ id, type, href, files, dependencies }: ManifestResource, known: Set<string>): string {
  const inside = [
    ...files.map((name) => `<file href="${escapeAttribute(addressOf(name))}"/>`),
    ...dependencies.filter((one) => known.has(one)).map((one) => `<dependency identifierref="${one}"/>`),
  ]
  return `<resource identifier="${id}" type="${type}"${href === undefined ? '' : ` href="${escapeAttribute(addressOf(href))}"`}>${inside.join('')}</resource>`
}

/** A name as an address: spaces and letters of other scripts as percent signs. */
export function addressOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/')
}
