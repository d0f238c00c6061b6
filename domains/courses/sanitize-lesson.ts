import sanitize from 'sanitize-html'
import { blockKinds, maxSpec, maxTex } from './authoring/shared/blocks.ts'
import { readLab } from './lab/shared/lab.ts'
import { readPlot } from './plots/shared/plot.ts'

/** Where an address of the text leads after an import moved things; undefined: left as it is, null: leads nowhere. */
export type ResolveAddress = (address: string, use: 'image' | 'link' | 'media') => string | null | undefined

export interface CleanText {
  html: string
  /** The words alone, for search. */
  plain: string
  /** What was changed on the way: note key → how often. */
  changes: Record<string, number>
}

const ownFile = /^\/api\/offerings\/[0-9a-f-]{36}\/files\/[0-9a-f-]{36}$/
const ownAddress = /^\/(?![/\\])[^\\\s]*$/
const outside = /^(https?:\/\/|mailto:|tel:)/i
const classes = ['note', 'warning', 'example', 'summary', 'definition', 'task']
const blocks = [
  'p',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'blockquote',
  'pre',
  'hr',
  'figure',
  'figcaption',
  'aside',
  'section',
  'div',
  'details',
  'summary',
  'table',
  'caption',
  'colgroup',
  'col',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'th',
  'td',
]
const words = [
  'a',
  'abbr',
  'b',
  'br',
  'cite',
  'code',
  'del',
  'dfn',
  'em',
  'i',
  'img',
  'ins',
  'kbd',
  'mark',
  'q',
  's',
  'samp',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
  'var',
  'audio',
  'video',
  'source',
]
const spoken = ['lang', 'dir', 'id']

/**
 * Makes the HTML of a lesson safe and plain: the only place where text from people or files becomes HTML of the portal.
 * Scripts, forms, styles and foreign frames go; a picture of another site becomes a link to it, a frame likewise, so
 * that opening a lesson tells no third party who reads it. Pictures stand only at the portal's own file addresses.
 * @param resolve rewrites addresses (imports); without it they are only checked
 */
