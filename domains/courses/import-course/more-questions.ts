import type { ImportedMore } from '../item-kinds.ts'
import { htmlOfPlain, plainText } from '../sanitize-lesson.ts'
import { all, attribute, below, one, words, type Xml } from './xml.ts'

const differ = (texts: string[]): boolean => new Set(texts).size === texts.length && texts.every((text) => text.trim() !== '')

/** Words to type; null when the file accepts none. Shares are of 1. */
export function shortText(given: { text: string; share: number }[], caseMatters: boolean): ImportedMore | null {
  const accepted = given.filter(({ text, share }) => text.trim() !== '' && share > 0)
  return accepted.length > 0 ? { kind: 'short-text', accepted, caseMatters } : null
}

/** Pairs; a match without a prompt is one that fits nowhere. Null with fewer than two pairs, or two alike. */
export function matching(given: { promptHtml: string; match: string }[]): ImportedMore | null {
  const named = given.filter(({ match }) => match.trim() !== '')
  const empty = ({ promptHtml }: { promptHtml: string }): boolean => plainText(promptHtml).trim() === '' && !promptHtml.includes('<img')
  const pairs = named.filter((pair) => !empty(pair))
  const matches = new Set(pairs.map(({ match }) => match))
  const others = [...new Set(named.filter(empty).map(({ match }) => match))].filter((match) => !matches.has(match))
  if (pairs.length < 2 || !differ(pairs.map(({ promptHtml }) => promptHtml))) return null
  return { kind: 'matching', pairs, others }
}

/** Things in their right order; null with fewer than two, or two alike. */
export function ordering(itemsHtml: string[]): ImportedMore | null {
  return itemsHtml.length >= 2 && differ(itemsHtml) ? { kind: 'ordering', itemsHtml } : null
}

/** The words that QTI 1.2 accepts in a field: those of every condition that gives points. */
export function acceptedWords(item: Xml): { text: string; share: number }[] {
  const found = below(one(item, 'resprocessing'), 'respcondition').flatMap((condition) => {
    const points = Number(all(condition, 'setvar').map((set) => words(set))[0] ?? 'NaN')
    return points > 0 ? below(one(condition, 'conditionvar'), 'varequal').map((equal) => ({ text: words(equal), points })) : []
  })
  const most = Math.max(0, ...found.map(({ points }) => points))
  return found.map(({ text, points }) => ({ text, share: points / most }))
}

/** Canvas' matching: a list for each prompt, one condition for each right pair. @param material reads a piece's words as HTML */
export function canvasPairs(item: Xml, material: (of: Xml) => string): { promptHtml: string; match: string }[] {
  const lists = below(one(item, 'presentation'), 'response_lid')
  const right = new Map(
    below(one(item, 'resprocessing'), 'respcondition').flatMap((condition) =>
      below(one(condition, 'conditionvar'), 'varequal').map((equal) => [attribute(equal, 'respident'), words(equal)] as const),
    ),
  )
  const textOf = (label: Xml): string => plainText(all(label, 'material').map(material).join(''))
  const labels = new Map(lists.flatMap((list) => below(list, 'response_label').map((label) => [attribute(label, 'ident'), textOf(label)] as const)))
  const pairs = lists.map((list) => ({
    promptHtml: all(list, 'material').map(material).join(''),
    match: labels.get(right.get(attribute(list, 'ident')) ?? '') ?? '',
  }))
  // a prompt whose right match the file does not tell cannot be marked
  if (pairs.some(({ match }) => match === '')) return []
  const used = new Set(pairs.map(({ match }) => match))
  return [...pairs, ...[...labels.values()].filter((match) => !used.has(match)).map((match) => ({ promptHtml: htmlOfPlain(''), match }))]
}
