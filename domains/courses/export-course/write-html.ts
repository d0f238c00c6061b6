import katex from 'katex'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { pick, pickWithLocale, type Locale, type Localized } from '../../../foundation/i18n/localized.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import type { ImportedQuestion } from '../item-kinds.ts'
import type { ExportLine } from './contract.ts'
import type { ExportedCourse, ExportedItem } from './gather-course.ts'
import { htmlStyle } from './html-style.ts'
import { escapeAttribute, escapeText, leadAddresses, sayBlocks, sayCarried, type Places, type Saying } from './readable-text.ts'
import { filePlace, textFor, type WriteTools } from './write-cartridge.ts'
import { addressOf } from './write-manifest.ts'
import { wordsFor } from './write-qti.ts'
import type { ZipWriter } from './zip-writer.ts'

/**
 * Writes a course as plain pages for an archive: they open from a disk without any server, run nothing, can be printed,
 * and will be read when no portal of today is left. Formulas are MathML. One folder a language where there are several.
 */
export function writeHtml(zip: ZipWriter, course: ExportedCourse, languages: Locale[], tools: WriteTools): ExportLine[] {
  const lines = new Map<string, ExportLine>()
  const several = languages.length > 1
  for (const language of languages)
    writeLanguage({ zip, course, language, folder: several ? `${language}/` : '', up: several ? '../' : '', lines, onStep: tools.onStep })
  if (several) zip.add('index.html', choicePage(course, languages))
  zip.add('style.css', htmlStyle)
  for (const file of course.files.values())
    zip.addStream(filePlace(course, file.key), async () => {
      tools.onStep()
      return tools.openFile(file.fileId)
    })
  return [...lines.values()]
}

interface Room {
  zip: ZipWriter
  course: ExportedCourse
  language: Locale
  /** Where its pages lie, and the way from there to the top. */
  folder: string
  up: string
  lines: Map<string, ExportLine>
  onStep: () => void
}

function writeLanguage(room: Room): void {
  const { zip, course, language, folder, up } = room
  const t = (key: string, params = {}): string => escapeText(text(language, `courses:export.${key}`, params))
  const steps = course.sections.flatMap(({ items }) => items).filter(({ kind }) => kind !== 'heading')
  const names = new Map(steps.map((item, index) => [item.id, `${String(index + 1).padStart(3, '0')}.html`]))
  const places: Places = {
    file: (key) => `${up}${addressOf(filePlace(course, key))}`,
    item: (id) => names.get(id) ?? null,
    course: 'index.html',
  }
  const say: Saying = {
    formula: (tex, block) => formula(tex, block),
    file: places.file,
    onlyHere: text(language, 'courses:export.only-here'),
    language,
  }
  const name = escapeText(pick(course.name, language))
  const outline = course.sections.map(({ title, items }) => {
    const entries = items.map((item) => {
      const to = names.get(item.id)
      return to ? `<li><a href="${to}">${titled(item.title, language)}</a></li>` : `<li><strong>${titled(item.title, language)}</strong></li>`
    })
    return `<section><h2>${titled(title, language)}</h2><ol>${entries.join('')}</ol></section>`
  })
  zip.add(
    `${folder}index.html`,
    page({
      language,
      up,
      title: name,
      head: '',
      main: `<h1>${name}</h1><p>${escapeText(course.code)}</p>${outline.join('')}`,
      foot: '',
      skip: t('skip'),
    }),
  )
  steps.forEach((item, index) => {
    const [before, after] = [steps[index - 1], steps[index + 1]]
    const step = (to: ExportedItem | undefined, key: string): string =>
      to ? `<a href="${names.get(to.id)}" rel="${key === 'next' ? 'next' : 'prev'}">${t(key)}: ${titled(to.title, language)}</a>` : '<span></span>'
    zip.add(
      `${folder}${names.get(item.id)}`,
      page({
        language,
        up,
        title: `${escapeText(pick(item.title, language))} · ${name}`,
        head: `<nav aria-label="${t('contents')}"><a href="index.html">${name}</a></nav>`,
        main: `<h1>${titled(item.title, language)}</h1>${itemHtml(room, item, places, say)}`,
        foot: `<nav class="steps" aria-label="${t('steps')}">${step(before, 'previous')}${step(after, 'next')}</nav>`,
        skip: t('skip'),
      }),
    )
    room.onStep()
  })
}

