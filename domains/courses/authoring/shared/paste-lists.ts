interface Level {
  number: number
  list: string
  tag: 'ul' | 'ol'
}

/**
 * Word writes list items as paragraphs that name their list and level; this nests them as they look. The kind of a list
 * is known only from the mark before its first item, so its opening is written when the mark has come.
 */
export function listBuilder(out: string[]): {
  item: (level: number, list: string) => void
  /** The mark of the item that has begun: a sign or a number. */
  marked: (text: string) => void
  /** Something else begins, or what the list stands in ends. */
  end: () => void
} {
  const levels: Level[] = []
  /** Where the opening of the list whose mark is awaited stands in `out`. */
  let awaited: number | null = null
  const closeTo = (number: number): void => {
    for (let last = levels.at(-1); last && last.number > number; last = levels.at(-1)) {
      out.push(`</li></${last.tag}>`)
      levels.pop()
    }
  }
  return {
    item(number, list) {
      closeTo(number)
      const last = levels.at(-1)
      awaited = null
      if (last && last.number === number && last.list !== list && levels.length === 1) {
        out.push(`</li></${last.tag}>`)
        levels.pop()
      } else if (last && last.number === number) {
        out.push('</li><li>')
        return
      }
      levels.push({ number, list, tag: 'ul' })
      awaited = out.push('<ul><li>') - 1
    },
    marked(text) {
      const last = levels.at(-1)
      if (awaited === null || !last) return
      const mark = text.replace(/&nbsp;|\u00a0|\s/g, '')
      if (/^\(?(\d+|[a-zа-яңөү]|[ivxlc]+)([.)]|\.\d+\.?)+$/i.test(mark)) {
        last.tag = 'ol'
        out[awaited] = '<ol><li>'
      }
      awaited = null
    },
    end: () => closeTo(-1),
  }
}
