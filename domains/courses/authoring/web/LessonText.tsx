import { Suspense, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { RichText } from '../../../../foundation/web/kit/RichText.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { lessonBlock, type LessonBlockProps } from '../../web/lesson-blocks.ts'
import styles from './Lesson.module.css'

interface Placed {
  place: HTMLElement
  kind: string
  props: LessonBlockProps
}

/**
 * The text of a lesson with its blocks alive: videos, formulas, coloured code, footnotes at the end. The HTML can be
 * read without any of it; what a lesson does not hold is not fetched.
 */
export function LessonText({ html, lang, itemId, offeringId }: { html: string; lang?: string; itemId: string; offeringId: string }): ReactNode {
  const t = useText('courses')
  const room = useRef<HTMLDivElement>(null)
  const [placed, setPlaced] = useState<Placed[]>([])
  useLayoutEffect(() => {
    const text = room.current?.firstElementChild
    if (!(text instanceof HTMLElement)) return
    setPlaced(findBlocks(text, itemId, offeringId))
    gatherNotes(text, {
      list: t('footnotes.title'),
      note: (number) => t('footnotes.note', { number }),
      back: (number) => t('footnotes.back', { number }),
    })
    void drawFormulas(text)
    void colourCode(text)
  }, [html, itemId, offeringId])
  return (
    <div ref={room} className={styles['lesson']}>
      <RichText html={html} {...(lang ? { lang } : {})} />
      {placed.map(({ place, kind, props }, at) => {
        const Block = lessonBlock(kind)
        return Block
          ? createPortal(
              <Suspense fallback={<SkeletonLines />}>
                <Block {...props} />
              </Suspense>,
              place,
              `${kind} ${props.id ?? at}`,
            )
          : null
      })}
    </div>
  )
}

/** The blocks that somebody registered; their placeholder words make room. */
function findBlocks(text: HTMLElement, itemId: string, offeringId: string): Placed[] {
  const found: Placed[] = []
  for (const place of text.querySelectorAll<HTMLElement>('figure[data-block]')) {
    const { block: kind = '', id = null, ...rest } = place.dataset
    if (kind === 'formula' || !lessonBlock(kind)) continue
    place.replaceChildren()
    found.push({ place, kind, props: { id, itemId, offeringId, data: rest as Record<string, string> } })
  }
  return found
}

/** Turns the notes in the text into numbers that lead to a list at its end, and back. */
function gatherNotes(text: HTMLElement, words: { list: string; note: (number: number) => string; back: (number: number) => string }): void {
  const notes = [...text.querySelectorAll<HTMLElement>('span[data-note]')]
  if (notes.length === 0) return
  const list = document.createElement('ol')
  notes.forEach((note, at) => {
    const number = at + 1
    const entry = document.createElement('li')
    entry.id = `note-${number}`
    entry.tabIndex = -1
    entry.append(...note.childNodes, ' ', linkTo(`#note-from-${number}`, '↩', words.back(number)))
    list.append(entry)
    const sign = document.createElement('sup')
    const link = linkTo(`#note-${number}`, String(number), words.note(number))
    link.id = `note-from-${number}`
    sign.append(link)
    note.replaceWith(sign)
  })
  const part = document.createElement('section')
  part.className = styles['notes'] ?? ''
  part.setAttribute('aria-label', words.list)
  part.append(list)
  text.append(part)
}

function linkTo(href: string, words: string, label: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = href
  link.textContent = words
  link.setAttribute('aria-label', label)
  return link
}

async function drawFormulas(text: HTMLElement): Promise<void> {
  const formulas = [...text.querySelectorAll<HTMLElement>('[data-tex]')]
  if (formulas.length === 0) return
  const { drawFormula } = await import('./formulas.ts').catch(() => ({ drawFormula: null }))
  if (!drawFormula) return
  for (const element of formulas) {
    const display = element.dataset['block'] === 'formula'
    drawFormula(element, element.dataset['tex'] ?? '', display)
    // a wide one is scrolled by keyboard too
    if (display && element.scrollWidth > element.clientWidth) element.tabIndex = 0
  }
}

async function colourCode(text: HTMLElement): Promise<void> {
  const codes = [...text.querySelectorAll<HTMLElement>('pre > code[class*="language-"]')]
  if (codes.length === 0) return
  const { highlight } = await import('./highlight.ts').catch(() => ({ highlight: null }))
  for (const code of codes) highlight?.(code)
}
