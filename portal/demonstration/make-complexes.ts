import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { pick, type Localized } from '../../foundation/i18n/localized.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { courseFile, item, itemLink, itemPart, itemText, itemTopic, sanitizeLesson, syllabus } from '../../domains/courses/index.ts'
import { chanceOf } from './chance.ts'
import { readComplete, syllabusContent, type Complete } from './complete-data.ts'
import { universityName } from './data/structure.ts'
import { courseFolder, written, type MadeItem } from './make-courses.ts'
import { slidesOf } from './make-slides.ts'
import { reviewComplexes } from './review-complexes.ts'
import { day, insertMany, plusDays, type MadeOffering, type World } from './world.ts'

/** Ids of what is made here fall by a chance of their own: what came before stays as it was. */
const chance = chanceOf(3434)
/** Left as many courses begin: lessons and tests, but no syllabus, no slides, nothing marked. Its page shows what is missing. */
export const unfinished = 'PROG1-B-ECO'

interface Discipline {
  complete: Complete
  slides: { language: 'ky' | 'ru'; fileId: string }[]
}

/**
 * Makes the written disciplines whole course complexes (R3.4a): syllabus, slides, parts, licences, review dates; and takes
 * some of them through the methodical council (R5.3c).
 */
export async function makeComplexes(world: World, courses: Map<string, MadeItem[]>): Promise<void> {
  const disciplines = new Map<string, Discipline>()
  for (const [code, slug] of Object.entries(written)) {
    const complete = await readComplete(join(courseFolder, slug))
    disciplines.set(code, { complete, slides: await drawSlides(world, slug, complete) })
  }
  const competences = await readCompetences(world)
  const finished: MadeOffering[] = []
  for (const offering of world.offerings) {
    const items = courses.get(offering.id)
    const discipline = disciplines.get(offering.disciplineCode)
    if (!items || !discipline || offering.code.startsWith(unfinished)) continue
    await complete(world, offering, items, discipline, competences.get(offering.id) ?? [])
    finished.push(offering)
  }
  await reviewComplexes(world, finished)
}

/** Makes one more offering a whole course complex, with the slides drawn anew. */
export async function makeComplex(world: World, offering: MadeOffering, items: MadeItem[]): Promise<void> {
  const slug = written[offering.disciplineCode] ?? ''
  const data = await readComplete(join(courseFolder, slug))
  await complete(world, offering, items, { complete: data, slides: await drawSlides(world, slug, data) }, [])
}

/** Slides of all lectures of a discipline as one PDF a language. */
async function drawSlides(world: World, slug: string, { data, checks }: Complete): Promise<Discipline['slides']> {
  const place = join(courseFolder, slug)
  const figures = new Map<string, string>()
  for (const name of await readdir(join(place, 'figures'))) figures.set(`figures/${name}`, await readFile(join(place, 'figures', name), 'utf8'))
  const course = JSON.parse(await readFile(join(place, 'course.json'), 'utf8')) as {
    title: Localized
    sections: { week: number; items: { slug: string; title: Localized }[] }[]
  }
  const slides: Discipline['slides'] = []
  for (const language of ['ky', 'ru'] as const) {
    const lectures = []
    for (const part of course.sections)
      for (const one of part.items.filter((lecture) => checks[lecture.slug]))
        lectures.push({
          number: String(part.week),
          title: pick(one.title, language),
          slides: slidesOf(await readFile(join(place, 'pages', `${one.slug}.${language}.html`), 'utf8'), figures),
        })
    const content = world.ctx.portal.documents.renderPdf(join(import.meta.dirname, 'slides.typ'), {
      language,
      course: pick(course.title, language),
      university: pick(universityName, language),
      lectures,
    })
    const name = `${pick(course.title, language)} – ${pick({ ky: 'слайддар', ru: 'слайды' }, language)}.pdf`
    const stored = await world.ctx.portal.files.store(world.ctx, world.tx, { name, content, type: 'application/pdf', purpose: 'course' })
    slides.push({ language, fileId: stored.id })
  }
  return data.topics.length > 0 ? slides : []
}

const presentation: Localized = { ky: 'Лекциялардын слайддары', ru: 'Слайды лекций', en: 'Slides of the lectures' }

