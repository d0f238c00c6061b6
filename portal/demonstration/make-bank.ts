import { eq, max } from 'drizzle-orm'
import { pick, type Locale } from '../../foundation/i18n/localized.ts'
import { item, itemPart } from '../../domains/courses/index.ts'
import { offering } from '../../domains/programmes/index.ts'
import { bankQuestion, bankVersion, draw, rowOfQuestion, contentOfRow, test } from '../../domains/exams/index.ts'
import { chanceOf } from './chance.ts'
import type { MadeItem } from './make-courses.ts'
import { universityName } from './data/structure.ts'
import { insertMany, plusDays, type World } from './world.ts'

/** Its own chance: what is made here changes nothing of the rest of the university. */
const chance = chanceOf(4127)
const difficultyOf = { single: 'easy', multiple: 'medium', numeric: 'hard' } as const
const examTitle = { ky: 'Сынамык экзамен', ru: 'Пробный экзамен', en: 'Practice exam' }

/**
 * The banks of the written disciplines out of the questions of their tests, and in each offering a practice exam that draws
 * two questions of every topic: open all the time, other questions each time.
 */
export async function makeBank(world: World, courses: ReadonlyMap<string, MadeItem[]>): Promise<void> {
  const { tx } = world
  const banks = new Map<string, string[]>()
  for (const [offeringId, items] of courses) {
    const [found] = await tx
      .select({ disciplineId: offering.disciplineId, language: offering.language })
      .from(offering)
      .where(eq(offering.id, offeringId))
    const tests = items.filter(({ questions }) => questions.length > 0)
    if (!found || tests.length === 0) continue
    const topics = banks.get(found.disciplineId) ?? (await fillBank(world, found, tests))
    banks.set(found.disciplineId, topics)
    await makeExam(world, { ...found, offeringId, topics, sectionId: tests.at(-1)?.sectionId ?? '' })
  }
}

/** @returns the topics of the bank */
async function fillBank(world: World, of: { disciplineId: string; language: string }, tests: readonly MadeItem[]): Promise<string[]> {
  const { tx } = world
  const at = plusDays(world.terms.find((term) => term.when === 'present')?.startsOn ?? world.today, -5)
  const rows: { questions: (typeof bankQuestion.$inferInsert)[]; versions: (typeof bankVersion.$inferInsert)[] } = { questions: [], versions: [] }
  for (const one of tests) {
    const topic = pick(one.sectionTitle, of.language as Locale)
    for (const made of one.questions) {
      const { html = false, choices = [], answer = null, tolerance = null, unit = null, points = 1, feedback = null } = made
      const content = contentOfRow({ kind: made.kind, prompt: made.prompt, html, choices, answer, tolerance, unit, points, feedback, content: null })
      const id = chance.id()
      rows.questions.push({
        id,
        disciplineId: of.disciplineId,
        topic,
        difficulty: difficultyOf[made.kind as keyof typeof difficultyOf],
        outcomes: [],
        version: 1,
        changedAt: at,
        ...rowOfQuestion(content),
      })
      rows.versions.push({ questionId: id, version: 1, content, madeAt: at })
    }
  }
  await insertMany(rows.questions, (part) => tx.insert(bankQuestion).values(part))
  await insertMany(rows.versions, (part) => tx.insert(bankVersion).values(part))
  return [...new Set(rows.questions.map(({ topic }) => topic ?? ''))]
}

async function makeExam(
  world: World,
  given: { offeringId: string; disciplineId: string; sectionId: string; topics: readonly string[] },
): Promise<void> {
  const { tx } = world
  const { offeringId, disciplineId, sectionId, topics } = given
  const [last] = await tx
    .select({ position: max(item.position) })
    .from(item)
    .where(eq(item.sectionId, sectionId))
  const id = chance.id()
  await tx.insert(item).values({ id, sectionId, offeringId, kind: 'test', title: examTitle, position: (last?.position ?? -1) + 1, minutes: 30 })
  const reviewOn = plusDays(world.terms.find((term) => term.when === 'present')?.startsOn ?? world.today, 355)
    .toISOString()
    .slice(0, 10)
  await tx.insert(itemPart).values({ itemId: id, offeringId, part: 'test', reviewOn, licence: 'CC BY 4.0', source: universityName.ky })
  const count = 2
  await tx.insert(test).values({ itemId: id, points: topics.length * count, passPercent: 60, attempts: 20, minutes: 45 })
  await tx.insert(draw).values(
    topics.map((topic, position) => ({
      id: chance.id(),
      itemId: id,
      position,
      disciplineId,
      topics: [topic],
      difficulties: [],
      tags: [],
      count,
      points: 1,
    })),
  )
}
