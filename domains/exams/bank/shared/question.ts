import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'

/** What a question of the bank is. Every `Localized` is sanitised HTML, except inside a programming task. No server code, no Zod. */

/** A part of a brought file that has no place here: kept, and written out again in the same format. */
export interface Extra {
  format: SourceFormat
  name: string
  text: string
}

export const sourceFormats = ['gift', 'aiken', 'moodle-xml', 'qti-2', 'qti-3', 'xlsx'] as const
export type SourceFormat = (typeof sourceFormats)[number]

export const difficulties = ['easy', 'medium', 'hard'] as const
export type Difficulty = (typeof difficulties)[number]

export interface Common {
  /** The author's own name of the question, as lists show it. */
  title: string
  prompt: Localized
  points: number
  language: Locale
  tags: string[]
  generalFeedback: Localized
  hints: Localized[]
  extras: Extra[]
}

export interface Option {
  id: string
  text: Localized
  /** Share of the points, −1…1. With `single` the best one is the right one; with `multiple` above 0 is right. */
  credit: number
  feedback: Localized
}

export interface SingleContent extends Common {
  kind: 'single'
  options: Option[]
  shuffle: boolean
}

export const multipleRules = ['all-or-nothing', 'right-minus-wrong', 'weights'] as const
export interface MultipleContent extends Common {
  kind: 'multiple'
  options: Option[]
  shuffle: boolean
  rule: (typeof multipleRules)[number]
}

export interface TrueFalseContent extends Common {
  kind: 'true-false'
  right: boolean
  feedbackTrue: Localized
  feedbackFalse: Localized
}

export const toleranceKinds = ['absolute', 'relative', 'significant'] as const
/** `relative`: a share of the value; `significant`: equal when both are rounded to so many figures. */
export interface Tolerance {
  kind: (typeof toleranceKinds)[number]
  by: number
}
export interface AcceptedNumber {
  id: string
  /** Null: any number at all (for the feedback of everything else). */
  value: number | null
  tolerance: Tolerance
  credit: number
  feedback: Localized
}
/** One such unit is `factor` of the first unit. */
export interface Unit {
  name: string
  factor: number
}
export interface UnitRules {
  units: Unit[]
  /** `none`: a unit is not asked for, and no harm; `optional`: converted when given; `required`: its lack costs the penalty. */
  ask: 'none' | 'optional' | 'required'
  /** Share that a missing or unknown unit costs, 0–1. */
  penalty: number
}
export interface NumericContent extends Common {
  kind: 'numeric'
  accepted: AcceptedNumber[]
  unit: UnitRules
}

/** How two texts are compared; each `true` forgives a difference. */
export interface Comparison {
  case: boolean
  /** ё and е. */
  yo: boolean
  /** Ң Ө Ү written as Н О У. */
  kyrgyz: boolean
  /** Latin letters that look like Cyrillic ones. */
  homoglyphs: boolean
  punctuation: boolean
  spaces: boolean
  /** Slips of the pen that are forgiven. */
  distance: 0 | 1 | 2
}
export interface AcceptedText {
  id: string
  /** Plain words; with `wildcard`, `*` stands for anything. */
  pattern: string
  wildcard: boolean
  credit: number
  feedback: Localized
}
export interface ShortTextContent extends Common {
  kind: 'short-text'
  accepted: AcceptedText[]
  compare: Comparison
}

export interface MatchingContent extends Common {
  kind: 'matching'
  pairs: { id: string; prompt: Localized; match: Localized }[]
  distractors: { id: string; text: Localized }[]
  shuffle: boolean
}

export const orderingCredits = ['exact', 'adjacent', 'subsequence'] as const
export interface OrderingContent extends Common {
  kind: 'ordering'
  /** In the right order. */
  items: { id: string; text: Localized }[]
  credit: (typeof orderingCredits)[number]
}

export type Gap = { id: string; weight: number } & (
  | { kind: 'text'; accepted: AcceptedText[]; compare: Comparison }
  | { kind: 'number'; accepted: AcceptedNumber[] }
  | { kind: 'list'; options: Option[]; shuffle: boolean }
)
export interface ClozeContent extends Common {
  kind: 'cloze'
  /** The prompt holds `[[id]]` where a gap stands. */
  gaps: Gap[]
}

