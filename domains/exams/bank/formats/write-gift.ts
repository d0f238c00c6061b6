import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { QuestionContent } from '../shared/question.ts'
import type { WriteNote, Written } from './report.ts'
import { manyLanguages, textIn } from './words.ts'

/** Writes GIFT. Kinds that it has no signs for stand as comments, and are told in the notes. */
export function writeGift(questions: readonly Written[]): { text: string; notes: WriteNote[] } {
  const blocks: string[] = []
  const notes: WriteNote[] = []
  let category = ''
  for (const [index, { content, category: path }] of questions.entries()) {
    const note = (reason: string): void => void notes.push({ number: index + 1, reason })
    if (path !== category) blocks.push(`$CATEGORY: ${escapeGift(path)}`)
    category = path
    if (manyLanguages({ ...content, extras: [] })) note('one-language')
    const written = content.kind === 'unknown' && content.source.format === 'gift' ? content.source.text : writeOne(content, note)
    if (written === null) note('kind-not-in-format')
    else blocks.push(written)
  }
  return { text: `${blocks.join('\n\n')}\n`, notes }
}

function escapeGift(text: string): string {
  return text.replace(/[\\:#={}~]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')
}

function writeOne(content: QuestionContent, note: (reason: string) => void): string | null {
  const say = (text: Localized): string => escapeGift(textIn(text, content.language))
  const remark = (text: Localized): string => (Object.keys(text).length > 0 ? `#${say(text)}` : '')
  const part = (credit: number): string => (credit === 1 ? '' : `%${Number((credit * 100).toFixed(5))}%`)
  const answers = answersOf(content, { say, remark, part, note })
  if (answers === null) return null
  if (content.hints.length > 0) note('hints-left')
  if (content.points !== 1) note('points-left')
  const id = content.extras.find(({ format, name }) => format === 'gift' && name === 'id')
  const bracket = (text: string): string => text.replace(/[\\\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
  const marks = [...(id ? [`[id:${bracket(id.text)}]`] : []), ...content.tags.map((tag) => `[tag:${bracket(tag)}]`)]
  const general = say(content.generalFeedback)
  return [
    ...(marks.length > 0 ? [`// ${marks.join(' ')}`] : []),
    `::${escapeGift(content.title)}::[html]${say(content.prompt)}{${answers}${general ? `####${general}` : ''}}`,
  ].join('\n')
}

interface Pen {
  say: (text: Localized) => string
  remark: (text: Localized) => string
  part: (credit: number) => string
  note: (reason: string) => void
}

function answersOf(content: QuestionContent, { say, remark, part, note }: Pen): string | null {
  const lines = (all: string[]): string => `\n\t${all.join('\n\t')}\n`
  switch (content.kind) {
    case 'single':
      return lines(
        content.options.map(
          ({ text, credit, feedback }) => `${credit === 1 ? '=' : credit === 0 ? '~' : `~${part(credit)}`}${say(text)}${remark(feedback)}`,
        ),
      )
    case 'multiple': {
      if (content.rule !== 'weights') note('rule-as-weights')
      const right = content.options.filter(({ credit }) => credit > 0).length
      const given = (credit: number): number =>
        content.rule === 'weights' ? credit : credit > 0 ? 1 / right : content.rule === 'all-or-nothing' ? -1 : -1 / right
      // A whole hundred is written out: `=` would make it a question of one choice.
      return lines(
        content.options.map(
          ({ text, credit, feedback }) =>
            `~${given(credit) === 0 ? '' : `%${Number((given(credit) * 100).toFixed(5))}%`}${say(text)}${remark(feedback)}`,
        ),
      )
    }
    case 'true-false': {
      const [wrong, right] = content.right ? [content.feedbackFalse, content.feedbackTrue] : [content.feedbackTrue, content.feedbackFalse]
      const told = remark(right) === '' ? remark(wrong) : `${remark(wrong) || '#'}${remark(right)}`
      return `${content.right ? 'TRUE' : 'FALSE'}${told}`
    }
    case 'numeric': {
      if (content.unit.units.length > 0) note('units-left')
      return `#${lines(
        content.accepted.map(({ value, tolerance, credit, feedback }) => {
          if (value === null) return `=${part(credit)}*${remark(feedback)}`
          if (tolerance.kind === 'significant') note('tolerance-as-absolute')
          const by =
            tolerance.kind === 'absolute'
              ? tolerance.by
              : tolerance.kind === 'relative'
                ? tolerance.by * Math.abs(value)
                : value === 0
                  ? 0
                  : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - tolerance.by)
          return `=${part(credit)}${value}:${Number(by.toPrecision(14))}${remark(feedback)}`
        }),
      )}`
    }
    case 'short-text':
      return lines(
        content.accepted.map(
          ({ pattern, wildcard, credit, feedback }) =>
            `=${part(credit)}${escapeGift(wildcard ? pattern : pattern.replaceAll('*', '\\*'))}${remark(feedback)}`,
        ),
      )
    case 'matching':
      return lines([
        ...content.pairs.map(({ prompt, match }) => `=${say(prompt)} -> ${say(match)}`),
        ...content.distractors.map(({ text }) => `= -> ${say(text)}`),
      ])
    case 'essay':
      return ''
    default:
      return null
  }
}
