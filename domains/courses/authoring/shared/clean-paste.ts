import { attributesOf, tokensOf, type Token } from './html-tokens.ts'
import { listBuilder } from './paste-lists.ts'

/** What was pasted, in the words of a lesson. Pictures stand as `src="pasted:N"`, N being their place in `pictures`. */
export interface Pasted {
  html: string
  /** Pictures whose data came along, as data addresses, to be uploaded. */
  pictures: string[]
  /** Pictures of which only an address came that leads nowhere (another's disk). */
  lost: number
}

const dropped = new Set([
  'style',
  'script',
  'xml',
  'head',
  'title',
  'meta',
  'link',
  'object',
  'iframe',
  'svg',
  'math',
  'form',
  'select',
  'textarea',
  'button',
])
const empty = new Set(['br', 'img', 'hr', 'col', 'meta', 'link', 'input'])
const blocks = new Set(['blockquote', 'pre', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'details', 'summary'])
const marks = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'em'],
  ['em', 'em'],
  ['u', 'u'],
  ['s', 's'],
  ['strike', 's'],
  ['del', 's'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['code', 'code'],
])

/** Whether pasted HTML comes from an office program and wants cleaning first. */
export function isOfficeHtml(html: string): boolean {
  return /mso-|urn:schemas-microsoft-com|class="?Mso|docs-internal-guid|name="?generator"?[^>]*(?:Word|LibreOffice|OpenOffice)|content="?(?:LibreOffice|OpenOffice|Microsoft)/i.test(
    html,
  )
}

/**
 * Turns what Word, Google Docs or LibreOffice put on the clipboard into plain structure: headings, lists (Word's are
 * paragraphs with a mark in their style), tables, footnotes, bold and italic, links, pictures. Everything else goes.
 * A pure function over text: the same in a browser and in a test.
 */
