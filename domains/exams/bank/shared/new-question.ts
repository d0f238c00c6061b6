import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { commonOf, kindComparison, noUnits, type AskableContent } from './question.ts'

/** Kinds that a teacher begins in the editor of a test; others come from files and from the bank. */
export const newKinds = ['true-false', 'short-text', 'matching', 'ordering', 'cloze', 'essay'] as const
/** Kinds that a teacher begins in the bank. */
export const newBankKinds = ['single', 'multiple', 'numeric', ...newKinds, 'calculated'] as const
export type NewKind = (typeof newBankKinds)[number]

/** An empty question of a kind, forgiving where its author most likely means it so. */
export function newQuestion(kind: NewKind, language: Locale): AskableContent {
  const common = commonOf({ prompt: {}, language })
  const options = ['o1', 'o2', 'o3'].map((id, index) => ({ id, text: {}, credit: kind === 'single' && index === 0 ? 1 : 0, feedback: {} }))
  switch (kind) {
    case 'single':
      return { ...common, kind, options, shuffle: true }
    case 'multiple':
      return { ...common, kind, options, shuffle: true, rule: 'right-minus-wrong' }
    case 'numeric': {
      const tolerance = { kind: 'absolute' as const, by: 0 }
      return { ...common, kind, accepted: [{ id: 'a1', value: 0, tolerance, credit: 1, feedback: {} }], unit: noUnits }
    }
    case 'calculated':
      return {
        ...common,
        kind,
        variables: ['a', 'b'].map((name) => ({ name, from: 1, to: 10, decimals: 0 })),
        datasets: [],
        formula: 'a + b',
        tolerance: { kind: 'absolute', by: 0 },
        unit: noUnits,
        feedback: {},
      }
    case 'true-false':
      return { ...common, kind, right: true, feedbackTrue: {}, feedbackFalse: {} }
    case 'short-text':
      return { ...common, kind, accepted: [], compare: kindComparison }
    case 'matching':
      return { ...common, kind, pairs: ['p1', 'p2', 'p3'].map((id) => ({ id, prompt: {}, match: {} })), distractors: [], shuffle: true }
    case 'ordering':
      return { ...common, kind, items: ['i1', 'i2', 'i3'].map((id) => ({ id, text: {} })), credit: 'subsequence' }
    case 'cloze':
      return { ...common, kind, prompt: {}, gaps: [] }
    case 'essay':
      return { ...common, kind, format: 'plain', minWords: null, maxWords: null, maxCharacters: null, template: {}, guidance: {} }
  }
}
