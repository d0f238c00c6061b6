/**
 * The teaching material of the demonstration university is content, not code, so nothing but this test notices
 * a page that exists in one language only, a picture that is missing or a question without a right answer.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkContentInput } from '../../../domains/courses/checks/contract.ts'
import { isRight, type CheckQuestion } from '../../../domains/courses/checks/shared/checks.ts'
import { sanitizeLesson } from '../../../domains/courses/index.ts'
import { contentInput } from '../../../domains/courses/coding/contract.ts'
import { chanceOf } from '../chance.ts'
import { checkContent, type Complete, type CompleteData } from '../complete-data.ts'
import { slidesOf } from '../make-slides.ts'
import { numericAnswers } from './numeric-answers.ts'

const here = import.meta.dirname
const minimumWords = 250

type Localized = { ky: string; ru: string; en: string }
type Item = {
  kind: 'page' | 'test' | 'assignment' | 'link'
  slug: string
  title: Localized
  minutes?: number
  points?: number
  pass?: number
  url?: string
}
type Course = {
  slug: string
  title: Localized
  summary: Localized
  sections: { title: Localized; week: number; items: Item[] }[]
}
type Question = {
  kind: 'single' | 'multiple' | 'numeric'
  prompt: Localized
  choices?: { text: Localized; right: boolean }[]
  answer?: number
  tolerance?: number
  unit?: string
  points: number
  feedback: Localized
}

const read = (...path: string[]) => readFileSync(join(here, ...path), 'utf8')
const courses = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => JSON.parse(read(entry.name, 'course.json')) as Course)

const expectLocalized = (text: Localized) => {
  expect(Object.keys(text).sort()).toEqual(['en', 'ky', 'ru'])
  for (const value of Object.values(text)) expect(value.trim()).not.toBe('')
}
/** The right answer of a self-check, as its student would give it. */
const rightAnswer = (one: CheckQuestion): string[] => {
  if (one.kind === 'boolean') return [String(one.truth)]
  if (one.kind === 'numeric') return [String(one.number)]
  if (one.kind === 'text') return one.accepted.slice(0, 1)
  return (one.kind === 'order' ? one.choices : one.choices.filter(({ right }) => right)).map(({ id }) => id)
}
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').match(/\S+/g) ?? []

/** An unbalanced tag would swallow the rest of the page, so open and close tags are matched one by one. */
const unbalanced = (html: string): string | null => {
  const open: string[] = []
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (['img', 'br', 'hr'].includes(name)) continue
    if (slash !== '/') open.push(name)
    else if (open.pop() !== name) return name
  }
  return open.pop() ?? null
}

const expectFragment = (course: string, path: string, html: string) => {
  expect(unbalanced(html), path).toBeNull()
  expect(html, path).not.toMatch(/<(h1|style|script)\b|\sstyle=|\son[a-z]+=/)
  for (const [tag] of html.matchAll(/<th\b[^>]*>/g)) expect(tag, path).toContain('scope=')
  for (const [tag] of html.matchAll(/<img\b[^>]*>/g)) {
    expect(tag, path).toMatch(/\balt="[^"]+"/)
    expect(tag, path).toMatch(/\bwidth="\d+" height="\d+"/)
    const source = /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? ''
    expect(existsSync(join(here, course, source)), `${path}: ${source}`).toBe(true)
  }
}

it('holds the three disciplines', () => {
  expect(courses.map((course) => course.slug).sort()).toEqual(['engineering-graphics', 'programming-basics', 'technical-english'])
})

