import type { Locale, Localized } from '../../../foundation/i18n/localized.ts'
import { pick } from '../../../foundation/i18n/localized.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import type { ImportedQuestion, ImportedQuiz } from '../item-kinds.ts'
import type { ExportedCourse, ExportedItem } from './gather-course.ts'
import { ownAddresses, ownCourseName, ownFolder, type OwnCourse, type OwnItem } from './own-format.ts'
import { throughTexts } from './through-texts.ts'
import { leadAddresses, sayRows, type Places, type Saying } from './readable-text.ts'
import type { ManifestResource } from './write-manifest.ts'
import type { ZipWriter } from './zip-writer.ts'

const kinds: Record<string, OwnItem['kind']> = {
  page: 'page',
  file: 'file',
  link: 'link',
  test: 'test',
  assignment: 'assignment',
  discussion: 'discussion',
  heading: 'heading',
  coding: 'coding',
}

/** Writes all that a cartridge has no words for: every language, dates, rules, what is hidden, texts with their blocks. */
export function writeOwn(zip: ZipWriter, course: ExportedCourse, language: Locale): ManifestResource {
  const places: Places = { file: (key) => `${ownAddresses.file}${key}`, item: (id) => `${ownAddresses.item}${id}`, course: ownAddresses.course }
  const names: string[] = [ownCourseName]
  const lead = (html: string): string => leadAddresses(html, course, places)
  const own: OwnCourse = {
    version: 1,
    title: pick(course.name, language),
    language: course.language,
    sections: course.sections.map(({ id, title, week, hidden, items }) => ({
      id,
      title: told(title),
      week,
      hidden,
      items: items.map((item) => ownItem(item)),
    })),
    files: [...course.files.values()].map(({ key, name, path }) => ({ key, name: `files/${name}`, path })),
  }
  zip.add(ownCourseName, `${JSON.stringify(own, null, 1)}\n`)
  return {
    id: 'R_univer_plus',
    type: 'associatedcontent/imscc_xmlv1p3/learning-application-resource',
    href: ownCourseName,
    files: names,
    dependencies: [],
  }

  function ownItem(item: ExportedItem): OwnItem {
    const kind = kinds[item.kind] ?? (item.files.length > 0 ? 'file' : 'page')
    const texts: OwnItem['texts'] = {}
    for (const one of item.texts) {
      const name = `${ownFolder}texts/${item.id}.${one.language}.html`
      const say: Saying = {
        formula: () => '',
        file: places.file,
        onlyHere: text(isTold(one.language, language), 'courses:export.only-here'),
        language: isTold(one.language, language),
      }
      zip.add(name, sayRows(lead(one.html), course, say))
      names.push(name)
      texts[one.language as 'ky'] = name
    }
    const ids = new Set([item.id, ...item.texts.flatMap(({ html }) => [...html.matchAll(/\bdata-id="([0-9a-f-]{36})"/g)].map(([, id = '']) => id))])
    const blocks = [...ids].flatMap((id) => {
      const carried = course.blocks.get(id)?.carried
      return carried ? [{ id, ...carried }] : []
    })
    return {
      id: item.id,
      kind,
      title: told(item.title),
      minutes: item.minutes,
      opensAt: item.opensAt?.toISOString() ?? null,
      dueAt: item.dueAt?.toISOString() ?? null,
      hidden: item.hidden,
      url: item.url,
      texts,
      files: item.files,
      blocks,
      quiz: item.quiz ? (quizOf(item.quiz, lead) as OwnItem['quiz']) : null,
      assignment: item.assignment
        ? {
            points: item.assignment.points,
            acceptsFiles: item.assignment.acceptsFiles,
            acceptsText: item.assignment.acceptsText,
            ...(item.assignment.rules ? { rules: item.assignment.rules } : {}),
          }
        : null,
    }
  }
}

function isTold(given: string, otherwise: Locale): Locale {
  return given === 'ky' || given === 'ru' || given === 'en' ? given : otherwise
}

/** Without languages that stand empty. */
function told(title: Localized): { ky?: string; ru?: string; en?: string } {
  return Object.fromEntries(Object.entries(title).filter(([, words]) => words))
}

function quizOf(quiz: ImportedQuiz, lead: (html: string) => string): ImportedQuiz {
  const { drawn: _drawn, ...told } = quiz
  return { ...told, questions: quiz.questions.map((question) => questionOf(question, lead)) }
}

function questionOf(question: ImportedQuestion, lead: (html: string) => string): ImportedQuestion {
  const words: NonNullable<ImportedQuestion['words']> = {}
  for (const [language, one] of Object.entries(question.words ?? {}))
    words[language as Locale] = {
      ...one,
      promptHtml: lead(one.promptHtml),
      choices: Object.fromEntries(Object.entries(one.choices).map(([id, html]) => [id, lead(html)])),
      ...(one.feedbackHtml ? { feedbackHtml: lead(one.feedbackHtml) } : {}),
    }
  return {
    ...question,
    promptHtml: lead(question.promptHtml),
    choices: question.choices.map((choice) => ({ ...choice, html: lead(choice.html) })),
    ...(question.feedbackHtml ? { feedbackHtml: lead(question.feedbackHtml) } : {}),
    ...(question.content ? { content: throughTexts(question.content, lead) } : {}),
    words,
  }
}
