import type { Locale } from '../../../foundation/i18n/localized.ts'
import { blockCarrier } from '../item-kinds.ts'
import type { ExportedCourse } from './gather-course.ts'
import { decodeAttribute } from '../structure/rewrite-text.ts'

/** Where the addresses of a text lead in the file; null: nowhere, the words stay. */
export interface Places {
  file: (key: string) => string | null
  item: (itemId: string) => string | null
  course: string | null
}

/** Blocks that are a row of a table: their text alone does not hold them. */
const rowBlocks = new Set(['video', 'coding', 'package', 'slides', 'tool', 'lab'])

/** Leads the portal's own addresses to their places in the file. */
export function leadAddresses(html: string, course: ExportedCourse, places: Places): string {
  const own = new RegExp(`^/api/offerings/${course.offeringId}/files/([0-9a-f-]{36})$`)
  const lead = (address: string): string | null | undefined => {
    const file = own.exec(address)
    if (file) {
      const key = course.fileOf.get(file[1] ?? '')
      return key ? places.file(key) : null
    }
    const item = /^\/courses\/([0-9a-f-]{36})(?:\/items\/([0-9a-f-]{36}))?(#.*)?$/.exec(address)
    if (item && item[1] === course.offeringId) {
      const to = item[2] ? places.item(item[2]) : places.course
      return to === null ? null : `${to}${item[3] ?? ''}`
    }
    return address.startsWith('/') ? null : undefined
  }
  return html.replace(/<(a|img|audio|video|source)\b([^>]*)>/g, (_tag, name: string, attributes: string) => {
    let lost = false
    const led = attributes.replace(/ (href|src)="([^"]*)"/g, (whole, attribute: string, address: string) => {
      const to = lead(decodeAttribute(address))
      if (to === undefined) return whole
      if (to !== null) return ` ${attribute}="${escapeAttribute(to)}"`
      lost = true
      return ''
    })
    return lost && name === 'img' ? '' : `<${name}${led}>`
  })
}

/** How blocks are said in plain HTML. */
export interface Saying {
  formula: (tex: string, block: boolean) => string
  /** Address of a file as a place of the text. */
  file: (key: string) => string | null
  /** Words for a block that only the portal can show. */
  onlyHere: string
  language: Locale
}

/** What a text lost on the way into plain HTML: kinds of blocks. */
export function sayBlocks(html: string, course: ExportedCourse, say: Saying): { html: string; rows: string[] } {
  const rows: string[] = []
  const said = html
    .replace(/<span\b([^>]*\bdata-tex="[^"]*"[^>]*)>[\s\S]*?<\/span>/g, (_whole, attributes: string) =>
      say.formula(attribute(attributes, 'data-tex'), false),
    )
    .replace(/<span data-note="">([\s\S]*?)<\/span>/g, '<small>($1)</small>')
    .replace(/<figure\b([^>]*\bdata-block="([a-z-]+)"[^>]*)>([\s\S]*?)<\/figure>/g, (_whole, attributes: string, kind: string, inside: string) => {
      if (kind === 'formula') return say.formula(attribute(attributes, 'data-tex'), true)
      rows.push(kind)
      const isRow = rowBlocks.has(kind) || course.blocks.has(attribute(attributes, 'data-id'))
      return `<div class="block">${isRow ? sayRow(attribute(attributes, 'data-id'), course, say) : ''}${inside || (isRow ? '' : saySpec(attributes, say))}</div>`
    })
  return { html: said, rows }
}

/** The same text for ourselves: only a row that nobody carries is said in words, all else stays as it is. */
export function sayRows(html: string, course: ExportedCourse, say: Saying): string {
  return html.replace(
    /<figure\b([^>]*\bdata-block="([a-z-]+)"[^>]*)>([\s\S]*?)<\/figure>/g,
    (whole, attributes: string, kind: string, inside: string) =>
      rowBlocks.has(kind) && !course.blocks.get(attribute(attributes, 'data-id'))?.carried
        ? `<div>${sayRow(attribute(attributes, 'data-id'), course, say)}${inside}</div>`
        : whole,
  )
}

function sayRow(id: string, course: ExportedCourse, say: Saying): string {
  const row = course.blocks.get(id)
  if (row?.carried) return sayCarried(id, course, say.language)
  const address = row?.file ? say.file(row.file) : null
  return address && row ? `<p><a href="${escapeAttribute(address)}">${escapeText(row.title)}</a></p>` : `<p><em>${escapeText(say.onlyHere)}</em></p>`
}

/** What a carried row says in words. */
export function sayCarried(id: string, course: ExportedCourse, language: Locale): string {
  const carried = course.blocks.get(id)?.carried
  return carried ? (blockCarrier(carried.kind)?.say(carried.content, language) ?? '') : ''
}

/** What a block's own description says in words (the question of a self-check, the functions of a plot). */
function saySpec(attributes: string, say: Saying): string {
  const words: string[] = []
  const gather = (value: unknown, depth: number): void => {
    if (typeof value === 'string' && value.trim() !== '' && value.length < 2000) words.push(value.replace(/<[^>]+>/g, ' '))
    else if (Array.isArray(value) && depth < 6) for (const one of value) gather(one, depth + 1)
    else if (typeof value === 'object' && value !== null && depth < 6) {
      // ids and kinds are no words for a reader
      for (const [key, one] of Object.entries(value)) if (!/^(id|kind|type|right|color)$/.test(key)) gather(one, depth + 1)
    }
  }
  try {
    gather(JSON.parse(attribute(attributes, 'data-spec') || 'null'), 0)
  } catch {
    // a description that cannot be read has no words
  }
  return words.length > 0 ? `<ul>${words.map((one) => `<li>${escapeText(one)}</li>`).join('')}</ul>` : `<p><em>${escapeText(say.onlyHere)}</em></p>`
}

function attribute(attributes: string, name: string): string {
  return decodeAttribute(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}
