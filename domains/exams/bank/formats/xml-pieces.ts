/** Pieces of XML as they are written, cut without being understood: what no reader knows can be kept and written out again. */

const token = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g

export interface Piece {
  name: string
  /** With its tags. */
  source: string
}

/**
 * Whether no comment, CDATA or instruction is left open. Looking for an end that never comes, from each of a million beginnings,
 * would take hours: such a file is broken anyway.
 */
export function isClosed(source: string): boolean {
  const ends = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const
  return ends.every(([start, end]) => source.lastIndexOf(start) <= source.lastIndexOf(end))
}

/** The elements right inside the outermost one, in the order of the file. */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = []
  let depth = 0
  let start = 0
  for (const found of source.matchAll(token)) {
    const [whole, closing, name, rest] = found
    if (name === undefined) continue
    if (closing) {
      depth--
      if (depth === 1) pieces.push({ name, source: source.slice(start, found.index + whole.length) })
    } else if (rest?.endsWith('/')) {
      if (depth === 1) pieces.push({ name, source: whole })
    } else {
      if (depth === 1) start = found.index
      depth++
    }
  }
  return pieces
}