function itemHtml(room: Room, item: ExportedItem, places: Places, say: Saying): string {
  const { course, language, lines } = room
  const t = (key: string, params = {}): string => escapeText(text(language, `courses:export.${key}`, params))
  const format = formatFor(language)
  const found = textFor(item, language)
  const said = sayBlocks(found?.html ?? '', course, say)
  const notes = [
    ...(said.rows.length > 0 ? [{ key: 'blocks-in-words', params: { count: said.rows.length } }] : []),
    ...(item.quiz?.drawn ? [{ key: 'draws-left', params: { count: item.quiz.drawn } }] : []),
  ]
  if (notes.length > 0 && !lines.has(item.id)) lines.set(item.id, { title: item.title, kind: item.kind, itemId: item.id, notes })
  const foreign = found && found.language !== language && found.language !== 'und' ? ` lang="${found.language}"` : ''
  const facts = [
    ...(item.assignment ? [t('points', { count: item.assignment.points })] : []),
    ...(item.dueAt ? [`${t('due')}: ${escapeText(format.dateTime(item.dueAt))}`] : []),
    ...(item.hidden ? [t('hidden')] : []),
  ]
  const files = item.files.map((key) => fileHtml(course, key, places))
  return [
    facts.length > 0 ? `<p class="facts">${facts.join(' · ')}</p>` : '',
    found ? `<div class="lesson"${foreign}>${leadAddresses(said.html, course, places)}</div>` : '',
    item.kind === 'coding' ? sayCarried(item.id, course, language) : '',
    item.url ? `<p><a href="${escapeAttribute(item.url)}" rel="noopener">${escapeText(item.url)}</a></p>` : '',
    files.length > 0 ? `<h2>${t('files')}</h2><ul>${files.join('')}</ul>` : '',
    ...(item.quiz?.questions.map((question, index) => questionHtml(room, question, index + 1, places)) ?? []),
  ].join('\n')
}

function fileHtml(course: ExportedCourse, key: string, places: Places): string {
  const file = course.files.get(key)
  const to = escapeAttribute(places.file(key) ?? '')
  const player = file?.type.startsWith('video/')
    ? `<br><video controls preload="none" src="${to}"></video>`
    : file?.type.startsWith('audio/')
      ? `<br><audio controls preload="none" src="${to}"></audio>`
      : ''
  return `<li><a href="${to}">${escapeText(file?.path.split('/').at(-1) ?? key)}</a>${player}</li>`
}

/** A question with its answers folded away: an archive keeps both. */
function questionHtml({ course, language }: Room, question: ImportedQuestion, number: number, places: Places): string {
  const t = (key: string, params = {}): string => escapeText(text(language, `courses:export.${key}`, params))
  const words = wordsFor(question, language)
  const lead = (html: string): string => leadAddresses(html, course, places)
  const choices = words.choices.map(({ html }) => `<li>${lead(html)}</li>`).join('')
  const right = words.choices.flatMap(({ right, html }) => (right ? [`<li>${lead(html)}</li>`] : [])).join('')
  const number_ = formatFor(language).number
  const answer =
    question.kind === 'numeric'
      ? `<p>${number_(question.answer ?? 0, { maxDigits: 10 })}${question.tolerance ? ` ± ${number_(question.tolerance, { maxDigits: 10 })}` : ''}${question.unit ? ` ${escapeText(question.unit)}` : ''}</p>`
      : `<ul>${right}</ul>`
  return `<section class="question"><h2>${t('question', { number })}</h2>${lead(words.promptHtml)}${choices ? `<ol type="A">${choices}</ol>` : ''}<p class="facts">${t('points', { count: question.points })}</p><details><summary>${t('answer')}</summary>${answer}${words.feedbackHtml ? lead(words.feedbackHtml) : ''}</details></section>`
}

/** A formula as MathML; one that cannot be set stays as it was typed. */
function formula(tex: string, block: boolean): string {
  const set = katex.renderToString(tex, { output: 'mathml', displayMode: block, throwOnError: false, strict: false, trust: false })
  return block ? `<p class="formula">${set}</p>` : set
}

/** A title, marked where it is in another language. */
function titled(title: Localized, language: Locale): string {
  const found = pickWithLocale(title, language)
  return found.locale === language ? escapeText(found.text) : `<span lang="${found.locale}">${escapeText(found.text)}</span>`
}

function page({
  language,
  up,
  title,
  head,
  main,
  foot,
  skip,
}: {
  language: Locale
  up: string
  title: string
  head: string
  main: string
  foot: string
  skip: string
}): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><link rel="stylesheet" href="${up}style.css"></head>
<body><a class="skip" href="#main">${skip}</a>
<header>${head}</header>
<main id="main">${main}</main>
<footer>${foot}</footer></body></html>
`
}

function choicePage(course: ExportedCourse, languages: Locale[]): string {
  const [first = 'ky'] = languages
  const choices = languages.map(
    (language) =>
      `<li><a href="${language}/index.html" lang="${language}" hreflang="${language}">${escapeText(pick(course.name, language))} (${escapeText(text(language, 'courses:export.language-name'))})</a></li>`,
  )
  const name = escapeText(pick(course.name, first))
  return page({
    language: first,
    up: '',
    title: name,
    head: '',
    main: `<h1>${name}</h1><ul>${choices.join('')}</ul>`,
    foot: '',
    skip: escapeText(text(first, 'courses:export.skip')),
  })
}
