import { posix } from 'node:path'
import yazl from 'yazl'
import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { Problem } from '../../../../foundation/server/http/problem.ts'
import { openArchive, type CourseArchive } from '../../../courses/index.ts'
import { readQtiItem, testOrder } from './read-qti.ts'
import { filePrefix, type Brought, type BroughtFile, type BroughtItem, type WriteNote, type Written } from './report.ts'
import { escapeXml, manyLanguages } from './words.ts'
import { writeQtiItem } from './write-qti.ts'

/** Most that a package of questions may hold: far above any real one, far below what would fill a disk. */
export const packageLimits = {
  archiveBytes: 200_000_000,
  totalBytes: 500_000_000,
  entries: 10_000,
  nameLength: 1000,
  depth: 40,
  ratio: 250,
  ratioFrom: 2_000_000,
  textBytes: 5_000_000,
}
const mostPictureBytes = 20_000_000

/**
 * Reads a QTI package (zip) of 2.x or 3.0: its items in the order of its test, with the pictures that they show.
 * @throws 422 `courses.archive-…` for archives that are none, or hostile
 */
export async function readQtiPackage(path: string, language: Locale): Promise<Brought & { three: boolean }> {
  const archive = await openArchive(path, packageLimits)
  try {
    const sources = new Map<string, string>()
    for (const name of archive.names) {
      if (!/\.xml$/i.test(name) || posix.basename(name).toLowerCase() === 'imsmanifest.xml') continue
      sources.set(name, new TextDecoder().decode(await archive.read(name)))
    }
    const { order, titles } = inOrder(sources)
    const files = new Map<string, BroughtFile>()
    const items: BroughtItem[] = []
    for (const name of order) {
      const source = sources.get(name) ?? ''
      if (!/<(?:[\w-]+:)?(?:qti-assessment-item|assessmentItem)[\s>]/.test(source)) continue
      const pictures = await picturesOf(archive, name, source, files)
      items.push(readQtiItem(source, items.length + 1, titles.get(name) ?? '', language, (html) => lead(html, pictures)))
    }
    return { items, files: [...files.values()], three: order.some((name) => /<qti-assessment-item\b/.test(sources.get(name) ?? '')) }
  } finally {
    archive.close()
  }
}

/** Items as their tests name them, then those that stand in none. */
function inOrder(sources: Map<string, string>): { order: string[]; titles: Map<string, string> } {
  const titles = new Map<string, string>()
  for (const [name, source] of sources) {
    try {
      const test = testOrder(source)
      for (const href of test?.items ?? []) titles.set(posix.join(posix.dirname(name), decoded(href)), test?.title ?? '')
    } catch (error) {
      // A test that cannot be read only loses its order: its items stand for themselves.
      if (!(error instanceof Problem)) throw error
    }
  }
  return { order: [...new Set([...[...titles.keys()].filter((name) => sources.has(name)), ...sources.keys()])], titles }
}

async function picturesOf(archive: CourseArchive, name: string, source: string, files: Map<string, BroughtFile>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const [, address = ''] of source.matchAll(/\s(?:src|data)\s*=\s*["']([^"']+)["']/g)) {
    const inside = posix.join(posix.dirname(name), decoded(address))
    if (!archive.has(inside) || archive.size(inside) > mostPictureBytes) continue
    const key = inside.replace(/[^\p{L}\p{N}._-]/gu, '-')
    if (!files.has(key)) {
      const parts: Buffer[] = []
      for await (const part of await archive.stream(inside)) parts.push(part as Buffer)
      files.set(key, { key, name: posix.basename(inside), bytes: Buffer.concat(parts) })
    }
    found.set(address, key)
  }
  return found
}

