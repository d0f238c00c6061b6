import { XMLParser } from 'fast-xml-parser'
import { refuseArchive } from '../../import-course/archive.ts'

/** An element with its children in the order of the document; words are elements of the name `#text`. */
export interface Element {
  /** Without the prefix. */
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 200,
})

/**
 * Reads a part of an office file. One that declares its own type or entities is refused: nothing is ever expanded or fetched.
 * @throws 422 `courses.archive-xml`, `courses.archive-doctype`
 */
export function readTree(content: Buffer, name: string): Element {
  const wide = (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)
  const text = new TextDecoder(wide ? (content[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(content)
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw refuseArchive('doctype', { name })
  try {
    return { name: '', attributes: {}, text: '', children: (parser.parse(text, true) as unknown[]).map(toElement) }
  } catch {
    throw refuseArchive('xml', { name })
  }
}

function toElement(raw: unknown): Element {
  const { ':@': attributes = {}, ...rest } = raw as { ':@'?: Record<string, string>; [name: string]: unknown }
  const [[name = '', value] = []] = Object.entries(rest)
  if (name === '#text') return { name, attributes: {}, children: [], text: String(value) }
  return { name: name.slice(name.indexOf(':') + 1), attributes, text: '', children: Array.isArray(value) ? value.map(toElement) : [] }
}

/** The children of that name. */
export const childrenOf = (of: Element | undefined, name: string): Element[] => of?.children.filter((one) => one.name === name) ?? []

/** The element at the end of a path of names, the first at each step. */
export function at(of: Element | undefined, ...path: string[]): Element | undefined {
  return path.reduce<Element | undefined>((found, name) => found?.children.find((one) => one.name === name), of)
}

/** Every element of these names below, in the order of the document; what lies inside a found one is not looked at. */
export function below(of: Element | undefined, names: ReadonlySet<string>, skip: ReadonlySet<string> = new Set()): Element[] {
  return (of?.children ?? []).flatMap((one) => (skip.has(one.name) ? [] : names.has(one.name) ? [one] : below(one, names, skip)))
}

/** An attribute by its name without prefix, or of a named prefix (`r:id`). */
export function attributeOf(of: Element | undefined, name: string): string {
  if (!of) return ''
  if (name in of.attributes) return of.attributes[name] ?? ''
  const found = Object.keys(of.attributes).find((key) => key.endsWith(`:${name}`))
  return found ? (of.attributes[found] ?? '') : ''
}

/** An attribute that has a prefix: `r:id` beside a plain `id`. */
export function prefixed(of: Element | undefined, name: string): string {
  const found = Object.keys(of?.attributes ?? {}).find((key) => key.endsWith(`:${name}`))
  return found ? (of?.attributes[found] ?? '') : ''
}
