import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Localized } from '../../foundation/i18n/localized.ts'
import { assignment } from '../../domains/assignments/index.ts'
import {
  codingTask,
  codingVersion,
  courseFile,
  item,
  itemLink,
  itemText,
  sanitizeLesson,
  section,
  selfCheck,
  video,
  type CodingContent,
} from '../../domains/courses/index.ts'
import { question, test, type Choice } from '../../domains/exams/index.ts'
import { chanceOf } from './chance.ts'
import { checkContent, readComplete, type Complete } from './complete-data.ts'
import { filmOf } from './make-film.ts'
import { insertMany, plusDays, type MadeOffering, type World } from './world.ts'

export const courseFolder = join(import.meta.dirname, 'courses')
/** Which discipline of the catalogue each written course belongs to. */
export const written: Record<string, string> = { PROG1: 'programming-basics', GRAPH1: 'engineering-graphics', TENG1: 'technical-english' }

interface CourseData {
  title: Localized
  summary: Localized
  sections: { title: Localized; week: number; items: ItemData[] }[]
}
interface ItemData {
  kind: 'page' | 'test' | 'assignment' | 'link'
  slug: string
  title: Localized
  minutes?: number
  points?: number
  pass?: number
  url?: string
}
interface QuestionData {
  kind: 'single' | 'multiple' | 'numeric'
  prompt: Localized
  choices?: { text: Localized; right: boolean }[]
  answer?: number
  tolerance?: number
  unit?: string
  points: number
  feedback: Localized
}

export interface MadeItem {
  id: string
  slug: string
  sectionId: string
  title: Localized
  sectionTitle: Localized
  kind: ItemData['kind']
  week: number
  minutes: number
  points: number
  dueAt: Date | null
  questions: (typeof question.$inferInsert)[]
}

interface Written {
  data: CourseData
  texts: Map<string, { ky: string; ru: string }>
  questions: Map<string, QuestionData[]>
  figures: { path: string; fileId: string }[]
  /** Programming tasks that stand in its lessons: `data-task` names them. */
  tasks: Map<string, CodingContent>
  complete: Complete
}

/** Ids of programming tasks fall by a chance of their own: what comes after them stays as it was. */
const taskChance = chanceOf(1809)
const checkChance = chanceOf(2711)

/** Fills every present offering of the three written disciplines with its material. Returns the items made, by offering. */
export async function makeCourses(world: World): Promise<Map<string, MadeItem[]>> {
  const made = new Map<string, MadeItem[]>()
  for (const [code, slug] of Object.entries(written)) {
    const course = await readCourse(world, slug)
    for (const offering of world.offerings.filter((one) => one.when === 'present' && one.disciplineCode === code)) {
      made.set(offering.id, await fill(world, offering, course))
    }
  }
  return made
}

/** Fills one more offering with the material of a written discipline. */
export async function makeCourse(world: World, offering: MadeOffering): Promise<MadeItem[]> {
  return fill(world, offering, await readCourse(world, written[offering.disciplineCode] ?? ''))
}

async function readCourse(world: World, slug: string): Promise<Written> {
  const place = join(courseFolder, slug)
  const data = JSON.parse(await readFile(join(place, 'course.json'), 'utf8')) as CourseData
  const texts = new Map<string, { ky: string; ru: string }>()
  const questions = new Map<string, QuestionData[]>()
  for (const one of data.sections.flatMap((part) => part.items)) {
    if (one.kind === 'test')
      questions.set(
        one.slug,
        (JSON.parse(await readFile(join(place, 'tests', `${one.slug}.json`), 'utf8')) as { questions: QuestionData[] }).questions,
      )
    if (one.kind !== 'page' && one.kind !== 'assignment') continue
    const kind = one.kind === 'page' ? 'pages' : 'assignments'
    texts.set(one.slug, {
      ky: await readFile(join(place, kind, `${one.slug}.ky.html`), 'utf8'),
      ru: await readFile(join(place, kind, `${one.slug}.ru.html`), 'utf8'),
    })
  }
  const figures: Written['figures'] = []
  for (const name of await readdir(join(place, 'figures')).catch(() => [])) {
    const stored = await world.ctx.portal.files.store(world.ctx, world.tx, {
      name,
      content: await readFile(join(place, 'figures', name)),
      purpose: 'course',
    })
    figures.push({ path: `figures/${name}`, fileId: stored.id })
  }
  const tasks: Written['tasks'] = new Map()
  for (const name of await readdir(join(place, 'tasks')).catch(() => []))
    tasks.set(name.replace(/\.json$/, ''), JSON.parse(await readFile(join(place, 'tasks', name), 'utf8')) as CodingContent)
  return { data, texts, questions, figures, tasks, complete: await readComplete(place) }
}