function lead(html: string, pictures: Map<string, string>): string {
  return html.replace(/(\s(?:src|data)\s*=\s*["'])([^"']+)(["'])/g, (whole, before: string, address: string, after: string) =>
    pictures.has(address) ? `${before}${filePrefix}${pictures.get(address)}${after}` : whole,
  )
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** Writes a package of QTI 2.2 or 3.0: one item a file, a test that names them in order, a manifest, the pictures. */
export async function writeQtiPackage(
  questions: readonly Written[],
  title: string,
  version: 2 | 3,
  files: readonly BroughtFile[] = [],
): Promise<{ bytes: Buffer; notes: WriteNote[] }> {
  const notes: WriteNote[] = []
  const zip = new yazl.ZipFile()
  const items: { id: string; name: string; used: string[] }[] = []
  for (const [index, { content }] of questions.entries()) {
    const id = `q${index + 1}`
    const source = writeQtiItem(content, id, version)
    if (source === null) {
      notes.push({ number: index + 1, reason: 'kind-not-in-format' })
      continue
    }
    if (manyLanguages({ ...content, extras: [] })) notes.push({ number: index + 1, reason: 'one-language' })
    const used = files.filter(({ key }) => source.includes(filePrefix + key))
    const led = used.reduce((text, { key }) => text.replaceAll(filePrefix + key, `../files/${encodeURIComponent(key)}`), source)
    zip.addBuffer(Buffer.from(led), `items/${id}.xml`)
    items.push({ id, name: `items/${id}.xml`, used: used.map(({ key }) => `files/${key}`) })
  }
  const wanted = new Set(items.flatMap(({ used }) => used))
  for (const { key, bytes } of files) if (wanted.has(`files/${key}`)) zip.addBuffer(bytes, `files/${key}`)
  zip.addBuffer(Buffer.from(testOf(items, title, version)), 'test.xml')
  zip.addBuffer(Buffer.from(manifestOf(items, version)), 'imsmanifest.xml')
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(part as Buffer)
  return { bytes: Buffer.concat(parts), notes }
}

function testOf(items: { id: string; name: string }[], title: string, version: 2 | 3): string {
  const [space, prefix] = version === 2 ? ['http://www.imsglobal.org/xsd/imsqti_v2p2', ''] : ['http://www.imsglobal.org/xsd/imsqtiasi_v3p0', 'qti-']
  const tag = (two: string, three: string): string => (version === 2 ? two : prefix + three)
  const ref = tag('assessmentItemRef', 'assessment-item-ref')
  const [test, part, section] = [
    tag('assessmentTest', 'assessment-test'),
    tag('testPart', 'test-part'),
    tag('assessmentSection', 'assessment-section'),
  ]
  const modes =
    version === 2 ? 'navigationMode="nonlinear" submissionMode="simultaneous"' : 'navigation-mode="nonlinear" submission-mode="simultaneous"'
  const refs = items.map(({ id, name }) => `<${ref} identifier="${id}" href="${name}"/>`).join('\n')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${test} xmlns="${space}" identifier="test" title="${escapeXml(title)}">\n<${part} identifier="part" ${modes}>\n<${section} identifier="section" title="${escapeXml(title)}" visible="true">\n${refs}\n</${section}>\n</${part}>\n</${test}>\n`
}

function manifestOf(items: { id: string; name: string; used: string[] }[], version: 2 | 3): string {
  const space = version === 2 ? 'http://www.imsglobal.org/xsd/imscp_v1p1' : 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1'
  const kind = version === 2 ? 'v2p2' : 'v3p0'
  const resources = items.map(
    ({ id, name, used }) =>
      `<resource identifier="${id}" type="imsqti_item_xml${kind}" href="${name}">${[name, ...used].map((file) => `<file href="${escapeXml(file)}"/>`).join('')}</resource>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="${space}" identifier="manifest">\n<metadata><schema>QTI ${version === 2 ? '2.2 Package' : 'Package'}</schema><schemaversion>${version === 2 ? '1.0.0' : '3.0.0'}</schemaversion></metadata>\n<organizations/>\n<resources>\n<resource identifier="test" type="imsqti_test_xml${kind}" href="test.xml"><file href="test.xml"/></resource>\n${resources.join('\n')}\n</resources>\n</manifest>\n`
}
