/** The editor's HTML as it is sent: what only the editor needs goes. */
export function tidyHtml(html: string): string {
  return html
    .replace(/<figcaption><\/figcaption>/g, '')
    .replace(/ spellcheck="false"/g, '')
    .replace(/ (colspan|rowspan)="1"/g, '')
    .replace(/(?:<p><\/p>)+$/, '')
}

/** Elements that the editor writes in another way without losing anything. */
const alike = new Set([
  'b',
  'i',
  'strong',
  'em',
  'del',
  's',
  'strike',
  'u',
  'span',
  'div',
  'section',
  'aside',
  'thead',
  'tbody',
  'tfoot',
  'colgroup',
  'col',
  'figure',
  'figcaption',
  'br',
  'p',

  'source',
])

/** Names of the elements of a text that are gone after it went through the editor: what it cannot show. */
export function lostInEditor(before: string, after: string): string[] {
  const names = (html: string): Set<string> => new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase()))
  const there = names(after)
  return [...names(before)].filter((name) => !there.has(name) && !alike.has(name))
}
