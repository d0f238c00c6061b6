/** Where a quoted place begins and ends in the words of a room, spaces apart; null when its words are not there any more. */
export function findQuote(room: Node, quote: string): Range | null {
  const wanted = quote.replace(/\s+/g, ' ').trim()
  if (!wanted) return null
  const places: { node: Text; at: number }[] = []
  let words = ''
  const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text
    for (let at = 0; at < text.data.length; at += 1) {
      const sign = /\s/.test(text.data[at] ?? '') ? ' ' : (text.data[at] ?? '')
      if (sign === ' ' && (words === '' || words.endsWith(' '))) continue
      words += sign
      places.push({ node: text, at })
    }
    // paragraphs stand apart in what is selected, though no space stands between them in the text
    if (!words.endsWith(' ')) {
      words += ' '
      places.push({ node: text, at: Math.max(0, text.data.length - 1) })
    }
  }
  const from = words.indexOf(wanted)
  const [begin, end] = [places[from], places[from + wanted.length - 1]]
  if (from < 0 || !begin || !end) return null
  const range = document.createRange()
  range.setStart(begin.node, begin.at)
  range.setEnd(end.node, Math.min(end.at + 1, end.node.data.length))
  return range
}

/** Leads the eye to a quoted place: it is chosen and comes to the middle of the screen. Tells whether it was found. */
export function showQuote(room: Element, quote: string): boolean {
  const range = findQuote(room, quote)
  if (!range) return false
  const chosen = document.getSelection()
  chosen?.removeAllRanges()
  chosen?.addRange(range)
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  return true
}
