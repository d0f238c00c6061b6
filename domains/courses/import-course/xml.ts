import { XMLParser } from 'fast-xml-parser'
import { problem } from '../../../foundation/server/http/problem.ts'

/** An element: attributes as `@name`, text as `#text`, children by their name without prefix. */
export type Xml = { [name: string]: Xml | Xml[] | string | undefined }

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: true,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 200,
})

/**
 * Reads XML of a course file. A document that declares its own type or entities is refused: nothing is ever expanded or fetched.
 * @param name for the message
 * @throws 422 `courses.archive-xml`
 */
export function readXml(content: Buffer, name: string): Xml {
  const text = decodeXml(content)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw problem('courses.archive-doctype', { status: 422, params: { name } })
  try {
    return parser.parse(text, true) as Xml
  } catch {
    throw problem('courses.archive-xml', { status: 422, params: { name } })
  }
}

function decodeXml(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content)
  const named = /^[^>]{0,100}encoding=["']([\w-]+)["']/.exec(content.subarray(0, 200).toString('latin1'))?.[1]?.toLowerCase()
  if (named === 'windows-1251' || named === 'koi8-r' || named === 'iso-8859-1') return new TextDecoder(named).decode(content)
  return new TextDecoder('utf-8').decode(content)
}

/** All children of that name. */
export function all(of: Xml | undefined, name: string): Xml[] {
  const found = of?.[name]
  if (found === undefined) return []
  return (Array.isArray(found) ? found : [found]).map((one) => (typeof one === 'string' ? { '#text': one } : one))
}

/** The element at the end of a path of names, the first at each step. */
export function one(of: Xml | undefined, ...path: string[]): Xml | undefined {
  let at: Xml | undefined = of
  for (const name of path) at = all(at, name)[0]
  return at
}

/** The text of the element at a path; '' when there is none. */
export function words(of: Xml | undefined, ...path: string[]): string {
  const found = one(of, ...path)?.['#text']
  return typeof found === 'string' ? found : ''
}

/** An attribute; '' when there is none. */
export function attribute(of: Xml | undefined, name: string): string {
  const found = of?.[`@${name}`]
  return typeof found === 'string' ? found : ''
}

/** Every element of that name anywhere below, in the order of the document among equals. */
export function below(of: Xml | undefined, name: string, depth = 0): Xml[] {
  if (!of || depth > 100) return []
  const found: Xml[] = []
  for (const [key, value] of Object.entries(of)) {
    if (key.startsWith('@') || key === '#text' || value === undefined || typeof value === 'string') {
      if (key === name && typeof value === 'string') found.push({ '#text': value })
      continue
    }
    for (const child of all(of, key)) {
      if (key === name) found.push(child)
      found.push(...below(child, name, depth + 1))
    }
  }
  return found
}
