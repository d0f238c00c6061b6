/** Slides of a discipline's lectures: what is said under each heading of a lecture, shortened to what a slide holds. */
export interface Slide {
  title: string
  parts: { kind: 'text' | 'code' | 'figure'; text: string; alt?: string }[]
}

const partsAtMost = 4
const linesOfCode = 9
/** A slide of a lecture's exercises is no slide. */
const leftOut = /^(Упражнения|Проверьте себя|Машыгуу|Өзүңүздү текшериңиз|Машыгуулар|Көнүгүүлөр)/

/**
 * Reads a lecture's HTML as slides: each heading begins one; of a paragraph its first sentence, of a list its points, of a
 * table its lines, of a program its first lines, of a picture the picture.
 * @param figures drawings by their path in the text
 */
export function slidesOf(html: string, figures: ReadonlyMap<string, string>): Slide[] {
  return html
    .split(/(?=<h2>)/)
    .filter((part) => part.startsWith('<h2>'))
    .map((part) => ({ title: wordsOf(/<h2>(.*?)<\/h2>/s.exec(part)?.[1] ?? ''), parts: partsOf(part, figures) }))
    .filter(({ title, parts }) => parts.length > 0 && !leftOut.test(title))
}

function partsOf(html: string, figures: ReadonlyMap<string, string>): Slide['parts'] {
  const found: Slide['parts'] = []
  for (const [, tag = '', , body = ''] of html.matchAll(/<(p|li|pre|figure|tr)(\s[^>]*)?>(.*?)<\/(?:p|li|pre|figure|tr)>/gs)) {
    const image = /<img src="([^"]+)" alt="([^"]*)"/.exec(body)
    if (image) {
      const drawing = figures.get(image[1] ?? '')
      if (drawing) found.push({ kind: 'figure', text: drawing, alt: wordsOf(image[2] ?? '') })
    } else if (tag === 'pre') found.push({ kind: 'code', text: plain(body).split('\n').slice(0, linesOfCode).join('\n') })
    else if (tag === 'tr') {
      const cells = [...body.matchAll(/<t([hd])[^>]*>(.*?)<\/t[hd]>/gs)]
      if (cells.some(([, kind]) => kind === 'd')) found.push({ kind: 'text', text: cells.map(([, , cell = '']) => wordsOf(cell)).join(' — ') })
    } else {
      const words = firstSentence(wordsOf(body))
      if (words) found.push({ kind: 'text', text: words })
    }
  }
  const figure = found.find(({ kind }) => kind === 'figure')
  // a picture leaves room for two lines
  return figure ? [...found.filter(({ kind }) => kind === 'text').slice(0, 2), figure] : fitting(found)
}

function fitting(found: Slide['parts']): Slide['parts'] {
  const code = found.find(({ kind }) => kind === 'code')
  const texts = found.filter(({ kind }) => kind === 'text').slice(0, code ? 2 : partsAtMost)
  return code ? [...texts, code] : texts
}

function firstSentence(words: string): string {
  const end = /[.!?…](?=\s+\p{Lu})/u.exec(words)
  return (end ? words.slice(0, end.index + 1) : words).replace(/:$/, '')
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
const wordsOf = (html: string): string => plain(html).replace(/\s+/g, ' ').trim()
