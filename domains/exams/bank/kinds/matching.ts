import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { Fault, Mark } from '../shared/paper.ts'
import type { MatchingContent } from '../shared/question.ts'
import { randomOf, shuffle, shuffleBlind } from '../shared/random.ts'
import { filled, keyOf, markedParts, uniqueIds } from './common.ts'

type Row = { id: string; pair: MatchingContent['pairs'][number] }
type Target = { id: string; text: Localized }

/** Rows and targets of a paper. The same text twice is one target; their order comes from the texts alone. */
export function layMatching(content: MatchingContent, seed: string): { rows: Row[]; targets: Target[] } {
  const rows = (content.shuffle ? shuffle(content.pairs, randomOf(seed, 'rows')) : content.pairs).map((pair, index) => ({
    id: `r${index + 1}`,
    pair,
  }))
  const texts = new Map(
    [...content.pairs.map(({ match }) => match), ...content.distractors.map(({ text }) => text)].map((text) => [keyOf(text), text]),
  )
  const targets = shuffleBlind([...texts.values()], keyOf, randomOf(seed, 'targets')).map((text, index) => ({ id: `t${index + 1}`, text }))
  return { rows, targets }
}

export function markMatching(content: MatchingContent, seed: string, given: Record<string, string>): Mark {
  const { rows, targets } = layMatching(content, seed)
  const keys = new Map(targets.map(({ id, text }) => [id, keyOf(text)]))
  return markedParts(rows.map(({ id, pair }) => ({ id, share: keys.get(given[id] ?? '') === keyOf(pair.match) ? 1 : 0 })))
}

export function rightMatching(content: MatchingContent, seed: string): Record<string, string> {
  const { rows, targets } = layMatching(content, seed)
  return Object.fromEntries(rows.map(({ id, pair }) => [id, targets.find(({ text }) => keyOf(text) === keyOf(pair.match))?.id ?? '']))
}

export function matchingFaults(content: MatchingContent): Fault[] {
  const faults: Fault[] = []
  if (content.pairs.length < 2) faults.push({ path: 'pairs', key: 'pairs-few' })
  content.pairs.forEach(({ prompt, match }, index) => {
    if (!filled(prompt) || !filled(match)) faults.push({ path: `pairs.${index}`, key: 'empty-text' })
  })
  if (new Set(content.pairs.map(({ prompt }) => keyOf(prompt))).size < content.pairs.length) faults.push({ path: 'pairs', key: 'options-same' })
  content.distractors.forEach(({ text }, index) => {
    if (!filled(text)) faults.push({ path: `distractors.${index}`, key: 'empty-text' })
    if (content.pairs.some(({ match }) => keyOf(match) === keyOf(text))) faults.push({ path: `distractors.${index}`, key: 'distractor-right' })
  })
  return [...faults, ...uniqueIds([...content.pairs, ...content.distractors], 'pairs')]
}
