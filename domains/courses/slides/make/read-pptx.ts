import { posix } from 'node:path'
import { refuseArchive, type CourseArchive } from '../../import-course/archive.ts'
import { problem } from '../../../../foundation/server/http/problem.ts'
import { mostPages } from '../shared/seen.ts'
import type { SlideLine } from '../tables.ts'
import { cleanWords } from './page.ts'
import { at, attributeOf, below, childrenOf, prefixed, readTree, type Element } from './xml-tree.ts'

/** A page of an office file in words, before its pictures are taken out. */
export interface OutlinePage {
  title: string
  lines: SlideLine[]
  notes: string
  /** Names in the archive. */
  pictures: { name: string; alt: string }[]
}

/** Parts of a slide that stand on every one. */
const furniture = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg'])
/** The same said again for older programs. */
const skipped = new Set(['Fallback', 'extLst'])

/**
 * Reads the shown slides of a PPTX: titles, words, lists, tables, notes and pictures, in the order of the presentation.
 * @throws 422 when it is none, is damaged, or has too many slides
 */
export async function readPptx(archive: CourseArchive, onPage: (page: OutlinePage, of: number) => Promise<void>): Promise<void> {
  const main = [...(await relationsOf(archive, '')).values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'ppt/presentation.xml'
  if (!archive.has(main)) throw problem('courses.slides-wrong-type', { status: 422 })
  const relations = await relationsOf(archive, main)
  const list = at(await tree(archive, main), 'presentation', 'sldIdLst')
  const names = childrenOf(list, 'sldId').flatMap((one) => relations.get(prefixed(one, 'id'))?.target ?? [])
  if (names.length > mostPages) throw problem('courses.slides-too-many', { status: 422, params: { count: mostPages } })
  for (const name of names) {
    if (!archive.has(name)) throw refuseArchive('damaged')
    const slide = at(await tree(archive, name), 'sld')
    if (attributeOf(slide, 'show') === '0') continue
    const own = await relationsOf(archive, name)
    const notes = [...own.values()].find(({ type }) => type.endsWith('/notesSlide'))?.target
    await onPage(readSlide(slide, own, notes && archive.has(notes) ? readNotes(await tree(archive, notes)) : ''), names.length)
  }
}

const tree = async (archive: CourseArchive, name: string): Promise<Element> => readTree(await archive.read(name), name)

interface Relation {
  type: string
  target: string
}

/** What a part leads to inside the archive; addresses of the outside are passed by. */
async function relationsOf(archive: CourseArchive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const name = posix.join(part === '' ? '' : folder, '_rels', `${posix.basename(part)}.rels`)
  const found = new Map<string, Relation>()
  if (!archive.has(name)) return found
  for (const one of childrenOf(at(await tree(archive, name), 'Relationships'), 'Relationship')) {
    const target = attributeOf(one, 'Target')
    if (attributeOf(one, 'TargetMode') === 'External' || target === '') continue
    const path = target.startsWith('/') ? target.slice(1) : posix.join(part === '' ? '' : folder, target)
    found.set(attributeOf(one, 'Id'), { type: attributeOf(one, 'Type'), target: path })
  }
  return found
}

function readSlide(slide: Element | undefined, relations: ReadonlyMap<string, Relation>, notes: string): OutlinePage {
  const page: OutlinePage = { title: '', lines: [], notes, pictures: [] }
  for (const shape of below(at(slide, 'cSld', 'spTree'), new Set(['sp', 'pic', 'tbl']), skipped)) {
    if (shape.name === 'pic') {
      const target = relations.get(prefixed(at(shape, 'blipFill', 'blip'), 'embed'))?.target
      const alt = attributeOf(at(shape, 'nvPicPr', 'cNvPr'), 'descr')
      if (target) page.pictures.push({ name: target, alt: cleanWords(alt, 500) })
    } else if (shape.name === 'tbl') {
      for (const row of childrenOf(shape, 'tr')) {
        const cells = childrenOf(row, 'tc').map((cell) =>
          linesOf(at(cell, 'txBody'), 0)
            .map(({ text }) => text)
            .join(' '),
        )
        if (cells.some(Boolean)) page.lines.push({ text: cells.join(' | '), level: 0 })
      }
    } else {
      const place = at(shape, 'nvSpPr', 'nvPr', 'ph')
      const type = attributeOf(place, 'type')
      if (furniture.has(type)) continue
      const words = linesOf(at(shape, 'txBody'), place && type !== 'subTitle' && type !== 'ctrTitle' && type !== 'title' ? 1 : 0)
      if (/^(ctrT|t)itle$/.test(type) && page.title === '') page.title = words.map(({ text }) => text).join(' ')
      else page.lines.push(...words)
    }
  }
  return page
}

/** The paragraphs of a box of words. @param base level of its outermost paragraphs: those of a list's place are points */
function linesOf(body: Element | undefined, base: number): SlideLine[] {
  return childrenOf(body, 'p').flatMap((paragraph) => {
    const text = cleanWords(wordsOf(paragraph)).replaceAll('\n', ' ')
    const depth = Math.min(8, Math.max(0, Number(attributeOf(at(paragraph, 'pPr'), 'lvl')) || 0))
    const bulleted = base > 0 || depth > 0 || at(paragraph, 'pPr', 'buChar') !== undefined || at(paragraph, 'pPr', 'buAutoNum') !== undefined
    return text === '' ? [] : [{ text, level: bulleted ? depth + 1 : 0 }]
  })
}

function wordsOf(of: Element): string {
  return of.children
    .map((one) => {
      if (one.name === 't') return one.children.map(({ text }) => text).join('')
      if (one.name === 'br') return '\n'
      return skipped.has(one.name) ? '' : wordsOf(one)
    })
    .join('')
}

function readNotes(notes: Element): string {
  return cleanWords(
    below(at(notes, 'notes', 'cSld', 'spTree'), new Set(['sp']), skipped)
      .filter((shape) => attributeOf(at(shape, 'nvSpPr', 'nvPr', 'ph'), 'type') === 'body')
      .flatMap((shape) => linesOf(at(shape, 'txBody'), 0).map(({ text }) => text))
      .join('\n'),
  )
}
