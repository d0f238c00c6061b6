import type { ImportedQuestion } from '../item-kinds.ts'
import { attribute, below, type Xml } from './xml.ts'

/** What kind of question an item of QTI 1.2 is; a report names those that our tests cannot hold. */
export type QuestionKind =
  | Exclude<ImportedQuestion['kind'], 'other'>
  | 'essay'
  | 'short-answer'
  | 'pattern'
  | 'blanks'
  | 'dropdowns'
  | 'matching'
  | 'formula'
  | 'file'
  | 'text-only'
  | 'spot'
  | 'order'
  | 'unknown'

/** Profiles of Common Cartridge (`cc.….v0p1`), question types of Canvas (`…_question`), and names that other systems write. */
const named: [RegExp, QuestionKind][] = [
  [/multiple_response|multiple_answers/, 'multiple'],
  [/multiple_choice|true_false/, 'single'],
  [/numerical/, 'numeric'],
  [/calculated|formula/, 'formula'],
  [/essay/, 'essay'],
  [/pattern_match/, 'pattern'],
  [/fill_in_multiple_blanks/, 'blanks'],
  [/short_answer|\bfib\b|fill_in/, 'short-answer'],
  [/multiple_dropdowns/, 'dropdowns'],
  [/matching|categorization/, 'matching'],
  [/file_upload/, 'file'],
  [/text_only/, 'text-only'],
  [/hot_?spot/, 'spot'],
  [/ordering/, 'order'],
]

/** The kind by its name in the file, else by the fields that it shows. */
export function questionKind(sourceType: string, presentation: Xml | undefined): QuestionKind {
  const name = sourceType.toLowerCase()
  if (name !== '') return named.find(([known]) => known.test(name))?.[1] ?? 'unknown'
  const choices = below(presentation, 'response_lid')
  const [first] = choices
  if (choices.length > 1 || below(presentation, 'response_grp').length > 0) return 'matching'
  if (below(presentation, 'render_hotspot').length > 0) return 'spot'
  if (first && below(first, 'response_label').length > 1) {
    const several = attribute(first, 'rcardinality').toLowerCase()
    return several === 'ordered' ? 'order' : several === 'multiple' ? 'multiple' : 'single'
  }
  if (below(presentation, 'response_num').length > 0) return 'numeric'
  const typed = below(presentation, 'response_str')
  if (typed.length > 1) return 'blanks'
  // A field of more than one row, or with no answer to compare, is written text.
  if (typed.length === 1) return below(typed[0], 'render_fib').some((field) => Number(attribute(field, 'rows')) > 1) ? 'essay' : 'short-answer'
  return 'unknown'
}

/** Can our tests ask it? */
export function canAsk(kind: QuestionKind): kind is 'single' | 'multiple' | 'numeric' {
  return kind === 'single' || kind === 'multiple' || kind === 'numeric'
}
