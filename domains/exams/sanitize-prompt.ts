import sanitizeHtml from 'sanitize-html'

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'b',
    'strong',
    'i',
    'em',
    'u',
    'sub',
    'sup',
    'code',
    'pre',
    'ul',
    'ol',
    'li',
    'span',
    'img',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'blockquote',
  ],
  allowedAttributes: { img: ['src', 'alt', 'width', 'height'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'], '*': ['lang'] },
  allowedSchemes: [],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
}

/** HTML of a question: marks of text, lists, tables, and pictures of the portal itself; nothing that runs or calls out. */
export function sanitizePrompt(html: string): string {
  return sanitizeHtml(html, allowed)
}
