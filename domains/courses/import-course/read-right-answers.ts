import { all, below, one, words, type Xml } from './xml.ts'

/** Identifiers of the right choices: those equalled, outside any «not», in the condition that gives the most points. */
export function rightAnswers(item: Xml): Set<string> {
  let best = new Set<string>()
  let most = 0
  for (const condition of below(one(item, 'resprocessing'), 'respcondition')) {
    const given = Number(all(condition, 'setvar').map((set) => words(set))[0] ?? 'NaN')
    const equal = new Set(equalled(one(condition, 'conditionvar')))
    if (given > most && equal.size > 0) {
      most = given
      best = equal
    }
  }
  return best
}

function equalled(of: Xml | undefined, depth = 0): string[] {
  if (!of || depth > 20) return []
  return [
    ...all(of, 'varequal').map((equal) => words(equal)),
    ...all(of, 'and').flatMap((part) => equalled(part, depth + 1)),
    ...all(of, 'or').flatMap((part) => equalled(part, depth + 1)),
  ]
}

/** The number with its tolerance, or the middle of the accepted range and half its width; `others`: further answers that count too. */
export function numericAnswer(item: Xml): { answer: number; tolerance: number; others: number } | null {
  const accepted = below(one(item, 'resprocessing'), 'respcondition').flatMap((condition) => oneAnswer(one(condition, 'conditionvar')) ?? [])
  const [first, ...others] = accepted
  return first ? { ...first, others: others.length } : null
}

function oneAnswer(of: Xml | undefined): { answer: number; tolerance: number } | null {
  const number = (...names: string[]): number => Number(names.map((name) => words(below(of, name)[0])).find((text) => text !== '') ?? 'NaN')
  const from = number('vargte', 'vargt')
  const to = number('varlte', 'varlt')
  const exact = number('varequal')
  const even = (value: number): number => Number(value.toPrecision(12))
  if (Number.isFinite(exact)) {
    const width = Number.isFinite(from) && Number.isFinite(to) ? Math.max(exact - from, to - exact) : 0
    return { answer: exact, tolerance: even(Math.max(0, width)) }
  }
  if (!Number.isFinite(from) || !Number.isFinite(to) || to < from) return null
  return { answer: even((from + to) / 2), tolerance: even((to - from) / 2) }
}
