import { findText } from '../shared/compare-text.ts'
import type { Fault, Mark } from '../shared/paper.ts'
import type { AcceptedText, ShortTextContent } from '../shared/question.ts'
import { marked, uniqueIds } from './common.ts'

export function markText(content: ShortTextContent, text: string): Mark {
  const found = findText(text.slice(0, 2000), content.accepted, content.compare)
  return found ? marked(found.credit, [], [`accepted/${found.id}`]) : marked(0)
}

/** A text that earns most; null when none earns anything. */
export function rightText(accepted: readonly AcceptedText[]): string | null {
  const best = accepted.filter(({ credit }) => credit > 0).toSorted((a, b) => b.credit - a.credit)[0]
  return best ? (best.wildcard ? best.pattern.replaceAll('*', '').trim() || best.pattern : best.pattern) : null
}

export function textFaults(accepted: readonly AcceptedText[], path: string): Fault[] {
  const faults: Fault[] = []
  if (!accepted.some(({ credit }) => credit === 1)) faults.push({ path, key: 'right-full-none' })
  accepted.forEach((one, index) => {
    if (one.pattern.trim() === '') faults.push({ path: `${path}.${index}.pattern`, key: 'empty-text' })
    if (!(one.credit >= 0 && one.credit <= 1)) faults.push({ path: `${path}.${index}.credit`, key: 'credit-range' })
    if (one.wildcard && one.credit === 1 && one.pattern.replaceAll('*', '').trim() === '')
      faults.push({ path: `${path}.${index}.pattern`, key: 'pattern-anything' })
  })
  return [...faults, ...uniqueIds(accepted, path)]
}