async function fill(world: World, offering: MadeOffering, course: Written): Promise<MadeItem[]> {
  const { tx, chance } = world
  const start = world.terms.find((term) => term.when === 'present')?.startsOn ?? world.today
  const files = course.figures.map((figure) => ({ id: chance.id(), offeringId: offering.id, itemId: null, ...figure }))
  const address = (html: string) =>
    html.replace(/src="(figures\/[^"]+)"/g, (whole, path: string) => {
      const found = files.find((one) => one.path === path)
      return found ? `src="/api/offerings/${offering.id}/files/${found.id}"` : whole
    })
  const made: MadeItem[] = []
  const rows = {
    items: [] as (typeof item.$inferInsert)[],
    texts: [] as (typeof itemText.$inferInsert)[],
    links: [] as (typeof itemLink.$inferInsert)[],
    tests: [] as (typeof test.$inferInsert)[],
    questions: [] as (typeof question.$inferInsert)[],
    assignments: [] as (typeof assignment.$inferInsert)[],
    tasks: [] as (typeof codingTask.$inferInsert)[],
    versions: [] as (typeof codingVersion.$inferInsert)[],
    films: [] as (typeof video.$inferInsert)[],
    checks: [] as (typeof selfCheck.$inferInsert)[],
  }
  for (const [position, part] of course.data.sections.entries()) {
    const sectionId = chance.id()
    await tx.insert(section).values({ id: sectionId, offeringId: offering.id, title: part.title, position, week: part.week })
    for (const [place, one] of part.items.entries()) {
      const graded = one.kind === 'test' || one.kind === 'assignment'
      // Sunday, 23:59 in Bishkek: tests end with their week, assignments a week later.
      const dueAt = graded ? new Date(plusDays(start, part.week * 7 + (one.kind === 'assignment' ? 7 : 0)).getTime() - (6 * 60 + 1) * 60_000) : null
      const id = chance.id()
      rows.items.push({
        id,
        sectionId,
        offeringId: offering.id,
        kind: one.kind,
        title: one.title,
        position: place,
        minutes: one.minutes ?? null,
        dueAt,
        createdAt: plusDays(start, -10),
        changedAt: plusDays(start, -10),
      })
      const text = course.texts.get(one.slug)
      const named = [...(text?.ru ?? '').matchAll(/data-task="([^"]+)"/g)].map(([, slug = '']) => slug)
      const below = course.complete.data.tasks?.[one.slug]
      const tasks = [...new Set([...named, ...(below ? [below] : [])])].map((slug) => {
        const content = course.tasks.get(slug)
        if (!content) throw new Error(`${one.slug} names a task ${slug} that is not written`)
        const taskId = taskChance.id()
        rows.tasks.push({ id: taskId, itemId: id, offeringId: offering.id, place: 'block', createdAt: plusDays(start, -10) })
        rows.versions.push({ id: taskChance.id(), taskId, number: 1, content, createdAt: plusDays(start, -10) })
        return { slug, taskId }
      })
      const film = filmOf(one.slug, id, offering)
      if (film) rows.films.push(film)
      for (const language of text ? (['ky', 'ru'] as const) : []) {
        const placed = tasks.reduce(
          (html, { slug, taskId }) => html.replace(`data-task="${slug}"`, `data-id="${taskId}"`),
          address(text?.[language] ?? ''),
        )
        const asked = course.complete.checks[one.slug]?.[language]
        const check = asked && { id: checkChance.id(), itemId: id, offeringId: offering.id, content: checkContent(asked, checkChance) }
        if (check) rows.checks.push({ ...check, createdAt: plusDays(start, -10) })
        const task = tasks.find(({ slug }) => slug === below)
        const blocks = [...(film?.id ? [{ kind: 'video', id: film.id }] : []), ...(check ? [{ kind: 'self-check', id: check.id }] : [])]
        const { html, plain } = sanitizeLesson(withBlocks(placed, blocks, task ? [{ kind: 'coding', id: task.taskId }] : []))
        rows.texts.push({ itemId: id, language, html, plain, changedAt: plusDays(start, -10) })
      }
      if (one.kind === 'link') rows.links.push({ itemId: id, url: one.url ?? '' })
      if (one.kind === 'assignment') rows.assignments.push({ itemId: id, points: one.points ?? 10 })
      const questions = one.kind === 'test' ? (course.questions.get(one.slug) ?? []).map((data, index) => questionRow(world, id, data, index)) : []
      const points = one.kind === 'test' ? questions.reduce((sum, row) => sum + (row.points ?? 1), 0) : (one.points ?? 0)
      if (one.kind === 'test') rows.tests.push({ itemId: id, points, passPercent: one.pass ?? 60, attempts: 2, minutes: 30 })
      rows.questions.push(...questions)
      made.push({
        id,
        slug: one.slug,
        sectionId,
        title: one.title,
        sectionTitle: part.title,
        kind: one.kind,
        week: part.week,
        minutes: one.minutes ?? 10,
        points,
        dueAt,
        questions,
      })
    }
  }
  await insertMany(rows.items, (part) => tx.insert(item).values(part))
  await insertMany(rows.texts, (part) => tx.insert(itemText).values(part))
  await insertMany(rows.tasks, (part) => tx.insert(codingTask).values(part))
  await insertMany(rows.versions, (part) => tx.insert(codingVersion).values(part))
  await insertMany(rows.checks, (part) => tx.insert(selfCheck).values(part))
  await insertMany(rows.films, (part) => tx.insert(video).values(part))
  await insertMany(rows.links, (part) => tx.insert(itemLink).values(part))
  await insertMany(rows.assignments, (part) => tx.insert(assignment).values(part))
  await insertMany(rows.tests, (part) => tx.insert(test).values(part))
  await insertMany(rows.questions, (part) => tx.insert(question).values(part))
  await insertMany(files, (part) => tx.insert(courseFile).values(part))
  return made
}

/** A lesson's text with blocks before its exercises, and others at its end. */
function withBlocks(html: string, before: { kind: string; id: string }[], after: { kind: string; id: string }[]): string {
  const figures = (blocks: { kind: string; id: string }[]): string =>
    blocks.map(({ kind, id }) => `<figure data-block="${kind}" data-id="${id}"></figure>\n`).join('')
  const at = html.lastIndexOf('<h2>')
  return at === -1 ? html + figures([...before, ...after]) : `${html.slice(0, at)}${figures(before)}${html.slice(at)}\n${figures(after)}`
}

function questionRow(world: World, itemId: string, data: QuestionData, position: number): typeof question.$inferInsert {
  const choices: Choice[] = (data.choices ?? []).map((choice, index) => ({
    id: String.fromCharCode(97 + index),
    text: choice.text,
    right: choice.right,
  }))
  return {
    id: world.chance.id(),
    itemId,
    position,
    kind: data.kind,
    prompt: data.prompt,
    choices,
    answer: data.answer ?? null,
    tolerance: data.tolerance ?? null,
    unit: data.unit ?? null,
    points: data.points,
    feedback: data.feedback,
  }
}
