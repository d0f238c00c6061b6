/** A mark as people write it: with a comma or a point; null for an empty one, undefined for what is no number. */
export function readMark(text: string): number | null | undefined {
  const plain = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('−', '-')
    .replace(',', '.')
  if (plain === '') return null
  return /^-?\d+(\.\d*)?$/.test(plain) ? Math.round(Number(plain) * 100) / 100 : undefined
}

/** A block as spreadsheets put it on the clipboard: lines of cells between tabs; a cell in quotes may hold tabs and line ends. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  const add = (part: string): void => {
    const row = rows.at(-1) ?? []
    row[row.length - 1] += part
  }
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain[at] ?? ''
    if (quoted && sign === '"' && plain[at + 1] === '"') {
      add('"')
      at += 1
    } else if (sign === '"' && (quoted || rows.at(-1)?.at(-1) === '')) quoted = !quoted
    else if (!quoted && sign === '\t') rows.at(-1)?.push('')
    else if (!quoted && sign === '\n') rows.push([''])
    else add(sign)
  }
  return rows
}

export interface Place {
  row: number
  column: number
}

export interface Pasted {
  marks: (Place & { points: number })[]
  /** Cells that are no number, or lie beyond the book. */
  refused: (Place & { text: string; reason: 'not-number' | 'outside' })[]
}

/** Lays a block onto the book from a cell on. Empty cells of the block leave what is there. */
export function layBlock(block: string[][], from: Place, size: { rows: number; columns: number }): Pasted {
  const found: Pasted = { marks: [], refused: [] }
  block.forEach((line, down) =>
    line.forEach((text, right) => {
      const points = readMark(text)
      if (points === null) return
      const place = { row: from.row + down, column: from.column + right }
      if (place.row >= size.rows || place.column >= size.columns) found.refused.push({ ...place, text, reason: 'outside' })
      else if (points === undefined) found.refused.push({ ...place, text, reason: 'not-number' })
      else found.marks.push({ ...place, points })
    }),
  )
  return found
}