/** A picture that lies with the question: address, size in its own pixels, and what it shows in words. */
export interface Picture {
  src: string
  width: number
  height: number
  alt: Localized
}
export interface Point {
  x: number
  y: number
}
/** Shapes in the picture's own pixels. */
export type Shape =
  | { kind: 'circle'; x: number; y: number; r: number }
  | { kind: 'rect'; x: number; y: number; width: number; height: number }
  | { kind: 'polygon'; points: Point[] }
export interface HotspotContent extends Common {
  kind: 'hotspot'
  picture: Picture
  /** Each is to be hit once; a click beside all costs as much as a hit earns. */
  regions: { id: string; shape: Shape; feedback: Localized }[]
}

export interface DragContent extends Common {
  kind: 'drag-into-picture'
  picture: Picture
  labels: { id: string; text: Localized; picture: string | null; unlimited: boolean }[]
  /** Where a label is dropped; `label` is the right one. */
  zones: { id: string; shape: Shape; label: string }[]
}

export type Variable = { name: string } & ({ from: number; to: number; decimals: number } | { values: number[] })
export interface CalculatedContent extends Common {
  kind: 'calculated'
  /** The prompt holds `{name}` and `{=formula}`. */
  variables: Variable[]
  /** Whole sets of values; when there are any, one set is drawn and `variables` are not. */
  datasets: Record<string, number>[]
  formula: string
  tolerance: Tolerance
  unit: UnitRules
  feedback: Localized
}

export interface EssayContent extends Common {
  kind: 'essay'
  format: 'plain' | 'html'
  minWords: number | null
  maxWords: number | null
  /** Questions written before there was such a limit have none. */
  maxCharacters?: number | null | undefined
  template: Localized
  /** For who marks. */
  guidance: Localized
}
export interface FileContent extends Common {
  kind: 'file'
  maxFiles: number
  maxBytes: number
  /** With the point, lower case; empty: any. */
  extensions: string[]
  guidance: Localized
}
/** A programming task as courses have it (plain words, teacher's tests); kept apart so that pages may read it. */
export interface CodeTask {
  title: Localized
  instruction: Localized
  starter: string
  solution: string
  tests: { id: string; name: string; kind: 'io' | 'code'; input: string; expected: string; code: string; points: number; hidden: boolean }[]
  seconds: number
  hints: Localized[]
}
export interface CodeContent extends Common {
  kind: 'code'
  task: CodeTask
}
/** A question of another system's kind: kept as it came, for its author to see; it cannot be asked. */
export interface UnknownContent extends Common {
  kind: 'unknown'
  source: { format: SourceFormat; type: string; text: string }
}

export type AskableContent =
  | SingleContent
  | MultipleContent
  | TrueFalseContent
  | NumericContent
  | ShortTextContent
  | MatchingContent
  | OrderingContent
  | ClozeContent
  | HotspotContent
  | DragContent
  | CalculatedContent
  | EssayContent
  | FileContent
  | CodeContent
export type QuestionContent = AskableContent | UnknownContent
export type QuestionKind = QuestionContent['kind']
export const questionKinds = [
  'single',
  'multiple',
  'true-false',
  'numeric',
  'short-text',
  'matching',
  'ordering',
  'cloze',
  'hotspot',
  'drag-into-picture',
  'calculated',
  'essay',
  'file',
  'code',
  'unknown',
] as const satisfies QuestionKind[]

export const strictComparison: Comparison = {
  case: false,
  yo: false,
  kyrgyz: false,
  homoglyphs: false,
  punctuation: false,
  spaces: true,
  distance: 0,
}
/** What a teacher most likely means: case, ё, look-alikes and spaces do no harm. */
export const kindComparison: Comparison = { case: true, yo: true, kyrgyz: true, homoglyphs: true, punctuation: false, spaces: true, distance: 0 }
export const noUnits: UnitRules = { units: [], ask: 'none', penalty: 0 }

/** The common fields of a new question. */
export function commonOf(given: Partial<Common> & { prompt: Localized; language: Locale }): Common {
  return { title: '', points: 1, tags: [], generalFeedback: {}, hints: [], extras: [], ...given }
}