export function cleanPaste(given: string): Pasted {
  const tokens = tokensOf(fragmentOf(given))
  const notes = footnotesOf(tokens)
  const top = topHeading(tokens)
  const out: string[] = []
  const pictures: string[] = []
  let lost = 0
  /** What each open element has to write when it closes. */
  const open: { name: string; close: string }[] = []
  const lists = listBuilder(out)
  let skip: { name: string; depth: number } | null = null
  let marker: string | null = null

  for (const token of tokens) {
    if (token.kind === 'comment') {
      if (/^\[if !supportLists\]/i.test(token.text)) marker = ''
      else if (/^\[endif\]/i.test(token.text) && marker !== null) {
        lists.marked(marker)
        marker = null
      }
      continue
    }
    if (token.kind === 'text') {
      if (skip) continue
      if (marker !== null) marker += token.text
      else out.push(spaces(token.text))
      continue
    }
    const { name } = token
    if (skip) {
      if (name === skip.name) skip.depth += token.kind === 'open' ? (token.closed ? 0 : 1) : -1
      if (skip.depth === 0) skip = null
      continue
    }
    if (token.kind === 'open') {
      const a = attributesOf(token.text)
      const style = (a['style'] ?? '').toLowerCase().replace(/\s*:\s*/g, ':')
      if (
        dropped.has(name) ||
        (name.includes(':') && name !== 'o:p' && !name.startsWith('st1:')) ||
        /display:none|mso-hide:all/.test(style) ||
        isNoteList(a)
      ) {
        if (!token.closed && !empty.has(name)) skip = { name, depth: 1 }
        continue
      }
      if (marker !== null) continue
      // Word's own mark of a list item, where no comment stands around it
      if (/mso-list:ignore/.test(style)) {
        skip = { name, depth: 1 }
        continue
      }
      if (empty.has(name)) {
        if (name === 'br') out.push('<br>')
        else if (name === 'hr') {
          lists.end()
          out.push('<hr>')
        } else if (name === 'img') {
          const src = a['src'] ?? ''
          if (/^data:image\//i.test(src)) out.push(`<img src="pasted:${pictures.push(src) - 1}" alt="${escapeAttribute(a['alt'] ?? '')}">`)
          else if (src.startsWith('/api/offerings/')) out.push(`<img src="${escapeAttribute(src)}" alt="${escapeAttribute(a['alt'] ?? '')}">`)
          else lost++
        }
        continue
      }
      if (token.closed) continue
      open.push({ name, close: begin(name, a, style) })
      continue
    }
    // a closing tag: up to the element that it closes, if it is open at all
    const at = open.findLastIndex((one) => one.name === name)
    if (at === -1 || marker !== null) continue
    if (blocks.has(name)) lists.end()
    for (const one of open.splice(at).toReversed()) out.push(one.close)
  }
  for (const one of open.toReversed()) out.push(one.close)
  lists.end()
  return { html: tidy(out.join('')), pictures, lost }

  function begin(name: string, a: Record<string, string>, style: string): string {
    const level = headingLevel(name, a, style)
    const wordList = /mso-list:l(\d+) level(\d+)/.exec(style)
    if (level === null && wordList && name === 'p') {
      lists.item(Number(wordList[2]), wordList[1] ?? '')
      return ''
    }
    if (level !== null || name === 'p' || name === 'div' || blocks.has(name)) lists.end()
    if (level !== null) {
      const tag = `h${Math.min(4, Math.max(2, level - top + 2))}`
      out.push(`<${tag}>`)
      return `</${tag}>`
    }
    if (name === 'p') {
      out.push('<p>')
      return '</p>'
    }
    if (blocks.has(name)) {
      const kept =
        name === 'td' || name === 'th' ? spans(a) : name === 'ol' && a['start'] && a['start'] !== '1' ? ` start="${Number(a['start']) || 1}"` : ''
      out.push(`<${name}${kept}>`)
      return `</${name}>`
    }
    if (name === 'a') return link(a)
    return wrap(name, style)
  }

  function link(a: Record<string, string>): string {
    const href = (a['href'] ?? '').trim()
    const note = /#(?:_ftn|_edn|sdfootnote|sdendnote|ftnt|footnote)(\d+)(?:sym|anc)?$/i.exec(href)
    const text = note ? notes.get(note[1] ?? '') : undefined
    if (text !== undefined) {
      out.push(`<span data-note="">${text}</span>`)
      skip = { name: 'a', depth: 1 }
      open.push({ name: '', close: '' })
      return ''
    }
    if (!/^(https?:|mailto:|tel:)/i.test(href)) return ''
    out.push(`<a href="${escapeAttribute(href)}">`)
    return '</a>'
  }

  function wrap(name: string, style: string): string {
    const tags: string[] = []
    const own = marks.get(name)
    // Google wraps everything in a bold element that is not bold
    if (own && !(own === 'strong' && /(?:^|[;\s])font-weight:(normal|400)/.test(style))) tags.push(own)
    if (name === 'span' || name === 'font') {
      if (/(?:^|[;\s])font-weight:(bold|[6-9]00)/.test(style)) tags.push('strong')
      if (/font-style:italic/.test(style)) tags.push('em')
      if (/vertical-align:super/.test(style)) tags.push('sup')
      if (/vertical-align:sub/.test(style)) tags.push('sub')
      if (/text-decoration[^;]*line-through/.test(style)) tags.push('s')
    }
    if (tags.length === 0) return ''
    out.push(tags.map((tag) => `<${tag}>`).join(''))
    return tags
      .toReversed()
      .map((tag) => `</${tag}>`)
      .join('')
  }
}

/** What the clipboard says is the content. */
function fragmentOf(html: string): string {
  const found = /<!--\s*StartFragment\s*-->([\s\S]*?)<!--\s*EndFragment\s*-->/i.exec(html)?.[1]
  const body = found ?? /<body[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(html)?.[1] ?? html
  // footnotes lie after the fragment's end in what Word writes
  const rest = found === undefined ? '' : /<div[^>]*mso-element:\s*(?:footnote|endnote)-list[\s\S]*$/i.exec(html)?.[0]
  return found !== undefined && rest && !found.includes(rest.slice(0, 60)) ? found + rest : body
}

function headingLevel(name: string, a: Record<string, string>, style: string): number | null {
  const tag = /^h([1-6])$/.exec(name)?.[1]
  if (tag) return Number(tag)
  if (name !== 'p') return null
  if (/^MsoTitle/i.test(a['class'] ?? '')) return 1
  const byClass = /^MsoHeading(\d)|^Heading(\d)/i.exec(a['class'] ?? '')
  if (byClass) return Number(byClass[1] ?? byClass[2])
  const byStyle = /mso-outline-level:(\d)/.exec(style)?.[1]
  return byStyle ? Number(byStyle) : null
}

/** The highest level that is there becomes the lesson's own highest. */
function topHeading(tokens: Token[]): number {
  let top = 7
  for (const token of tokens) {
    if (token.kind !== 'open') continue
    const a = attributesOf(token.text)
    top = Math.min(top, headingLevel(token.name, a, (a['style'] ?? '').toLowerCase().replace(/\s*:\s*/g, ':')) ?? 7)
  }
  return Math.min(top, 6)
}

function isNoteList(a: Record<string, string>): boolean {
  return /mso-element:\s*(footnote|endnote)(-list)?\b/i.test(a['style'] ?? '') || /^(sdfootnote|sdendnote|ftn|edn)\d+$/i.test(a['id'] ?? '')
}

/** The words of footnotes by number: Word and LibreOffice write them at the end of the page. */
function footnotesOf(tokens: Token[]): Map<string, string> {
  const notes = new Map<string, string>()
  let number: string | null = null
  let depth = 0
  let text = ''
  for (const token of tokens) {
    if (token.kind === 'open' && token.name === 'div') {
      const id = /^(?:sdfootnote|sdendnote|ftn|edn)(\d+)$/i.exec(attributesOf(token.text)['id'] ?? '')?.[1]
      if (number === null && id) {
        number = id
        depth = 0
        text = ''
      }
      if (number !== null) depth++
    } else if (token.kind === 'close' && token.name === 'div' && number !== null && --depth === 0) {
      notes.set(
        number,
        spaces(text)
          .replace(/^\s*\[?\d+\]?\.?\s*/, '')
          .trim(),
      )
      number = null
    } else if (token.kind === 'text' && number !== null) text += token.text
  }
  return notes
}

function spans(a: Record<string, string>): string {
  return ['colspan', 'rowspan'].map((name) => (Number(a[name]) > 1 ? ` ${name}="${Number(a[name])}"` : '')).join('')
}

const spaces = (text: string): string => text.replace(/(?:&nbsp;|\u00a0|\s)+/g, ' ')
const escapeAttribute = (raw: string): string =>
  raw
    .replace(/&(?!\w+;|#\d+;)/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')

/** Takes out what holds nothing, and a paragraph around what a list item or a cell says alone. */
function tidy(html: string): string {
  let text = html
  for (let round = 0; round < 10; round++) {
    const next = text
      .replace(
        /<(p|h[2-4]|strong|em|u|s|sub|sup|code|blockquote|li|ul|ol|a)(?: [^>]*)?>((?:\s|<br>)*)<\/\1>/g,
        (_all, tag: string, inside: string) => (/^(p|h\d|li|ul|ol|blockquote)$/.test(tag) ? '' : inside),
      )
      .replace(/<\/(strong|em)>(\s*)<\1>/g, '$2')
      .replace(/<(h[2-4])><strong>((?:(?!<\/?strong>|<\/h\d>)[\s\S])*)<\/strong><\/\1>/g, '<$1>$2</$1>')
    if (next === text) break
    text = next
  }
  return text
    .replace(/(<(?:p|h[2-4]|li|td|th)(?: [^>]*)?>)\s+/g, '$1')
    .replace(/\s+(<\/(?:p|h[2-4]|li|td|th)>|<(?:ul|ol)>)/g, '$1')
    .replace(/(<\/(?:p|h[2-4]|li|ul|ol|table|tr|td|th|tbody|blockquote)>|<(?:table|tbody|thead|tr|ul|ol)(?: [^>]*)?>)\s+(?=<)/g, '$1')
    .trim()
}
