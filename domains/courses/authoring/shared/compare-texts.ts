/** A stretch of two compared texts. */
export interface Stretch {
  kind: 'same' | 'gone' | 'new'
  text: string
}
/** A paragraph (or heading, item, cell …) of the comparison, in the order of reading. */
export interface ComparedBlock {
  kind: 'same' | 'gone' | 'new' | 'changed'
  parts: Stretch[]
}

/** Pairs that are looked at at most: longer texts are compared by their ends only, so that a page never hangs. */
const mostPairs = 4_000_000

/**
 * Compares two texts of a lesson by paragraphs, and inside changed ones by words. Marks (bold, links) are not compared;
 * pictures, formulas and blocks are, by what they show.
 */
export function compareTexts(before: string, after: string): ComparedBlock[] {
  const rows = align(blocksOf(before), blocksOf(after))
  const compared: ComparedBlock[] = []
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]
    if (!row) break
    // what went and what came beside one another may be one paragraph that was changed
    const next = rows[at + 1]
    if (row.kind === 'gone' && next?.kind === 'new' && alike(row.text, next.text)) {
      compared.push({ kind: 'changed', parts: joined(align(wordsOf(row.text), wordsOf(next.text))) })
      at++
    } else compared.push({ kind: row.kind, parts: [row] })
  }
  return compared
}

/** The paragraphs of a lesson as plain words. */
export function blocksOf(html: string): string[] {
  return html
    .replace(/<img[^>]*?alt="([^"]*)"[^>]*>/g, (_all, alt: string) => `⟦${alt || '…'}⟧`)
    .replace(/<figure[^>]*data-block="([a-z-]+)"[^>]*>/g, (_all, kind: string) => (kind === 'formula' ? '' : `⟦${kind}⟧`))
    .split(/<\/?(?:p|h\d|li|ul|ol|td|th|tr|table|div|aside|section|figure|figcaption|pre|blockquote|details|summary|br|hr|dt|dd)\b[^>]*>/)
    .map((part) =>
      decode(part.replace(/<[^>]+>/g, ''))
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean)
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
}

function alike(a: string, b: string): boolean {
  const [of, other] = [new Set(wordsOf(a)), wordsOf(b)]
  const common = other.filter((word) => of.has(word) && /\S/.test(word)).length
  return common * 3 >= other.filter((word) => /\S/.test(word)).length
}

/** The longest common order of two lists, with what lies between. */
function align(a: string[], b: string[]): Stretch[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const same = (list: string[]): Stretch[] => list.map((text) => ({ kind: 'same', text }))
  return [...same(a.slice(0, start)), ...between(a.slice(start, a.length - end), b.slice(start, b.length - end)), ...same(end ? a.slice(-end) : [])]
}

function between(a: string[], b: string[]): Stretch[] {
  const gone = (text: string): Stretch => ({ kind: 'gone', text })
  const came = (text: string): Stretch => ({ kind: 'new', text })
  if (a.length === 0 || b.length === 0 || a.length * b.length > mostPairs) return [...a.map(gone), ...b.map(came)]
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0)
  const out: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      out.push({ kind: 'same', text: left })
      i++
      j++
    } else if (left !== undefined && (right === undefined || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))) {
      out.push(gone(left))
      i++
    } else if (right !== undefined) {
      out.push(came(right))
      j++
    }
  }
  return out
}

function joined(parts: Stretch[]): Stretch[] {
  const out: Stretch[] = []
  for (const part of parts) {
    const last = out.at(-1)
    if (last?.kind === part.kind) last.text += part.text
    else out.push({ ...part })
  }
  return out
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
