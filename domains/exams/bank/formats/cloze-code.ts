import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { readNumber } from '../shared/read-number.ts'
import { kindComparison, type Gap } from '../shared/question.ts'
import { htmlOf, inLanguage, plainOf, textIn } from './words.ts'

const code = /\{(\d*):([A-Z_]+):((?:\\.|[^\\{}])*)\}/gs
const texts = new Set(['SHORTANSWER', 'SA', 'MW', 'SHORTANSWER_C', 'SAC', 'MWC'])
const lists = /^(MULTICHOICE|MC)(_?[VH])?(_?S)?$/

/** Gaps of the form `{2:SHORTANSWER:=right#remark~%50%half}` in a text; null when one of them is of a kind that is not known. */
export function readClozeCode(html: string, language: Locale): { html: string; gaps: Gap[] } | null {
  const gaps: Gap[] = []
  let known = true
  const marked = html.replace(code, (_whole, weight: string, kind: string, inside: string) => {
    const gap = readGap(kind, inside, `g${gaps.length + 1}`, Number(weight) || 1, language)
    if (!gap) known = false
    else gaps.push(gap)
    return `[[g${gaps.length}]]`
  })
  return known && gaps.length > 0 ? { html: marked, gaps } : null
}

function readGap(kind: string, inside: string, id: string, weight: number, language: Locale): Gap | null {
  const answers = inside.split(/(?<!\\)~/).map((part, index) => {
    const found = /^\s*(=|%(-?\d+(?:\.\d+)?)%)?\s*=?([\s\S]*)$/.exec(part)
    const [text = '', feedback = ''] = (found?.[3] ?? '').split(/(?<!\\)#/)
    const credit = found?.[1] === '=' ? 1 : Math.max(-1, Math.min(1, Number(found?.[2] ?? 0) / 100))
    return { id: `a${index + 1}`, text: bare(text).trim(), credit, feedback: inLanguage(htmlOf(bare(feedback), 'html'), language) }
  })
  if (texts.has(kind)) {
    const accepted = answers.map(({ text, ...rest }) => {
      const pattern = plainOf(text)
      return { ...rest, credit: Math.max(0, rest.credit), pattern, wildcard: pattern.includes('*') }
    })
    return { id, weight, kind: 'text', accepted, compare: { ...kindComparison, case: !kind.endsWith('C') } }
  }
  if (lists.test(kind)) {
    const options = answers.map(({ text, ...rest }) => ({ ...rest, text: inLanguage(htmlOf(text, 'html'), language) }))
    return { id, weight, kind: 'list', options, shuffle: kind.endsWith('S') }
  }
  if (kind !== 'NUMERICAL' && kind !== 'NM') return null
  const accepted = answers.map(({ text, ...rest }) => {
    const [value, by] = plainOf(text).split(':')
    return {
      ...rest,
      credit: Math.max(0, rest.credit),
      value: readNumber(value),
      tolerance: { kind: 'absolute' as const, by: Math.abs(readNumber(by) ?? 0) },
    }
  })
  return accepted.some(({ value, credit }) => value === null && credit > 0) ? null : { id, weight, kind: 'number', accepted }
}

const bare = (text: string): string => text.replace(/\\([}#~/"\\{])/g, '$1')
const guard = (text: string): string => text.replace(/[}#~\\{]/g, (sign) => `\\${sign}`)

/** The prompt with the codes of its gaps. */
export function writeClozeCode(html: string, gaps: readonly Gap[], language: Locale): string {
  return html.replace(/\[\[([\w-]+)\]\]/g, (whole, id: string) => {
    const gap = gaps.find((one) => one.id === id)
    return gap ? `{${Math.max(1, Math.round(gap.weight))}:${codeOf(gap)}:${answersOf(gap, language)}}` : whole
  })
}

function codeOf(gap: Gap): string {
  if (gap.kind === 'number') return 'NUMERICAL'
  if (gap.kind === 'list') return gap.shuffle ? 'MULTICHOICE_S' : 'MULTICHOICE'
  return gap.compare.case ? 'SHORTANSWER' : 'SHORTANSWER_C'
}

function answersOf(gap: Gap, language: Locale): string {
  const line = (credit: number, text: string, feedback: string): string =>
    `${credit === 1 ? '=' : credit === 0 ? '' : `%${Number((credit * 100).toFixed(5))}%`}${guard(text)}${feedback ? `#${guard(feedback)}` : ''}`
  if (gap.kind === 'list') return gap.options.map((one) => line(one.credit, textIn(one.text, language), textIn(one.feedback, language))).join('~')
  if (gap.kind === 'text')
    return gap.accepted
      .map((one) => line(one.credit, one.pattern.replace(/&/g, '&amp;').replace(/</g, '&lt;'), textIn(one.feedback, language)))
      .join('~')
  return gap.accepted
    .map((one) => line(one.credit, one.value === null ? '*' : `${one.value}:${one.tolerance.by}`, textIn(one.feedback, language)))
    .join('~')
}
