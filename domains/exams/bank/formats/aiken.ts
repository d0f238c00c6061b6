import type { Locale } from '../../../../foundation/i18n/localized.ts'
import { commonOf } from '../shared/question.ts'
import { item, refused, type Brought, type BroughtItem, type WriteNote, type Written } from './report.ts'
import { escapeHtml, htmlOf, inLanguage, manyLanguages, plainOf, textIn, titleOf } from './words.ts'

// Cyrillic letters are read too: teachers type А, В, С with the keyboard they have.
const option = /^\s*([A-ZА-Я])\s*[).]\s*(.*)$/iu
const answer = /^\s*(?:ANSWER|ОТВЕТ|ЖООП)\s*:\s*([A-ZА-Я](?:\s*[,;]\s*[A-ZА-Я])*)\s*\.?\s*$/iu
const twins = new Map([...'АВСЕНКМОРТХ'].map((letter, index) => [letter, [...'ABCEHKMOPTX'][index] as string]))
const letterOf = (letter: string): string => twins.get(letter.toUpperCase()) ?? letter.toUpperCase()

/** Questions of an Aiken file: a text, lettered options, `ANSWER: B`. Several letters make a question with several right ones. */
export function readAiken(text: string, language: Locale): Brought {
  const items: BroughtItem[] = []
  let prompt: string[] = []
  let options: { letter: string; text: string }[] = []
  const refuse = (reason: string): void => {
    if (prompt.length > 0 || options.length > 0) items.push(refused(items.length + 1, '', prompt.join(' ').slice(0, 80), reason))
    prompt = []
    options = []
  }
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const right = answer.exec(line)
    const lettered = option.exec(line)
    if (right) {
      if (options.length < 2 || prompt.length === 0) refuse(prompt.length === 0 ? 'empty-text' : 'options-few')
      else {
        const letters = (right[1] ?? '').split(/\s*[,;]\s*/).map(letterOf)
        if (letters.some((letter) => !options.some((one) => one.letter === letter))) refuse('answer-no-option')
        else {
          const share = letters.length === 1 ? 1 : 1 / letters.length
          const html = htmlOf(prompt.join('\n'), 'moodle')
          const common = { ...commonOf({ prompt: inLanguage(html, language), language }), title: titleOf(html) }
          const all = options.map((one, index) => {
            const credit = letters.includes(one.letter) ? share : 0
            return { id: `o${index + 1}`, text: inLanguage(htmlOf(one.text, 'moodle'), language), credit, feedback: {} }
          })
          const content =
            letters.length === 1
              ? { ...common, kind: 'single' as const, options: all, shuffle: true }
              : { ...common, kind: 'multiple' as const, options: all, shuffle: true, rule: 'right-minus-wrong' as const }
          items.push(item(items.length + 1, '', content, []))
        }
      }
      prompt = []
      options = []
    } else if (lettered && prompt.length > 0) options.push({ letter: letterOf(lettered[1] ?? ''), text: lettered[2] ?? '' })
    else if (line.trim() !== '') {
      // A text after the options without an answer: the question before it had none.
      if (options.length > 0) refuse('answer-none')
      prompt.push(line.trim())
    }
  }
  refuse('answer-none')
  return { items, files: [] }
}

/** Writes Aiken: one right choice, words alone. The rest is told in the notes. */
export function writeAiken(questions: readonly Written[]): { text: string; notes: WriteNote[] } {
  const notes: WriteNote[] = []
  const blocks = questions.flatMap(({ content }, index) => {
    const note = (reason: string): void => void notes.push({ number: index + 1, reason })
    if (content.kind !== 'single' || content.options.length > 26) {
      note('kind-not-in-format')
      return []
    }
    const say = (text: typeof content.prompt): string => plainOf(textIn(text, content.language)).replace(/\s*\n\s*/g, ' ')
    if (manyLanguages({ ...content, extras: [] })) note('one-language')
    if ([content.prompt, ...content.options.map(({ text }) => text)].some((text) => escapeHtml(say(text)) !== textIn(text, content.language)))
      note('marks-left')
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const right = content.options.reduce((best, { credit }, at) => (credit > (content.options[best]?.credit ?? -1) ? at : best), 0)
    return [[say(content.prompt), ...content.options.map(({ text }, at) => `${letters[at]}. ${say(text)}`), `ANSWER: ${letters[right]}`].join('\n')]
  })
  return { text: `${blocks.join('\n\n')}\n`, notes }
}