describe.each(courses)('$slug', (course) => {
  const items = course.sections.flatMap((section) => section.items)

  it('has eight weeks in order, titles in three languages and unlike slugs', () => {
    expect(course.sections.map((section) => section.week)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expectLocalized(course.title)
    expectLocalized(course.summary)
    for (const part of [...course.sections, ...items]) expectLocalized(part.title)
    expect(new Set(items.map((item) => item.slug)).size).toBe(items.length)
    expect(items.filter((item) => item.kind === 'assignment')).toHaveLength(3)
    for (const slug of ['grading-policy', 'academic-honesty', 'sources']) expect(items.some((item) => item.slug === slug)).toBe(true)
    for (const item of items) if (item.kind === 'link') expect(item.url).toMatch(/^https:\/\//)
  })

  it('gives one hundred points in the term, as its grading policy says', () => {
    expect(items.reduce((sum, item) => sum + (item.points ?? 0), 0)).toBe(100)
  })

  it.each(items.filter((item) => item.kind === 'page' || item.kind === 'assignment'))('$kind $slug is whole in Kyrgyz and in Russian', (item) => {
    for (const language of ['ky', 'ru']) {
      const path = `${item.kind}s/${item.slug}.${language}.html`
      const html = read(course.slug, path)
      expectFragment(course.slug, path, html)
      if (item.kind === 'page') expect(words(html).length, path).toBeGreaterThanOrEqual(minimumWords)
      if (language === 'ky') expect(html.match(/[ңөү]/gi)?.length ?? 0, path).toBeGreaterThan(20)
    }
  })

  it.each(items.filter((item) => item.kind === 'test'))('$slug has answerable questions', (item) => {
    const { questions } = JSON.parse(read(course.slug, 'tests', `${item.slug}.json`)) as { questions: Question[] }
    expect(questions.length).toBeGreaterThanOrEqual(5)
    expect(questions.length).toBeLessThanOrEqual(8)
    for (const [index, question] of questions.entries()) {
      const id = `${course.slug}/${item.slug}/${index + 1}`
      expectLocalized(question.prompt)
      expectLocalized(question.feedback)
      expect(question.points, id).toBeGreaterThan(0)
      const right = question.choices?.filter((choice) => choice.right).length ?? 0
      if (question.kind === 'numeric') {
        expect(question.choices, id).toBeUndefined()
        const computed = numericAnswers[id]
        expect(computed, `${id} is computed in numeric-answers.ts`).toBeTypeOf('number')
        expect(Math.abs((computed ?? NaN) - (question.answer ?? NaN)), id).toBeLessThanOrEqual((question.tolerance ?? 0) + 1e-9)
      } else {
        expect(question.answer, id).toBeUndefined()
        for (const choice of question.choices ?? []) expectLocalized(choice.text)
        expect(question.choices?.length, id).toBeGreaterThanOrEqual(3)
        if (question.kind === 'single') expect(right, id).toBe(1)
        else expect(right, id).toBeGreaterThanOrEqual(1)
      }
    }
  })

  it('asks the same in both languages under its lectures, and every question has an answer', () => {
    const checks = JSON.parse(read(course.slug, 'checks.json')) as Complete['checks']
    expect(Object.keys(checks).length).toBeGreaterThanOrEqual(8)
    for (const [slug, { ky, ru }] of Object.entries(checks)) {
      expect(items.find((item) => item.slug === slug)?.kind, slug).toBe('page')
      expect(ky.map(({ kind }) => kind)).toEqual(ru.map(({ kind }) => kind))
      expect(ky.length, slug).toBeGreaterThanOrEqual(2)
      for (const one of [...ky, ...ru]) expect(one.why.trim(), slug).not.toBe('')
      for (const questions of [ky, ru]) {
        const content = checkContentInput.parse(checkContent(questions, chanceOf(1)))
        for (const one of content.questions) expect(isRight(one, rightAnswer(one)), `${slug}: ${one.prompt}`).toBe(true)
      }
    }
  })

  it('is a whole complex: hours of the plan, weights, parts and tasks that exist', () => {
    const data = JSON.parse(read(course.slug, 'complex.json')) as CompleteData
    expect(data.topics.map(({ week }) => week)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(data.controls.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
    const slugs = new Set(items.map(({ slug }) => slug))
    expect(data.topics.flatMap((one) => one.items).toSorted()).toEqual([...slugs].toSorted())
    for (const slug of Object.keys(data.parts)) expect(slugs.has(slug), slug).toBe(true)
    for (const one of data.extra)
      for (const language of one.kind === 'page' ? ['ky', 'ru'] : []) {
        const html = read(course.slug, `pages/${one.slug}.${language}.html`)
        expectFragment(course.slug, one.slug, html)
        expect(sanitizeLesson(html).html.match(/data-block=/g)?.length, one.slug).toBe(html.match(/data-block=/g)?.length)
      }
    const outcomes = data.outcomes.map(({ id }) => id)
    for (const topic of data.topics) for (const one of topic.outcomes) expect(outcomes).toContain(one)
    for (const [slug, task] of Object.entries(data.tasks ?? {})) {
      expect(slugs.has(slug), slug).toBe(true)
      contentInput.parse(JSON.parse(read(course.slug, 'tasks', `${task}.json`)))
    }
  })

  it('has slides of every lecture in both languages', () => {
    const checks = JSON.parse(read(course.slug, 'checks.json')) as Complete['checks']
    for (const slug of Object.keys(checks))
      for (const language of ['ky', 'ru']) {
        const slides = slidesOf(read(course.slug, `pages/${slug}.${language}.html`), new Map())
        expect(slides.length, `${slug} ${language}`).toBeGreaterThanOrEqual(2)
        for (const slide of slides) expect(slide.title).not.toBe('')
      }
  })

  it('has drawings that scale and have a title', () => {
    const folder = join(here, course.slug, 'figures')
    if (!existsSync(folder)) return
    for (const name of readdirSync(folder)) {
      const svg = read(course.slug, 'figures', name)
      expect(svg, name).toMatch(/<svg [^>]*viewBox=/)
      expect(svg, name).toContain('<title>')
      expect(svg, name).toContain('currentColor')
      // A picture does not inherit the page's colour: it must bring its own for light and for dark.
      expect(svg, name).toMatch(/svg:root\{color.*prefers-color-scheme:dark/)
      expect(unbalancedSvg(svg), name).toBe(0)
    }
  })
})

/** Open elements minus closed ones; self-closing elements count for nothing. */
const unbalancedSvg = (svg: string) => (svg.match(/<[a-z][^>]*[^/]>/gi)?.length ?? 0) - (svg.match(/<\/[a-z]+>/gi)?.length ?? 0)
