import type { Fault, Mark, PaperChoice } from '../shared/paper.ts'
import type { MultipleContent, Option, SingleContent, TrueFalseContent } from '../shared/question.ts'
import { randomOf, shuffle } from '../shared/random.ts'
import { clamp, filled, marked, uniqueIds } from './common.ts'

/** The options of a paper in its order; ids say the place on the paper alone. */
export function layOptions(options: readonly Option[], mixed: boolean, seed: string, purpose = 'options'): { id: string; option: Option }[] {
  const order = mixed ? shuffle(options, randomOf(seed, purpose)) : options
  return order.map((option, index) => ({ id: `c${index + 1}`, option }))
}

export function choicesOf(laid: { id: string; option: Option }[]): PaperChoice[] {
  return laid.map(({ id, option }) => ({ id, text: option.text }))
}

/** The option that earns most; null when none earns anything. */
export function bestOption(options: readonly Option[]): Option | null {
  const best = options.toSorted((a, b) => b.credit - a.credit)[0]
  return best && best.credit > 0 ? best : null
}

export function markSingle(content: SingleContent, seed: string, choice: string | null): Mark {
  const chosen = layOptions(content.options, content.shuffle, seed).find(({ id }) => id === choice)?.option
  return chosen ? marked(clamp(chosen.credit), [], [`options/${chosen.id}`]) : marked(0)
}

/** Right ones less wrong ones, all or nothing, or each its own weight; never below nothing. */
export function markMultiple(content: MultipleContent, seed: string, choices: readonly string[]): Mark {
  const given = new Set(choices)
  const chosen = layOptions(content.options, content.shuffle, seed).flatMap(({ id, option }) => (given.has(id) ? [option] : []))
  const right = content.options.filter(({ credit }) => credit > 0)
  if (chosen.length === 0 || right.length === 0) return marked(0)
  const hits = chosen.filter(({ credit }) => credit > 0).length
  const wrong = chosen.length - hits
  const share = {
    'all-or-nothing': hits === right.length && wrong === 0 ? 1 : 0,
    'right-minus-wrong': (hits - wrong) / right.length,
    // Thirds of a hundred never add up: all right ones are the whole, whatever their sum is.
    weights: hits === right.length && wrong === 0 ? 1 : sum(chosen) / sum(right),
  }[content.rule]
  return marked(
    clamp(share),
    [],
    chosen.map(({ id }) => `options/${id}`),
  )
}

export function markTrueFalse(content: TrueFalseContent, value: boolean | null): Mark {
  if (value === null) return marked(0)
  return marked(value === content.right ? 1 : 0, [], [value ? 'feedbackTrue' : 'feedbackFalse'])
}

/** Faults of a list of options. @param path where it stands */
export function optionFaults(options: readonly Option[], path: string, many: boolean): Fault[] {
  const faults: Fault[] = []
  if (options.length < 2) faults.push({ path, key: 'options-few' })
  options.forEach((option, index) => {
    if (!filled(option.text)) faults.push({ path: `${path}.${index}.text`, key: 'empty-text' })
    if (!(option.credit >= -1 && option.credit <= 1)) faults.push({ path: `${path}.${index}.credit`, key: 'credit-range' })
  })
  if (new Set(options.map(({ text }) => JSON.stringify(text))).size < options.length) faults.push({ path, key: 'options-same' })
  if (many ? !options.some(({ credit }) => credit > 0) : !options.some(({ credit }) => credit === 1)) {
    faults.push({ path, key: many ? 'right-none' : 'right-full-none' })
  }
  return [...faults, ...uniqueIds(options, path)]
}

function sum(options: readonly Option[]): number {
  return options.reduce((total, { credit }) => total + credit, 0)
}
