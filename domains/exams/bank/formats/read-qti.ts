import type { Locale, Localized } from '../../../../foundation/i18n/localized.ts'
import { isLocale } from '../../../../foundation/i18n/localized.ts'
import { Problem } from '../../../../foundation/server/http/problem.ts'
import { all, attribute, below, one, readXml, words, type Xml } from '../../../courses/index.ts'
import { readNumber } from '../shared/read-number.ts'
import {
  commonOf,
  kindComparison,
  noUnits,
  strictComparison,
  type AcceptedNumber,
  type AcceptedText,
  type Common,
  type Gap,
  type Option,
  type QuestionContent,
  type SourceFormat,
} from '../shared/question.ts'
import { asQti2 } from './qti-names.ts'
import { item, refused, type BroughtItem } from './report.ts'
import { htmlOf, inLanguage, titleOf } from './words.ts'
import { isClosed, piecesOf } from './xml-pieces.ts'

const interaction = /<(\w+Interaction)\b(?:(?:[^>"']|"[^"]*"|'[^']*')*?\/>|[\s\S]*?<\/\1>)/g

interface Reading {
  language: Locale
  reasons: string[]
  /** Leads the addresses of pictures to the files that came along. */
  carry: (html: string) => string
}

/** A declared response: what is right, and what each answer earns. */
interface Declared {
  base: string
  right: string[]
  map: Map<string, number>
  folds: boolean
}

/**
 * Reads one item of QTI 2.x or 3.0. What it cannot mark as the file says is kept as unknown.
 * @param carry leads addresses of pictures to carried files
 */
export function readQtiItem(
  source: string,
  number: number,
  category: string,
  language: Locale,
  carry: Reading['carry'] = (html) => html,
): BroughtItem {
  if (!isClosed(source)) return refused(number, category, '', 'xml-broken')
  const text = asQti2(source)
  try {
    const xml = one(readXml(Buffer.from(text), 'item'), 'assessmentItem')
    const stated = attribute(xml, 'lang').slice(0, 2)
    return readOne(xml, text, source, number, category, { language: isLocale(stated) ? stated : language, reasons: [], carry })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return refused(number, category, '', error.key === 'courses.archive-doctype' ? 'xml-entities' : 'xml-broken')
  }
}

function readOne(xml: Xml | undefined, text: string, source: string, number: number, category: string, reading: Reading): BroughtItem {
  const format: SourceFormat = /<qti-assessment-item\b/.test(source) ? 'qti-3' : 'qti-2'
  const outer = text.slice(Math.max(0, text.indexOf('<assessmentItem')))
  const pieces = piecesOf(outer)
  const body = inner(pieces.find(({ name }) => name === 'itemBody')?.source ?? '')
  const declared = new Map(all(xml, 'responseDeclaration').map((one) => [attribute(one, 'identifier'), readDeclared(one)]))
  const found = [...body.matchAll(interaction)].map(([whole, kind]) => ({ whole, kind: kind ?? '' }))
  const prompts = found.flatMap(({ whole }) => /<prompt[^>]*>([\s\S]*?)<\/prompt>/.exec(whole)?.[1] ?? [])
  const html = [
    clean(
      found.reduce((rest, { whole }) => rest.replace(whole, ''), body),
      reading,
    ),
    ...prompts.map((prompt) => clean(prompt, reading)),
  ]
    .filter(Boolean)
    .join('')
  const feedback = pieces.filter(({ name }) => name === 'modalFeedback').map((piece) => clean(inner(piece.source), reading))
  const common: Common = {
    ...commonOf({ prompt: inLanguage(html, reading.language), language: reading.language }),
    title: attribute(xml, 'title').slice(0, 500) || titleOf(html),
    points: pointsOf(xml, declared),
    generalFeedback: inLanguage(feedback.join(''), reading.language),
  }
  const [first] = found
  const content =
    found.length === 0
      ? 'description'
      : found.length === 1 && first && first.kind !== 'inlineChoiceInteraction'
        ? readInteraction(first.kind, first.whole, declared, common, text, reading)
        : readGaps(body, found, declared, common, text, reading)
  if (typeof content === 'string') {
    const type = found
      .map(({ kind }) => kind)
      .join(' ')
      .slice(0, 200)
    return item(number, category, { ...common, kind: 'unknown', source: { format, type, text: source } }, [...reading.reasons, content])
  }
  const processing = pieces.find(({ name }) => name === 'responseProcessing')?.source ?? ''
  if (/<(responseCondition|setOutcomeValue)\b/.test(processing)) reading.reasons.push('processing-simplified')
  return item(number, category, content, reading.reasons)
}

const inner = (source: string): string => source.replace(/^<(?:[^>"']|"[^"]*"|'[^']*')*>/, '').replace(/<\/[\w:.-]+>$/, '')

function clean(html: string, reading: Reading): string {
  return htmlOf(
    reading.carry(
      html
        .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
        .replace(/<object\b[^>]*\bdata=("[^"]*")[^>]*type="image[^>]*>([\s\S]*?<\/object>)?/g, '<img src=$1>'),
    ),
    'html',
  )
    .replace(/<p>\s*<\/p>/g, '')
    .trim()
}

function readDeclared(declaration: Xml): Declared {
  const value = (of: Xml): string => words(of).trim()
  const entries = all(one(declaration, 'mapping'), 'mapEntry')
  return {
    base: attribute(declaration, 'baseType'),
    right: all(one(declaration, 'correctResponse'), 'value').map(value),
    map: new Map(entries.map((entry) => [attribute(entry, 'mapKey'), Number(attribute(entry, 'mappedValue')) || 0])),
    folds: entries.length > 0 && entries.every((entry) => attribute(entry, 'caseSensitive') === 'false'),
  }
}

function pointsOf(xml: Xml | undefined, declared: Map<string, Declared>): number {
  const outcomes = all(xml, 'outcomeDeclaration')
  const most = outcomes.find((outcome) => attribute(outcome, 'identifier') === 'MAXSCORE')
  const stated = Number(words(most, 'defaultValue', 'value') || outcomes.map((outcome) => attribute(outcome, 'normalMaximum')).find(Boolean) || '')
  const mapped = [...declared.values()].reduce(
    (sum, { map }) => sum + [...map.values()].filter((one) => one > 0).reduce((all, one) => all + one, 0),
    0,
  )
  return stated > 0 ? Math.min(1000, stated) : mapped > 0 ? Math.min(1000, Number(mapped.toFixed(4))) : 1
}

const named = (source: string, name: string) =>
  [...source.matchAll(new RegExp(`<${name}\\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, attributes = '', inside = '']) => ({ id: of(attributes, 'identifier'), inside }),
  )
const of = (attributes: string, name: string): string => new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? ''

/** Options with what each earns: the best of a single choice earns all; of several the right ones together. */
function optionsOf(source: string, name: string, declared: Declared, many: boolean, reading: Reading): Option[] {
  const positive = [...declared.map.values()].filter((value) => value > 0)
  const sum = many ? positive.reduce((all, value) => all + value, 0) : Math.max(0, ...positive)
  // Thirds written with seven places are a whole.
  const whole = Math.abs(sum - 1) < 1e-4 ? 1 : sum
  return named(source, name).map(({ id, inside }, index) => {
    const remark = /<feedbackInline\b[^>]*>([\s\S]*?)<\/feedbackInline>/.exec(inside)
    const right = declared.right.includes(id)
    const credit = whole > 0 ? (declared.map.get(id) ?? 0) / whole : right ? 1 / (many ? declared.right.length : 1) : 0
    return {
      id: `o${index + 1}`,
      text: inLanguage(clean(inside.replace(remark?.[0] ?? '', ''), reading), reading.language),
      credit: Math.max(-1, Math.min(1, Number(credit.toFixed(7)))),
      feedback: inLanguage(remark ? clean(remark[1] ?? '', reading) : '', reading.language),
    }
  })
}

function readInteraction(
  kind: string,
  source: string,
  responses: Map<string, Declared>,
  common: Common,
  item: string,
  reading: Reading,
): QuestionContent | string {
  const open = /^<(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(source)?.[0] ?? ''
  const declared = responses.get(of(open, 'responseIdentifier'))
  if (kind === 'extendedTextInteraction')
    return {
      ...common,
      kind: 'essay',
      format: of(open, 'format') === 'xhtml' ? 'html' : 'plain',
      minWords: null,
      maxWords: null,
      template: {},
      guidance: {},
    }
  if (kind === 'uploadInteraction') return { ...common, kind: 'file', maxFiles: 1, maxBytes: 50_000_000, extensions: [], guidance: {} }
  if (!declared || (declared.right.length === 0 && declared.map.size === 0)) return 'answers-none'
  const shuffle = of(open, 'shuffle') === 'true'
  const localized = (html: string): Localized => inLanguage(clean(html, reading), reading.language)
  if (kind === 'choiceInteraction') {
    const many = of(open, 'maxChoices') !== '1' && of(open, 'maxChoices') !== ''
    const options = optionsOf(source, 'simpleChoice', declared, many, reading)
    if (options.length < 2) return 'options-few'
    return many
      ? { ...common, kind: 'multiple', options, shuffle, rule: declared.map.size > 0 ? 'weights' : 'all-or-nothing' }
      : { ...common, kind: 'single', options, shuffle }
  }
  if (kind === 'textEntryInteraction') {
    const gap = entryGap('g1', declared, item)
    if (!gap || gap.kind === 'list') return 'answers-none'
    return gap.kind === 'number'
      ? { ...common, kind: 'numeric', accepted: gap.accepted, unit: noUnits }
      : { ...common, kind: 'short-text', accepted: gap.accepted, compare: gap.compare }
  }
  if (kind === 'orderInteraction') {
    const choices = new Map(named(source, 'simpleChoice').map(({ id, inside }) => [id, inside]))
    if (declared.right.length !== choices.size) return 'order-part'
    return {
      ...common,
      kind: 'ordering',
      items: declared.right.map((id, index) => ({ id: `i${index + 1}`, text: localized(choices.get(id) ?? '') })),
      credit: 'exact',
    }
  }
  if (kind === 'matchInteraction') {
    const [left, right] = named(source, 'simpleMatchSet').map(({ inside }) => named(inside, 'simpleAssociableChoice'))
    const pairs = (declared.right.length > 0 ? declared.right : [...declared.map].filter(([, value]) => value > 0).map(([key]) => key)).map((pair) =>
      pair.split(/\s+/),
    )
    const lefts = pairs.map(([one]) => one)
    // A table in which a row has several right columns is not a matching.
    if (!left || !right || new Set(lefts).size !== lefts.length || lefts.length !== left.length) return 'matching-table'
    const rights = new Map(right.map(({ id, inside }) => [id, localized(inside)]))
    const used = new Set(pairs.map(([, id]) => id))
    return {
      ...common,
      kind: 'matching',
      shuffle,
      pairs: left.map(({ id, inside }, index) => ({
        id: `p${index + 1}`,
        prompt: localized(inside),
        match: rights.get(pairs.find(([one]) => one === id)?.[1] ?? '') ?? {},
      })),
      distractors: [...rights].filter(([id]) => !used.has(id)).map(([, text], index) => ({ id: `d${index + 1}`, text })),
    }
  }
  return 'kind-unknown'
}

function entryGap(id: string, declared: Declared, item: string): Gap | null {
  const best = Math.max(0, ...declared.map.values())
  const values =
    best > 0
      ? [...declared.map].map(([text, value]) => ({ text, credit: Math.max(0, Math.min(1, value / best)) }))
      : declared.right.map((text) => ({ text, credit: 1 }))
  if (values.length === 0) return null
  if (declared.base === 'float' || declared.base === 'integer') {
    const equal = /<equal\b[^>]*>/.exec(item)?.[0] ?? ''
    const [by = 0] = of(equal, 'tolerance')
      .split(/\s+/)
      .map((value) => readNumber(value) ?? 0)
    const relative = of(equal, 'toleranceMode') === 'relative'
    const accepted: AcceptedNumber[] = values.map(({ text, credit }, index) => ({
      id: `a${index + 1}`,
      value: readNumber(text),
      tolerance: relative ? { kind: 'relative', by: by / 100 } : { kind: 'absolute', by },
      credit,
      feedback: {},
    }))
    return accepted.every(({ value }) => value !== null) ? { id, weight: 1, kind: 'number', accepted } : null
  }
  const accepted: AcceptedText[] = values.map(({ text, credit }, index) => ({
    id: `a${index + 1}`,
    pattern: text,
    wildcard: false,
    credit,
    feedback: {},
  }))
  return { id, weight: 1, kind: 'text', accepted, compare: declared.folds ? kindComparison : strictComparison }
}

/** Several fields in a text: gaps. Any other kind among them makes the whole unknown. */
function readGaps(
  body: string,
  found: { whole: string; kind: string }[],
  responses: Map<string, Declared>,
  common: Common,
  item: string,
  reading: Reading,
): QuestionContent | string {
  const gaps: Gap[] = []
  let marked = body
  for (const [index, { whole, kind }] of found.entries()) {
    const declared = responses.get(of(/^<[^>]*>/.exec(whole)?.[0] ?? '', 'responseIdentifier'))
    const id = `g${index + 1}`
    if (!declared) return 'answers-none'
    const gap: Gap | null =
      kind === 'textEntryInteraction'
        ? entryGap(id, declared, item)
        : kind === 'inlineChoiceInteraction'
          ? {
              id,
              weight: 1,
              kind: 'list',
              options: optionsOf(whole, 'inlineChoice', declared, false, reading),
              shuffle: /^<[^>]*\sshuffle="true"/.test(whole),
            }
          : null
    if (!gap) return 'kind-several'
    gaps.push(gap)
    marked = marked.replace(whole, () => `[[${id}]]`)
  }
  return { ...common, kind: 'cloze', prompt: inLanguage(clean(marked, reading), reading.language), gaps }
}

/** Titles of the items of a test in its order: addresses as the test writes them. */
export function testOrder(source: string): { title: string; items: string[] } | null {
  const text = asQti2(source)
  if (!/<assessmentTest\b/.test(text)) return null
  const test = one(readXml(Buffer.from(text), 'test'), 'assessmentTest')
  return { title: attribute(test, 'title'), items: below(test, 'assessmentItemRef').map((ref) => attribute(ref, 'href')) }
}
