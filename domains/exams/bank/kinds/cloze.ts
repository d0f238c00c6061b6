import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { findText } from '../shared/compare-text.ts'
import type { Fault, Mark, PaperGap } from '../shared/paper.ts'
import type { ClozeContent, Gap } from '../shared/question.ts'
import { bestOption, choicesOf, layOptions, optionFaults } from './choice.ts'
import { markedParts, uniqueIds } from './common.ts'
import { findNumber, numberFaults, readQuantity, rightNumber } from './numeric.ts'
import { rightText, textFaults } from './text.ts'

const marker = /\[\[([\w-]+)\]\]/g

const laid = (gap: Gap & { kind: 'list' }, seed: string, index: number) => layOptions(gap.options, gap.shuffle, seed, `gap/${index}`)

/** Gaps are numbered on the paper: an author's name of a gap might tell what goes in. */
export function clozePaper(content: ClozeContent, seed: string): { prompt: Localized; gaps: PaperGap[] } {
  const numbers = new Map(content.gaps.map(({ id }, index) => [id, String(index + 1)]))
  const number = (html: string): string => html.replace(marker, (whole, id: string) => (numbers.has(id) ? `[[${numbers.get(id)}]]` : whole))
  return {
    prompt: Object.fromEntries(Object.entries(content.prompt).map(([locale, html]) => [locale, number(html ?? '')])),
    gaps: content.gaps.map((gap, index) => {
      const id = String(index + 1)
      return gap.kind === 'list' ? { id, kind: 'list', choices: choicesOf(laid(gap, seed, index)) } : { id, kind: gap.kind }
    }),
  }
}

export function markCloze(content: ClozeContent, seed: string, given: Record<string, string>): Mark {
  const feedback: string[] = []
  const parts = content.gaps.map((gap, index) => {
    const id = String(index + 1)
    const text = Object.hasOwn(given, id) ? (given[id] ?? '') : ''
    const found = findIn(gap, text, seed, index)
    if (found) feedback.push(`gaps/${gap.id}/${gap.kind === 'list' ? 'options' : 'accepted'}/${found.id}`)
    return { id, share: found?.credit ?? 0, weight: gap.weight }
  })
  return markedParts(parts, feedback)
}

function findIn(gap: Gap, text: string, seed: string, index: number): { id: string; credit: number } | null {
  if (text.trim() === '') return null
  if (gap.kind === 'text') return findText(text.slice(0, 2000), gap.accepted, gap.compare)
  if (gap.kind === 'list') return laid(gap, seed, index).find(({ id }) => id === text)?.option ?? null
  const read = readQuantity(text)
  return read && read.unit === '' ? findNumber(read.value, gap.accepted) : null
}

export function rightCloze(content: ClozeContent, seed: string): Record<string, string> {
  return Object.fromEntries(content.gaps.map((gap, index) => [String(index + 1), rightIn(gap, seed, index) ?? '']))
}

function rightIn(gap: Gap, seed: string, index: number): string | null {
  if (gap.kind === 'text') return rightText(gap.accepted)
  if (gap.kind === 'number') return rightNumber(gap.accepted)
  const best = bestOption(gap.options)
  return laid(gap, seed, index).find(({ option }) => option === best)?.id ?? null
}

export function clozeFaults(content: ClozeContent): Fault[] {
  const faults: Fault[] = content.gaps.length === 0 ? [{ path: 'gaps', key: 'gaps-none' }] : []
  for (const [locale, html] of Object.entries(content.prompt)) {
    const named = [...(html ?? '').matchAll(marker)].map(([, id]) => id)
    const ids = content.gaps.map(({ id }) => id)
    if (named.length !== ids.length || ids.some((id) => !named.includes(id))) faults.push({ path: `prompt.${locale}`, key: 'gaps-marked' })
  }
  content.gaps.forEach((gap, index) => {
    const at = `gaps.${index}`
    if (!(gap.weight > 0)) faults.push({ path: `${at}.weight`, key: 'weight' })
    if (gap.kind === 'text') faults.push(...textFaults(gap.accepted, `${at}.accepted`))
    else if (gap.kind === 'number') faults.push(...numberFaults(gap.accepted, `${at}.accepted`))
    else faults.push(...optionFaults(gap.options, `${at}.options`, false))
  })
  return [...faults, ...uniqueIds(content.gaps, 'gaps')]
}