export function sanitizeLesson(html: string, resolve?: ResolveAddress): CleanText {
  const changes: Record<string, number> = {}
  const note = (key: string): void => void (changes[key] = (changes[key] ?? 0) + 1)
  const address = (given: string | undefined, use: 'image' | 'link' | 'media'): string | null => {
    const trimmed = (given ?? '').trim()
    const found = resolve?.(trimmed, use)
    if (found === null) note('address-lost')
    return found === undefined ? trimmed : found
  }
  const clean = withoutEmpty(
    withoutNestedLinks(
      sanitize(html, {
        allowedTags: [...blocks, ...words],
        nonTextTags: [
          'style',
          'script',
          'textarea',
          'option',
          'noscript',
          'title',
          'template',
          'xmp',
          'noembed',
          'noframes',
          'plaintext',
          'math',
          'svg',
        ],
        disallowedTagsMode: 'discard',
        allowedAttributes: {
          '*': spoken,
          a: ['href', 'title', 'rel', 'download'],
          img: ['src', 'alt', 'width', 'height', 'loading'],
          audio: ['src', 'controls', 'preload'],
          video: ['src', 'controls', 'preload', 'width', 'height'],
          source: ['src', 'type'],
          ol: ['start', 'type', 'reversed'],
          th: ['scope', 'colspan', 'rowspan'],
          td: ['colspan', 'rowspan'],
          col: ['span'],
          colgroup: ['span'],
          time: ['datetime'],
          abbr: ['title'],
          details: ['open'],
          div: [{ name: 'role', values: ['note'] }],
          // what these may hold is decided below
          figure: ['data-block', 'data-id', 'data-tex', 'data-spec'],
          span: ['data-tex', 'data-note'],
        },
        allowedClasses: { code: ['language-*'], pre: ['language-*'], aside: classes, div: classes, section: classes, p: classes },
        // Addresses are decided below; what is left here is a second wall.
        allowedSchemes: ['http', 'https', 'mailto', 'tel'],
        allowProtocolRelative: false,
        allowedSchemesAppliedToAttributes: ['href', 'src'],
        nestingLimit: 60,
        enforceHtmlBoundary: false,
        onOpenTag: (name) => {
          if (name === 'script' || name === 'form' || name === 'object' || name === 'embed' || name === 'svg') note(`dropped-${name}`)
        },
        transformTags: {
          h1: 'h2',
          // A landmark each would drown the page's own for those who listen to it; a note is what it is.
          aside: (_name, attribs) => ({ tagName: 'div', attribs: { ...(attribs.class ? { class: attribs.class } : {}), role: 'note' } }),
          '*': (tagName, attribs) => {
            if (attribs.style) note('style-dropped')
            const kept = { ...attribs }
            if (tagName === 'figure') keepBlock(kept)
            if (tagName === 'span') keepMarks(kept)
            // Ids get a room of their own, so that a text cannot shadow names of the page around it.
            if (kept.id) kept.id = textId(kept.id)
            return { tagName, attribs: kept }
          },
          iframe: (_name, attribs) => {
            const to = address(attribs.src, 'link')
            note('frame-to-link')
            return linkOrNothing(to, attribs.title || hostOf(to))
          },
          embed: (_name, attribs) => linkOrNothing(address(attribs.src, 'link'), attribs.title || hostOf(attribs.src ?? null)),
          img: (_name, attribs) => {
            const to = address(attribs.src, 'image')
            if (to !== null && ownFile.test(to))
              return { tagName: 'img', attribs: { ...pick(attribs, ['width', 'height']), src: to, alt: attribs.alt ?? '', loading: 'lazy' } }
            note(to !== null && /^https?:/i.test(to) ? 'picture-to-link' : 'picture-lost')
            return linkOrNothing(to, attribs.alt || hostOf(to))
          },
          video: (_name, attribs) => media('video', attribs, address, note),
          audio: (_name, attribs) => media('audio', attribs, address, note),
          source: (_name, attribs) => {
            const to = address(attribs.src, 'media')
            return to !== null && ownFile.test(to)
              ? { tagName: 'source', attribs: { ...pick(attribs, ['type']), src: to } }
              : { tagName: 'span', attribs: {} }
          },
          a: (_name, attribs) => {
            if (attribs.href === undefined) return { tagName: 'a', attribs: pick(attribs, ['title', 'lang', ...(attribs.id ? ['id'] : [])], textId) }
            const to = address(attribs.href, 'link')
            const href = to === null ? null : safeLink(to)
            if (href === null && to !== null) note('link-unsafe')
            if (href === null) return { tagName: 'span', attribs: {} }
            return { tagName: 'a', attribs: { ...pick(attribs, ['title', 'lang']), href, ...relOf(href) } }
          },
        },
      }),
    ),
  ).trim()
  return { html: clean, plain: plainText(clean), changes }
}

/** Leaves of a figure's data only what a block of the portal is made of; a figure that is no such block keeps none. */
function keepBlock(attribs: sanitize.Attributes): void {
  const { 'data-block': kind, 'data-id': id, 'data-tex': tex, 'data-spec': spec } = attribs
  for (const name of Object.keys(attribs)) if (name.startsWith('data-')) delete attribs[name]
  if (kind === undefined || !(blockKinds as readonly string[]).includes(kind)) return
  if (kind === 'formula' && !isTex(tex)) return
  attribs['data-block'] = kind
  if (kind === 'formula') attribs['data-tex'] = tex ?? ''
  if (id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) attribs['data-id'] = id
  if (spec !== undefined && isSpec(spec) && (kind !== 'lab' || readLab(spec)) && (kind !== 'plot' || readPlot(spec))) attribs['data-spec'] = spec
}

/** A formula or a footnote in a line; any other span keeps no data. */
function keepMarks(attribs: sanitize.Attributes): void {
  const { 'data-tex': tex, 'data-note': note } = attribs
  delete attribs['data-tex']
  delete attribs['data-note']
  if (isTex(tex)) attribs['data-tex'] = tex
  else if (note !== undefined) attribs['data-note'] = ''
}

function isTex(tex: string | undefined): tex is string {
  return tex !== undefined && tex.trim() !== '' && tex.length <= maxTex
}

