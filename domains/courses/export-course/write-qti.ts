import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { ImportedQuestion, ImportedQuiz } from '../item-kinds.ts'
import { plainText } from '../sanitize-lesson.ts'
import { escapeAttribute, escapeText } from './readable-text.ts'

/** A question's words as a reader of that language gets them. */
export function wordsFor(
  question: ImportedQuestion,
  language: Locale,
): { promptHtml: string; choices: { id: string; html: string; right: boolean }[]; feedbackHtml: string } {
  const words = question.words?.[language]
  return {
    promptHtml: words?.promptHtml || question.promptHtml,
    choices: question.choices.map((choice) => ({ ...choice, html: words?.choices[choice.id] || choice.html })),
    feedbackHtml: words?.feedbackHtml ?? question.feedbackHtml ?? '',
  }
}

const field = (label: string, entry: string): string =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${escapeText(entry)}</fieldentry></qtimetadatafield>`
const material = (html: string): string => `<material><mattext texttype="text/html">${escapeText(html)}</mattext></material>`
const profiles = { single: 'cc.multiple_choice.v0p1', multiple: 'cc.multiple_response.v0p1', numeric: 'cc.fib.v0p1', other: '' }

/**
 * A test in the QTI 1.2 profile of Common Cartridge. The profile knows no numbers with a tolerance: such a question becomes
 * one with a word to type, the number as it may be written.
 * @param lead leads the addresses of a text
 */
export function writeQti(id: string, title: string, quiz: ImportedQuiz, language: Locale, lead: (html: string) => string): string {
  const attempts = quiz.attempts === null || (quiz.attempts ?? 1) >= 100 ? 'unlimited' : String(quiz.attempts ?? 1)
  const settings = [
    field('cc_profile', 'cc.exam.v0p1'),
    field('qmd_assessmenttype', 'Examination'),
    field('qmd_scoretype', 'Percentage'),
    field('cc_maxattempts', attempts),
    ...(quiz.minutes ? [field('qmd_timelimit', String(quiz.minutes))] : []),
  ]
  const items = quiz.questions.map((question, index) => writeQuestion(`${id}_q${index + 1}`, question, language, lead))
  return `<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/ims_qtiasiv1p2 http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_qtiasiv1p2p1_v1p0.xsd">
<assessment ident="${id}" title="${escapeAttribute(title)}"><qtimetadata>${settings.join('')}</qtimetadata>
<section ident="root_section">
${items.join('\n')}
</section></assessment></questestinterop>
`
}

function writeQuestion(id: string, question: ImportedQuestion, language: Locale, lead: (html: string) => string): string {
  const words = wordsFor(question, language)
  const feedback = words.feedbackHtml ? lead(words.feedbackHtml) : ''
  const shown = feedback
    ? '<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>'
    : ''
  const metadata = `<itemmetadata><qtimetadata>${field('cc_profile', profiles[question.kind])}${field('cc_weighting', String(question.points))}</qtimetadata></itemmetadata>`
  const right = (condition: string): string =>
    `<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>${shown}<respcondition continue="No"><conditionvar>${condition}</conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>`
  const body =
    question.kind === 'numeric'
      ? {
          response: '<response_str ident="response1" rcardinality="Single"><render_fib rows="1" columns="10" fibtype="String"/></response_str>',
          condition: numberWords(question.answer ?? 0)
            .map((word) => `<varequal respident="response1" case="No">${word}</varequal>`)
            .join(''),
        }
      : choices(question.kind === 'multiple', words.choices, lead)
  return `<item ident="${id}" title="${escapeAttribute(plainText(words.promptHtml).slice(0, 100) || id)}">${metadata}<presentation>${material(lead(words.promptHtml))}${body.response}</presentation>${right(body.condition)}${feedback ? `<itemfeedback ident="general_fb"><flow_mat>${material(feedback)}</flow_mat></itemfeedback>` : ''}</item>`
}

function choices(several: boolean, all: { html: string; right: boolean }[], lead: (html: string) => string): { response: string; condition: string } {
  const labels = all.map(({ html }, index) => `<response_label ident="c${index + 1}">${material(lead(html))}</response_label>`).join('')
  const equal = (index: number): string => `<varequal respident="response1">c${index + 1}</varequal>`
  const rights = all.map(({ right }, index) => (right ? equal(index) : several ? `<not>${equal(index)}</not>` : '')).join('')
  return {
    response: `<response_lid ident="response1" rcardinality="${several ? 'Multiple' : 'Single'}"><render_choice>${labels}</render_choice></response_lid>`,
    condition: several ? `<and>${rights}</and>` : rights,
  }
}

/** A number as people type it: with a point and with a comma. */
function numberWords(answer: number): string[] {
  const point = String(answer)
  return point.includes('.') ? [point, point.replace('.', ',')] : [point]
}
