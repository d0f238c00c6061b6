import type { CourseArchive } from '../../import-course/archive.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { mostPages } from '../shared/seen.ts'
import type { SlideLine } from '../tables.ts'
import { cleanWords } from './page.ts'
import type { OutlinePage } from './read-pptx.ts'
import { at, attributeOf, below, childrenOf, readTree, type Element } from './xml-tree.ts'

/**
 * Reads the slides of an ODP: titles, words, lists, notes and pictures.
 * @throws 422 when it is locked, damaged, or has too many slides
 */
export async function readOdp(archive: CourseArchive, onPage: (page: OutlinePage, of: number) => Promise<void>): Promise<void> {
  const manifest = 'META-INF/manifest.xml'
  if (archive.has(manifest) && (await archive.read(manifest)).includes('encryption-data')) throw problem('courses.slides-locked', { status: 422 })
  const body = at(readTree(await archive.read('content.xml'), 'content.xml'), 'document-content', 'body', 'presentation')
  if (!body) throw problem('courses.slides-wrong-type', { status: 422 })
  const slides = childrenOf(body, 'page')
  if (slides.length > mostPages) throw problem('courses.slides-too-many', { status: 422, params: { count: mostPages } })
  for (const slide of slides) await onPage(readSlide(slide), slides.length)
}

function readSlide(slide: Element): OutlinePage {
  const page: OutlinePage = { title: '', lines: [], notes: '', pictures: [] }
  const notes = at(slide, 'notes')
  page.notes = cleanWords(
    below(notes, new Set(['text-box']))
      .flatMap((box) => linesOf(box, 0).map(({ text }) => text))
      .join('\n'),
  )
  for (const frame of below(slide, new Set(['frame', 'custom-shape']), new Set(['notes']))) {
    const kind = attributeOf(frame, 'class')
    const picture = at(frame, 'image')
    const box = frame.name === 'frame' ? at(frame, 'text-box') : frame
    const words = linesOf(box, 0)
    if (kind === 'title' && page.title === '') page.title = words.map(({ text }) => text).join(' ')
    else page.lines.push(...words)
    for (const row of below(at(frame, 'table'), new Set(['table-row']))) {
      const cells = childrenOf(row, 'table-cell').map((cell) =>
        linesOf(cell, 0)
          .map(({ text }) => text)
          .join(' '),
      )
      if (cells.some(Boolean)) page.lines.push({ text: cells.join(' | '), level: 0 })
    }
    const name = attributeOf(picture, 'href').replace(/^\.\//, '')
    if (name.startsWith('Pictures/')) page.pictures.push({ name, alt: cleanWords(at(frame, 'desc')?.children[0]?.text ?? '', 500) })
  }
  return page
}

/** Paragraphs and the points of lists, in their order. */
function linesOf(of: Element | undefined, level: number): SlideLine[] {
  return (of?.children ?? []).flatMap((one) => {
    if (one.name === 'p' || one.name === 'h') {
      const text = cleanWords(wordsOf(one)).replaceAll('\n', ' ')
      return text === '' ? [] : [{ text, level }]
    }
    if (one.name === 'list') return childrenOf(one, 'list-item').flatMap((item) => linesOf(item, Math.min(9, level + 1)))
    return []
  })
}

function wordsOf(of: Element): string {
  return of.children
    .map((one) => {
      if (one.name === '#text') return one.text
      if (one.name === 's' || one.name === 'tab') return ' '
      return one.name === 'line-break' ? '\n' : wordsOf(one)
    })
    .join('')
}