function isSpec(spec: string): boolean {
  if (spec.length > maxSpec) return false
  try {
    const parsed: unknown = JSON.parse(spec)
    return typeof parsed === 'object' && parsed !== null
  } catch {
    return false
  }
}

/** A link inside a link (a foreign picture that was one) ends the outer one in browsers: the inner keeps only its words. */
function withoutNestedLinks(html: string): string {
  let depth = 0
  return html.replace(/<a[ >][^>]*>?|<\/a>/g, (tag) => {
    if (tag === '</a>') return --depth > 0 ? '' : tag
    return ++depth > 1 ? '' : tag
  })
}

/** Takes out paragraphs, links and spans that hold nothing: editors leave them by the hundred. */
function withoutEmpty(html: string): string {
  for (let before = html, round = 0; round < 20; round++) {
    const after = before.replace(
      /<(p|a|span|h[2-6])(?: (?!id=)[a-z]+="[^"]*")*>((?:\s|\u00a0|&nbsp;|<br \/>)*)<\/\1>/g,
      (_whole, tag: string, inside: string) =>
        // A space in a span of its own still parts two words.
        (tag === 'span' || tag === 'a') && inside !== '' ? ' ' : '',
    )
    if (after === before) return after
    before = after
  }
  return html
}

/** The words of a clean text. */
export function plainText(html: string): string {
  const text = html
    .replace(/<(br|span data-note|\/(p|h\d|li|td|th|tr|div|figcaption|figure|summary|pre|blockquote))[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, '')
  return decode(text).replace(/\s+/g, ' ').trim()
}

/** A text that is only words, as HTML. */
export function htmlOfPlain(text: string): string {
  const escape = (part: string): string => part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => `<p>${escape(part).replace(/\r?\n/g, '<br>')}</p>`)
    .join('')
}

/** Undoes `htmlOfPlain`: paragraphs and line breaks of a text that is only words. */
export function plainOfHtml(html: string): string {
  const text = html
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<\/p>\s*<p>/g, '\n\n')
    .replace(/<[^>]+>/g, '')
  return decode(text).trim()
}

function decode(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
}

type Tag = sanitize.Tag
type Address = (given: string | undefined, use: 'image' | 'link' | 'media') => string | null

function media(tagName: 'audio' | 'video', attribs: sanitize.Attributes, address: Address, note: (key: string) => void): Tag {
  const kept = { ...pick(attribs, ['width', 'height']), controls: 'controls', preload: 'none' }
  if (attribs.src === undefined) return { tagName, attribs: kept }
  const to = address(attribs.src, 'media')
  if (to !== null && ownFile.test(to)) return { tagName, attribs: { ...kept, src: to } }
  note('media-to-link')
  return linkOrNothing(to, hostOf(to))
}

function linkOrNothing(to: string | null, text: string): Tag {
  const href = to === null ? null : safeLink(to)
  if (href === null) return { tagName: 'span', attribs: {}, text }
  return { tagName: 'a', attribs: { href, ...relOf(href) }, text: text || href }
}

function relOf(href: string): { rel?: string } {
  return /^https?:/i.test(href) ? { rel: 'noopener nofollow' } : {}
}

/** An address that may be followed; null when it may not. */
function safeLink(to: string): string | null {
  // Control characters inside a scheme are dropped by browsers: `java\tscript:` would come alive.
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(to)) return null
  if (/^#[^\s]*$/.test(to)) return to === '#' ? null : `#${textId(to.slice(1))}`
  if (ownAddress.test(to)) return to
  return outside.test(to) && URL.canParse(to) ? to : null
}

function textId(id: string): string {
  return id.startsWith('text-') ? id : `text-${id.replace(/[^\p{L}\p{N}_.-]/gu, '-').slice(0, 100)}`
}

function pick(attribs: sanitize.Attributes, names: string[], idOf?: (id: string) => string): sanitize.Attributes {
  const kept: sanitize.Attributes = {}
  for (const name of names) {
    const value = attribs[name]
    if (value !== undefined) kept[name] = name === 'id' && idOf ? idOf(value) : value
  }
  return kept
}

function hostOf(address: string | null): string {
  return address && URL.canParse(address) ? new URL(address).host : ''
}
