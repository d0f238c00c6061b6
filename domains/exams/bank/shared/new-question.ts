import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { commonOf, kindComparison, type AskableContent } from './question.ts'

/** Kinds that a teacher begins in the editor; others come from files. */
export const newKinds = ['true-false', 'short-text', 'matching', 'ordering', 'cloze'] as const
export type NewKind = (typeof newKinds)[number]

/** An empty question of a kind, forgiving where its author most likely means it so. */
export function newQuestion(kind: NewKind, language: Locale): AskableContent {
  const common = commonOf({ prompt: {}, language })
  switch (kind) {
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
  }
}
