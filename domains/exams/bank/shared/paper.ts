import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { Picture, Point, Shape } from './question.ts'

/** A choice as a student sees it: its id says its place on this paper, nothing of the author's order. */
export interface PaperChoice {
  id: string
  text: Localized
}
interface PaperBase {
  prompt: Localized
  points: number
  hints: number
}
export type PaperGap = { id: string; kind: 'text' } | { id: string; kind: 'number' } | { id: string; kind: 'list'; choices: PaperChoice[] }

/** The student's view of a question. There is no field in which a right answer could travel. */
export type QuestionPaper = PaperBase &
  (
    | { kind: 'single' | 'multiple'; choices: PaperChoice[] }
    | { kind: 'true-false' | 'short-text' }
    | { kind: 'numeric' | 'calculated'; units: string[]; unitAsked: boolean }
    | { kind: 'matching'; rows: PaperChoice[]; targets: PaperChoice[] }
    | { kind: 'ordering'; items: PaperChoice[] }
    | { kind: 'cloze'; gaps: PaperGap[] }
    | { kind: 'hotspot'; picture: Picture; clicks: number }
    | {
        kind: 'drag-into-picture'
        picture: Picture
        labels: (PaperChoice & { picture: string | null; unlimited: boolean })[]
        zones: { id: string; shape: Shape }[]
      }
    | {
        kind: 'essay'
        format: 'plain' | 'html'
        minWords: number | null
        maxWords: number | null
        maxCharacters: number | null
        template: Localized
      }
    | { kind: 'file'; maxFiles: number; maxBytes: number; extensions: string[] }
    | {
        kind: 'code'
        instruction: Localized
        starter: string
        seconds: number
        tests: { name: string; points: number; sample: { input: string; expected: string } | null }[]
      }
  )

/** What a student gave, in the ids of the paper. */
export type QuestionAnswer =
  | { kind: 'single'; choice: string | null }
  | { kind: 'multiple'; choices: string[] }
  | { kind: 'true-false'; value: boolean | null }
  | { kind: 'numeric' | 'calculated'; number: string; unit: string }
  | { kind: 'short-text'; text: string }
  | { kind: 'matching'; targets: Record<string, string> }
  | { kind: 'ordering'; order: string[] }
  | { kind: 'cloze'; gaps: Record<string, string> }
  | { kind: 'hotspot'; points: Point[] }
  | { kind: 'drag-into-picture'; zones: Record<string, string> }
  | { kind: 'essay'; text: string }
  | { kind: 'file'; files: string[] }
  | { kind: 'code'; code: string }

export interface Mark {
  /** Share of the points, 0–1. */
  share: number
  parts: { id: string; share: number }[]
  /** Where the feedback stands in the question: see `feedbackAt`. */
  feedbackKeys: string[]
  /** A person (or a run of the program) decides; the share is then 0 until they did. */
  needsPerson: boolean
}

/** A fault of a question in words for its author: key of a text, with where it is. */
export interface Fault {
  path: string
  key: string
}
