import type { ImportedQuestion, ImportedQuiz } from '../item-kinds.ts'
import { htmlOfPlain } from '../sanitize-lesson.ts'
import { all, attribute, below, one, words, type Xml } from './xml.ts'

/** Cleans a piece of HTML of the file and leads its addresses to their new places. */
export type CleanHtml = (html: string) => string

/** Reads a QTI 1.2 assessment (the Common Cartridge profile, and Canvas' own kinds). Null when there is none in the file. */
export function readQuiz(root: Xml, clean: CleanHtml): ImportedQuiz | null {
  const assessment = one(root, 'questestinterop', 'assessment')
  if (!assessment) return null
  const settings = new Map(
    below(one(assessment, 'qtimetadata'), 'qtimetadatafield').map((field) => [words(field, 'fieldlabel').toLowerCase(), words(field, 'fieldentry')]),
  )
  const attempts = settings.get('cc_maxattempts')
  const minutes = Math.round(Number(settings.get('qmd_timelimit') ?? ''))
  return {
    title: attribute(assessment, 'title'),
    ...(attempts === undefined ? {} : { attempts: /^\d+$/.test(attempts) ? Number(attempts) : null }),
    ...(minutes > 0 ? { minutes } : {}),
    questions: below(assessment, 'item').map((item) => readQuestion(item, clean)),
  }
}

function readQuestion(item: Xml, clean: CleanHtml): ImportedQuestion {
  const fields = new Map(
    below(one(item, 'itemmetadata'), 'qtimetadatafield').map((field) => [words(field, 'fieldlabel').toLowerCase(), words(field, 'fieldentry')]),
  )
  const sourceType = fields.get('cc_profile') ?? fields.get('question_type') ?? ''
  const presentation = one(item, 'presentation')
  const lid = below(presentation, 'response_lid')[0]
  const right = rightAnswers(item)
  const points = Number(fields.get('points_possible') ?? fields.get('cc_weighting') ?? '1')
  const feedback = generalFeedback(item, clean)
  const base = {
    promptHtml: material(one(presentation, 'material') ?? one(presentation, 'flow', 'material') ?? below(presentation, 'material')[0], clean),
    points: Number.isFinite(points) && points >= 0 ? points : 1,
    ...(feedback ? { feedbackHtml: feedback } : {}),
    sourceType,
  }
  const choices = below(lid, 'response_label').map((label, index) => ({
    id: attribute(label, 'ident') || String(index + 1),
    html: material(below(label, 'material')[0], clean),
    right: right.has(attribute(label, 'ident')),
  }))
  const kind = kindOf(sourceType, lid, choices.length)
  if (kind === 'numeric') {
    const numeric = numericAnswer(item)
    return numeric ? { ...base, kind, choices: [], ...numeric } : { ...base, kind: 'other', choices: [] }
  }
  // A choice question whose right answer the file does not tell cannot be marked.
  if (kind === 'other' || !choices.some((choice) => choice.right)) return { ...base, kind: 'other', choices: [] }
  return { ...base, kind, choices }
}

function kindOf(sourceType: string, lid: Xml | undefined, choices: number): ImportedQuestion['kind'] {
  if (/numerical/i.test(sourceType)) return 'numeric'
  if (/multiple_response|multiple_answers/i.test(sourceType)) return 'multiple'
  if (/multiple_choice|true_false/i.test(sourceType)) return 'single'
  if (sourceType === '' && lid && choices > 1) return /multiple/i.test(attribute(lid, 'rcardinality')) ? 'multiple' : 'single'
  return 'other'
}

/** Identifiers of the right choices: those equalled, outside any «not», in the condition that gives the most points. */
function rightAnswers(item: Xml): Set<string> {
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

/** The middle of the accepted range and half its width. */
function numericAnswer(item: Xml): { answer: number; tolerance: number } | null {
  const process = one(item, 'resprocessing')
  const from = Number(words(below(process, 'vargte')[0]) || words(below(process, 'vargt')[0]) || 'NaN')
  const to = Number(words(below(process, 'varlte')[0]) || words(below(process, 'varlt')[0]) || 'NaN')
  const exact = Number(words(below(process, 'varequal')[0]) || 'NaN')
  const even = (value: number): number => Number(value.toPrecision(12))
  if (Number.isFinite(exact)) {
    const width = Number.isFinite(from) && Number.isFinite(to) ? Math.max(exact - from, to - exact) : 0
    return { answer: exact, tolerance: even(Math.max(0, width)) }
  }
  if (!Number.isFinite(from) || !Number.isFinite(to) || to < from) return null
  return { answer: even((from + to) / 2), tolerance: even((to - from) / 2) }
}

function generalFeedback(item: Xml, clean: CleanHtml): string {
  const found = all(item, 'itemfeedback').find((feedback) => /general/i.test(attribute(feedback, 'ident')))
  return found ? material(below(found, 'material')[0], clean) : ''
}

function material(of: Xml | undefined, clean: CleanHtml): string {
  return all(of, 'mattext')
    .map((text) => (/html/i.test(attribute(text, 'texttype')) ? clean(words(text)) : htmlOfPlain(words(text))))
    .join('')
}
