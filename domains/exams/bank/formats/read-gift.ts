import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'
import { readNumber } from '../shared/read-number.ts'
import { commonOf, kindComparison, noUnits, type AcceptedNumber, type Common, type QuestionContent } from '../shared/question.ts'
import { item, refused, type Brought, type BroughtItem } from './report.ts'
import { htmlOf, inLanguage, titleOf, type TextFormat } from './words.ts'

/**
 * Questions of a GIFT file. Blocks stand between empty lines; what follows `//` at the start of a line is a comment, in which
 * `[id:…]` and `[tag:…]` are read.
 */
export function readGift(text: string, language: Locale): Brought {
  const items: BroughtItem[] = []
  let category = ''
  for (const block of text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*(?:\n[ \t]*)+/)) {
    const lines = block.split('\n')
    const comments = lines.filter((line) => line.trim().startsWith('//')).join('\n')
    const body = lines.filter((line) => !line.trim().startsWith('//'))
    // A category stands on a line of its own, with or without an empty line after it.
    const named = body.findIndex((line) => line.trim() !== '')
    const path = /^\s*\$CATEGORY:(.*)$/.exec(body[named] ?? '')?.[1]
    if (path !== undefined) category = unescape(hide(path)).trim()
    const source = (path === undefined ? body : body.slice(named + 1)).join('\n').trim()
    if (source === '') continue
    items.push(readOne(source, comments, items.length + 1, category, language))
  }
  return { items, files: [] }
}

const open = '\ue000'
const hidden = ':#={}~\n'

/** Escaped signs become single letters of the private plane, so that cutting does not see them. */
function hide(text: string): string {
  return text
    .replace(/[\ue000-\ue006]/g, '')
    .replace(/\\(\\|[:#={}~n])/g, (_whole, sign: string) =>
      sign === '\\' ? '\\' : String.fromCharCode(open.charCodeAt(0) + hidden.indexOf(sign === 'n' ? '\n' : sign)),
    )
}

function unescape(text: string): string {
  return text.replace(/[\ue000-\ue006]/g, (sign) => hidden[sign.charCodeAt(0) - open.charCodeAt(0)] ?? '')
}

interface Reading {
  language: Locale
  format: TextFormat
  reasons: string[]
}

/** A piece of text, with its own `[format]` before it or that of the question. */
function words(piece: string, reading: Reading): { html: string; format: TextFormat } {
  const named = /^\s*\[(html|moodle|plain|markdown)\]/i.exec(piece)
  const format = (named?.[1]?.toLowerCase() ?? reading.format) as TextFormat
  if (format === 'markdown') reading.reasons.push('markdown-simplified')
  const raw = unescape(named ? piece.slice(named[0].length) : piece)
  if (/@@PLUGINFILE@@/.test(raw)) reading.reasons.push('file-missing')
  return { html: htmlOf(raw, format), format }
}

function readOne(source: string, comments: string, number: number, category: string, language: Locale): BroughtItem {
  let text = hide(source)
  const name = /^::(.*?)::/s.exec(text)
  if (name) text = text.slice(name[0].length).trim()
  const reading: Reading = { language, format: 'moodle', reasons: [] }
  const [start, end] = [text.indexOf('{'), text.indexOf('}')]
  if ((start === -1) !== (end === -1) || end < start) return refused(number, category, unescape(name?.[1] ?? text).slice(0, 80), 'gift-braces')
  const described = start === -1
  let answers = described ? '' : text.slice(start + 1, end).trim()
  const after = described ? '' : text.slice(end + 1).trim()
  const before = described ? text : text.slice(0, start)
  const whole = described || after === '' ? before : `${before}_____${/^[.,;:!?)]/.test(after) ? '' : ' '}${after}`
  const prompt = words(whole, reading)
  reading.format = prompt.format
  const general = answers.lastIndexOf('####')
  const generalFeedback = general === -1 ? '' : words(answers.slice(general + 4), reading).html
  if (general !== -1) answers = answers.slice(0, general).trim()
  const ids = [...comments.matchAll(/\[id:((?:[^\]\\]|\\.)*)\]/g)].map(([, id]) => (id ?? '').replace(/\\(.)/g, '$1').trim())
  const common: Common = {
    ...commonOf({ prompt: inLanguage(prompt.html, language), language }),
    title: name ? unescape(name[1] ?? '').trim() : titleOf(prompt.html),
    generalFeedback: inLanguage(generalFeedback, language),
    tags: [...new Set([...comments.matchAll(/\[tag:((?:[^\]\\]|\\.)*)\]/g)].map(([, tag]) => (tag ?? '').replace(/\\(.)/g, '$1').trim()))]
      .filter(Boolean)
      .slice(0, 50),
    extras: ids.slice(0, 1).map((id) => ({ format: 'gift', name: 'id', text: id })),
  }
  const unknown = (type: string, reason: string): BroughtItem =>
    item(number, category, { ...common, kind: 'unknown', source: { format: 'gift', type, text: [comments, source].filter(Boolean).join('\n') } }, [
      ...reading.reasons,
      reason,
    ])
  if (described) return unknown('description', 'description')
  const content = readAnswers(answers, common, reading)
  return typeof content === 'string' ? unknown('question', content) : item(number, category, content, reading.reasons)
}