async function complete(
  world: World,
  offering: MadeOffering,
  items: MadeItem[],
  { complete: { data, pages }, slides }: Discipline,
  competences: string[],
) {
  const { tx } = world
  const made = plusDays(world.terms.find((term) => term.when === 'present')?.startsOn ?? world.today, -10)
  const titles = new Map(items.map((one) => [one.week, one.sectionTitle]))
  const content = syllabusContent(data, titles, competences, chance)
  await tx.insert(syllabus).values({ offeringId: offering.id, version: 1, content, changedBy: offering.teacherId, changedAt: made })
  const rows = {
    items: [] as (typeof item.$inferInsert)[],
    links: [] as (typeof itemLink.$inferInsert)[],
    texts: [] as (typeof itemText.$inferInsert)[],
    parts: [] as (typeof itemPart.$inferInsert)[],
    topics: [] as (typeof itemTopic.$inferInsert)[],
  }
  // looked at again a year after the term began; the reading list, which ages first, at its end
  const reviewOn = (slug: string): string => day(plusDays(made, slug === 'sources' ? 120 : 365))
  const part = (itemId: string, slug: string, more: Partial<typeof itemPart.$inferInsert>) =>
    rows.parts.push({ itemId, offeringId: offering.id, reviewOn: reviewOn(slug), licence: 'CC BY 4.0', source: pick(universityName, 'ky'), ...more })
  for (const one of items) part(one.id, one.slug, { part: data.parts[one.slug] ?? null, ...(one.kind === 'link' ? { source: null } : {}) })
  const add = (week: number, kind: string, title: Localized, minutes: number | null = null): string => {
    const id = chance.id()
    const sectionId = items.find((one) => one.week === week)?.sectionId ?? ''
    rows.items.push({
      id,
      sectionId,
      offeringId: offering.id,
      kind,
      title,
      minutes,
      position: 90 + rows.items.length,
      createdAt: made,
      changedAt: made,
    })
    return id
  }
  const slidesId = add(1, 'file', presentation)
  part(slidesId, 'slides', { part: 'presentation' })
  const extra = new Map<string, string>()
  for (const one of data.extra) {
    const id = add(one.week, one.kind, one.title, one.kind === 'page' ? one.minutes : null)
    extra.set(one.slug, id)
    if (one.kind === 'link') {
      rows.links.push({ itemId: id, url: one.url })
      part(id, one.slug, { part: one.part, licence: one.licence, source: one.source })
      continue
    }
    part(id, one.slug, { part: one.part })
    for (const language of ['ky', 'ru'] as const)
      rows.texts.push({ itemId: id, language, ...sanitizeLesson(pages.get(one.slug)?.[language] ?? ''), changedAt: made })
  }
  data.topics.forEach((topic, at) => {
    const topicId = content.topics[at]?.id ?? ''
    const own = [
      ...topic.items.flatMap((slug) => items.find((one) => one.slug === slug)?.id ?? []),
      ...data.extra.filter(({ week }) => week === topic.week).flatMap(({ slug }) => extra.get(slug) ?? []),
    ]
    for (const itemId of own) rows.topics.push({ itemId, offeringId: offering.id, topicId })
  })
  await insertMany(rows.items, (some) => tx.insert(item).values(some))
  await insertMany(rows.texts, (some) => tx.insert(itemText).values(some))
  await insertMany(rows.links, (some) => tx.insert(itemLink).values(some))
  await insertMany(rows.parts, (some) => tx.insert(itemPart).values(some))
  await insertMany(rows.topics, (some) => tx.insert(itemTopic).values(some))
  await tx
    .insert(courseFile)
    .values(
      slides.map(({ language, fileId }) => ({ id: chance.id(), offeringId: offering.id, itemId: slidesId, path: `slides-${language}.pdf`, fileId })),
    )
  await record(world.ctx, tx, {
    verb: 'syllabus.saved',
    actor: offering.teacherId,
    object: { type: 'offering', id: offering.id },
    offering: offering.id,
    result: { version: 1 },
    at: made,
  })
}

/** Codes of the outcomes that each offering's curricula name for its discipline. */
async function readCompetences(world: World): Promise<Map<string, string[]>> {
  const { rows } = await world.tx.execute<{ id: string; codes: string[] }>(sql`
    SELECT o.id, array_agg(DISTINCT s.code ORDER BY s.code) AS codes
    FROM programmes.offering o
    JOIN programmes.offering_group og ON og.offering_id = o.id
    JOIN programmes.student_group g ON g.id = og.group_id
    JOIN programmes.programme p ON p.id = g.programme_id
    JOIN programmes.curriculum_line l ON l.curriculum_id = g.curriculum_id AND l.discipline_id = o.discipline_id
    JOIN programmes.standard_outcome s ON s.standard_id = p.standard_id AND s.kind = 'outcome' AND jsonb_exists(l.outcomes, s.code)
    GROUP BY o.id`)
  return new Map(rows.map(({ id, codes }) => [id, codes]))
}
