import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { Option, QuestionContent, UnitRules } from '../shared/question.ts'
import { writeClozeCode } from './cloze-code.ts'
import { filePrefix, type BroughtFile, type WriteNote, type Written } from './report.ts'
import { escapeXml, manyLanguages, textIn } from './words.ts'

/** Writes Moodle XML with its pictures inside; what was kept of a brought question goes back with it. */
export function writeMoodleXml(questions: readonly Written[], files: readonly BroughtFile[] = []): { text: string; notes: WriteNote[] } {
  const notes: WriteNote[] = []
  const blocks: string[] = []
  let category = ''
  for (const [index, { content, category: path }] of questions.entries()) {
    const note = (reason: string): void => void notes.push({ number: index + 1, reason })
    if (path !== category) blocks.push(`<question type="category"><category><text>${escapeXml(path)}</text></category></question>`)
    category = path
    if (content.kind === 'unknown' && content.source.format === 'moodle-xml') {
      blocks.push(content.source.text)
      continue
    }
    if (manyLanguages({ ...content, extras: [] })) note('one-language')
    const body = bodyOf(content, (text) => html(textIn(text, content.language), files), note)
    if (!body) note('kind-not-in-format')
    else blocks.push(wrap(content, body, files))
  }
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${blocks.join('\n')}\n</quiz>\n`, notes }
}

/** A text with the files that it names. */
function html(text: string, files: readonly BroughtFile[]): string {
  const used = files.filter(({ key }) => text.includes(filePrefix + key))
  const named = used.reduce((all, { key, name }) => all.replaceAll(filePrefix + key, `@@PLUGINFILE@@/${encodeURIComponent(name)}`), text)
  const inside = used.map(({ name, bytes }) => `<file name="${escapeXml(name)}" path="/" encoding="base64">${bytes.toString('base64')}</file>`)
  return `<text>${escapeXml(named)}</text>${inside.join('')}`
}

function wrap(content: QuestionContent, { type, body, prompt }: Body, files: readonly BroughtFile[]): string {
  const say = (text: Localized): string => html(textIn(text, content.language), files)
  const kept = content.extras.filter(({ format }) => format === 'moodle-xml').map(({ text }) => text)
  return [
    `<question type="${type}">`,
    `<name><text>${escapeXml(content.title)}</text></name>`,
    `<questiontext format="html">${prompt ?? say(content.prompt)}</questiontext>`,
    `<generalfeedback format="html">${say(content.generalFeedback)}</generalfeedback>`,
    `<defaultgrade>${content.points}</defaultgrade>`,
    ...body,
    ...content.hints.map((hint) => `<hint format="html">${say(hint)}</hint>`),
    ...(content.tags.length > 0 ? [`<tags>${content.tags.map((tag) => `<tag><text>${escapeXml(tag)}</text></tag>`).join('')}</tags>`] : []),
    ...kept,
    '</question>',
  ].join('\n')
}

interface Body {
  type: string
  body: string[]
  prompt?: string
}

function bodyOf(content: QuestionContent, say: (text: Localized) => string, note: (reason: string) => void): Body | null {
  const feedback = (text: Localized): string => `<feedback format="html">${say(text)}</feedback>`
  const answer = (credit: number, inside: string, attributes = ''): string =>
    `<answer fraction="${Number((credit * 100).toFixed(5))}"${attributes}>${inside}</answer>`
  const plain = (text: string): string => `<text>${escapeXml(text)}</text>`
  const option = (one: Option): string => answer(one.credit, say(one.text) + feedback(one.feedback), ' format="html"')
  switch (content.kind) {
    case 'single':
      return {
        type: 'multichoice',
        body: ['<single>true</single>', `<shuffleanswers>${content.shuffle}</shuffleanswers>`, ...content.options.map(option)],
      }
    case 'multiple': {
      if (content.rule !== 'weights') note('rule-as-weights')
      const right = content.options.filter(({ credit }) => credit > 0).length
      const credit = (given: number): number =>
        content.rule === 'weights' ? given : given > 0 ? 1 / right : content.rule === 'all-or-nothing' ? -1 : -1 / right
      const options = content.options.map((one) => option({ ...one, credit: credit(one.credit) }))
      return { type: 'multichoice', body: ['<single>false</single>', `<shuffleanswers>${content.shuffle}</shuffleanswers>`, ...options] }
    }
    case 'true-false':
      return {
        type: 'truefalse',
        body: [
          answer(content.right ? 1 : 0, plain('true') + feedback(content.feedbackTrue)),
          answer(content.right ? 0 : 1, plain('false') + feedback(content.feedbackFalse)),
        ],
      }
    case 'short-text':
      return {
        type: 'shortanswer',
        body: [
          `<usecase>${content.compare.case ? 0 : 1}</usecase>`,
          ...content.accepted.map((one) =>
            answer(one.credit, plain(one.wildcard ? one.pattern : one.pattern.replaceAll('*', '\\*')) + feedback(one.feedback)),
          ),
        ],
      }
    case 'numeric': {
      if (content.accepted.some(({ tolerance }) => tolerance.kind === 'significant')) note('tolerance-as-absolute')
      const answers = content.accepted.map(({ value, tolerance: { kind, by }, credit, feedback: remark }) => {
        const figures = value ? 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - by) : 0
        const wide = kind === 'absolute' ? by : kind === 'relative' ? by * Math.abs(value ?? 0) : figures
        return answer(
          credit,
          `${plain(value === null ? '*' : String(value))}${feedback(remark)}<tolerance>${Number(wide.toPrecision(12))}</tolerance>`,
        )
      })
      return { type: 'numerical', body: [...answers, ...unitsOf(content.unit)] }
    }
    case 'matching': {
      const row = (prompt: string, match: Localized): string => `<subquestion format="html">${prompt}<answer>${say(match)}</answer></subquestion>`
      return {
        type: 'matching',
        body: [
          `<shuffleanswers>${content.shuffle}</shuffleanswers>`,
          ...content.pairs.map(({ prompt, match }) => row(say(prompt), match)),
          ...content.distractors.map(({ text }) => row('<text></text>', text)),
        ],
      }
    }
    case 'cloze': {
      const text = writeClozeCode(textIn(content.prompt, content.language), content.gaps, content.language)
      return { type: 'cloze', body: [], prompt: say({ [content.language]: text }) }
    }
    case 'ordering': {
      const grading = { exact: 'ALL_OR_NOTHING', adjacent: 'RELATIVE_NEXT_EXCLUDE_LAST', subsequence: 'LONGEST_ORDERED_SUBSET' }[content.credit]
      return {
        type: 'ordering',
        body: [`<gradingtype>${grading}</gradingtype>`, ...content.items.map(({ text }) => answer(1, say(text), ' format="html"'))],
      }
    }
    case 'essay':
      return {
        type: 'essay',
        body: [
          `<responseformat>${content.format === 'plain' ? 'plain' : 'editor'}</responseformat>`,
          ...(content.minWords === null ? [] : [`<minwordlimit>${content.minWords}</minwordlimit>`]),
          ...(content.maxWords === null ? [] : [`<maxwordlimit>${content.maxWords}</maxwordlimit>`]),
          `<graderinfo format="html">${say(content.guidance)}</graderinfo>`,
          `<responsetemplate format="html">${say(content.template)}</responsetemplate>`,
        ],
      }
    default:
      return null
  }
}

function unitsOf({ units, ask, penalty }: UnitRules): string[] {
  if (units.length === 0) return []
  const all = units.map(
    ({ name, factor }) => `<unit><multiplier>${Number((1 / factor).toPrecision(12))}</multiplier><unit_name>${escapeXml(name)}</unit_name></unit>`,
  )
  const graded = ask === 'required' ? 1 : 0
  return [
    `<units>${all.join('')}</units>`,
    `<unitgradingtype>${graded}</unitgradingtype>`,
    `<unitpenalty>${penalty}</unitpenalty>`,
    `<showunits>${ask === 'none' ? 3 : 0}</showunits>`,
  ]
}