/** The question by what stands between its braces; a key of a reason when it cannot be read. */
function readAnswers(answers: string, common: Common, reading: Reading): QuestionContent | string {
  if (answers === '') {
    return { ...common, kind: 'essay', format: 'html', minWords: null, maxWords: null, template: {}, guidance: {} }
  }
  if (answers.startsWith('#')) return readNumbers(answers.slice(1).trim(), common, reading)
  if (answers.includes('~')) return readOptions(answers, common, reading)
  if (answers.includes('=') && answers.includes('->')) return readPairs(answers, common, reading)
  const truth = /^(T|TRUE|F|FALSE)\s*(?:#|$)/i.exec(answers)
  if (truth) {
    const right = (truth[1] ?? '').toUpperCase().startsWith('T')
    const [, wrong = '', fine = ''] = answers.split('#')
    const [forWrong, forRight] = [wrong, fine].map((piece) => inLanguage(words(piece, reading).html, reading.language)) as [Localized, Localized]
    return { ...common, kind: 'true-false', right, feedbackTrue: right ? forRight : forWrong, feedbackFalse: right ? forWrong : forRight }
  }
  return readTexts(answers, common, reading)
}

/** Cuts at unescaped signs; what stands before the first is dropped when empty, else it is a part as well. */
function parts(answers: string, sign: RegExp): string[] {
  return answers
    .split(sign)
    .map((part) => part.trim())
    .filter(Boolean)
}

const weight = /^%\s*(-?\d+(?:[.,]\d+)?)\s*%/

function weighed(part: string, otherwise: number): { credit: number; rest: string } {
  const found = weight.exec(part)
  if (!found) return { credit: otherwise, rest: part }
  return { credit: Math.max(-1, Math.min(1, tidy(Number((found[1] ?? '0').replace(',', '.')) / 100))), rest: part.slice(found[0].length).trim() }
}

function cutFeedback(part: string, reading: Reading): { text: string; feedback: Localized } {
  const at = part.indexOf('#')
  const feedback = at === -1 ? {} : inLanguage(words(part.slice(at + 1), reading).html, reading.language)
  return { text: at === -1 ? part : part.slice(0, at), feedback }
}

function readOptions(answers: string, common: Common, reading: Reading): QuestionContent | string {
  const single = answers.includes('=')
  const options = parts(answers, /(?=[~=])/).map((part, index) => {
    const right = part.startsWith('=')
    const { credit, rest } = weighed(part.replace(/^[~=]/, '').trim(), right ? 1 : 0)
    const { text, feedback } = cutFeedback(rest, reading)
    return { id: `o${index + 1}`, text: inLanguage(words(text, reading).html, reading.language), credit, feedback }
  })
  if (options.length < 2) return 'options-few'
  if (options.some(({ text }) => Object.keys(text).length === 0)) reading.reasons.push('option-empty')
  if (single) return { ...common, kind: 'single', options, shuffle: true }
  return { ...common, kind: 'multiple', options, shuffle: true, rule: 'weights' }
}

function readPairs(answers: string, common: Common, reading: Reading): QuestionContent | string {
  const pairs: { id: string; prompt: Localized; match: Localized }[] = []
  const distractors: { id: string; text: Localized }[] = []
  for (const [index, part] of parts(answers, /=/).entries()) {
    const arrow = part.indexOf('->')
    if (arrow === -1) return 'gift-arrow'
    const [left, right] = [part.slice(0, arrow), part.slice(arrow + 2)].map((piece) => inLanguage(words(piece, reading).html, reading.language)) as [
      Localized,
      Localized,
    ]
    if (Object.keys(right).length === 0) return 'gift-arrow'
    if (Object.keys(left).length === 0) distractors.push({ id: `d${index + 1}`, text: right })
    else pairs.push({ id: `p${index + 1}`, prompt: left, match: right })
  }
  return pairs.length < 2 ? 'pairs-few' : { ...common, kind: 'matching', pairs, distractors, shuffle: true }
}

function readTexts(answers: string, common: Common, reading: Reading): QuestionContent | string {
  const accepted = parts(answers, /=/).map((part, index) => {
    const { credit, rest } = weighed(part, 1)
    const { text, feedback } = cutFeedback(rest, reading)
    const pattern = unescape(text.replace(/^\s*\[(html|moodle|plain|markdown)\]/i, '')).trim()
    const wildcard = /(^|[^\\])\*/.test(pattern)
    return { id: `a${index + 1}`, pattern: pattern.replaceAll('\\*', '*'), wildcard, credit: Math.max(0, credit), feedback }
  })
  if (accepted.every(({ pattern }) => pattern === '')) return 'answers-none'
  return { ...common, kind: 'short-text', accepted: accepted.filter(({ pattern }) => pattern !== ''), compare: kindComparison }
}

function readNumbers(answers: string, common: Common, reading: Reading): QuestionContent | string {
  const accepted: AcceptedNumber[] = []
  const all = answers.startsWith('=') || /\n\s*=/.test(answers) || answers.includes('=') ? parts(answers, /=/) : [answers]
  for (const [index, part] of all.entries()) {
    // Some programs write the remark of everything else as a line of its own: `~#wrong`.
    const { credit, rest } = weighed(part, 1)
    const { text, feedback } = cutFeedback(rest.replace(/^~/, ''), reading)
    const id = `a${index + 1}`
    const plain = unescape(text).trim()
    if (plain === '*' || plain === '') {
      accepted.push({
        id,
        value: null,
        tolerance: { kind: 'absolute', by: 0 },
        credit: plain === '*' ? Math.max(0, weighed(part, 0).credit) : 0,
        feedback,
      })
      continue
    }
    const range = /^(.+?)\.\.(.+)$/.exec(plain)
    const [first, second] = range ? [range[1], range[2]] : plain.split(':')
    const [a, b] = [readNumber(first), second === undefined ? 0 : readNumber(second)]
    if (a === null || b === null) return 'number'
    const [value, by] = range ? [tidy((a + b) / 2), tidy(Math.abs(b - a) / 2)] : [a, Math.abs(b)]
    accepted.push({ id, value, tolerance: { kind: 'absolute', by }, credit: Math.max(0, credit), feedback })
  }
  return accepted.some(({ value }) => value !== null) ? { ...common, kind: 'numeric', accepted, unit: noUnits } : 'answers-none'
}

/** Without the dust of binary fractions. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
