/** A piece of HTML as it stands: nothing is believed about its order. */
export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'comment'; text: string }
  | { kind: 'open'; name: string; text: string; closed: boolean }
  | { kind: 'close'; name: string }

const pattern = /<!--([\s\S]*?)-->|<!(\[[^>]*\])>|<![^>]*>|<\?[^>]*>|<\/([a-z][\w:-]*)[^>]*>|<([a-z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi

/** Cuts HTML into its pieces. Conditional comments of Word (`<![if …]>`) count as comments. */
export function tokensOf(html: string): Token[] {
  const tokens: Token[] = []
  let from = 0
  for (const found of html.matchAll(pattern)) {
    if (found.index > from) tokens.push({ kind: 'text', text: html.slice(from, found.index) })
    from = found.index + found[0].length
    const [, comment, condition, close, open, attributes = ''] = found
    if (comment !== undefined || condition !== undefined) tokens.push({ kind: 'comment', text: (comment ?? condition ?? '').trim() })
    else if (close !== undefined) tokens.push({ kind: 'close', name: close.toLowerCase() })
    else if (open !== undefined) tokens.push({ kind: 'open', name: open.toLowerCase(), text: attributes, closed: attributes.trimEnd().endsWith('/') })
  }
  if (from < html.length) tokens.push({ kind: 'text', text: html.slice(from).replaceAll('<', '&lt;') })
  return tokens
}

/** The attributes of an opening tag, names in small letters. */
export function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single, bare] of text.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g))
    found[name.toLowerCase()] = double ?? single ?? bare ?? ''
  return found
}
