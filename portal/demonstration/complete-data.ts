import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Localized } from '../../foundation/i18n/localized.ts'
import type { CheckContent, ItemPart, SyllabusContent } from '../../domains/courses/index.ts'
import type { Chance } from './chance.ts'

/** One question of `checks.json`; a star begins the right choice. */
interface QuestionData {
  kind: 'single' | 'multiple' | 'boolean' | 'numeric' | 'text' | 'order'
  ask: string
  why: string
  choices?: string[]
  order?: string[]
  truth?: boolean
  number?: number
  tolerance?: number
  accepted?: string[]
  strict?: boolean
}
type Hours = [live: number, own: number]

/** `complex.json`: what makes the material of a discipline a whole course complex (R3.4a). */
export interface CompleteData {
  aims: Localized
  before: Localized
  gradingPolicy: Localized
  ethics: Localized
  outcomes: { id: string; text: Localized }[]
  topics: { week: number; outcomes: string[]; lecture: Hours; practical: Hours; laboratory: Hours; independent: number; items: string[] }[]
  controls: { kind: 'current' | 'module' | 'independent' | 'final'; title: Localized; weight: number; week: number | null }[]
  sources: { kind: 'main' | 'further' | 'online'; text: string; url: string | null }[]
  /** Parts of the complex by item; others are what their kind says. */
  parts: Record<string, ItemPart>
  extra: (
    | { kind: 'link'; slug: string; week: number; part: ItemPart; title: Localized; url: string; licence: string; source: string }
    | { kind: 'page'; slug: string; week: number; part: ItemPart; title: Localized; minutes: number }
  )[]
  /** Programming tasks under lectures, by lecture. */
  tasks?: Record<string, string>
}

export interface Complete {
  data: CompleteData
  /** Self-checks by lecture and language. */
  checks: Record<string, Record<'ky' | 'ru', QuestionData[]>>
  /** Texts of further pages, by slug. */
  pages: Map<string, Record<'ky' | 'ru', string>>
}

export async function readComplete(place: string): Promise<Complete> {
  const data = JSON.parse(await readFile(join(place, 'complex.json'), 'utf8')) as CompleteData
  const pages: Complete['pages'] = new Map()
  for (const { kind, slug } of data.extra) {
    if (kind !== 'page') continue
    const text = (language: string): Promise<string> => readFile(join(place, 'pages', `${slug}.${language}.html`), 'utf8')
    pages.set(slug, { ky: await text('ky'), ru: await text('ru') })
  }
  return { data, checks: JSON.parse(await readFile(join(place, 'checks.json'), 'utf8')) as Complete['checks'], pages }
}

/** A self-check as the portal keeps it. */
export function checkContent(questions: readonly QuestionData[], chance: Chance): CheckContent {
  return {
    counts: false,
    questions: questions.map((one) => ({
      id: chance.id(),
      kind: one.kind,
      prompt: one.ask,
      choices: (one.order ?? one.choices ?? []).map((choice) => ({
        id: chance.id(),
        text: choice.replace(/^\*/, ''),
        right: choice.startsWith('*'),
        note: '',
      })),
      truth: one.truth ?? true,
      number: one.number ?? 0,
      tolerance: one.tolerance ?? 0,
      accepted: one.accepted ?? [],
      strict: one.strict ?? false,
      explanation: one.why,
    })),
  }
}

/**
 * The syllabus of an offering.
 * @param titles of the weeks, which are its topics
 * @param competences codes of the programme's competences, shared out among the outcomes
 */
export function syllabusContent(
  data: CompleteData,
  titles: ReadonlyMap<number, Localized>,
  competences: readonly string[],
  chance: Chance,
): SyllabusContent {
  const ids = new Map(data.outcomes.map(({ id }) => [id, chance.id()]))
  const of = (names: string[]): string[] => names.flatMap((name) => ids.get(name) ?? [])
  const hours = ([live, own]: Hours): { live: number; own: number } => ({ live, own })
  return {
    aims: data.aims,
    before: data.before,
    gradingPolicy: data.gradingPolicy,
    ethics: data.ethics,
    outcomes: data.outcomes.map(({ id, text }, at) => ({
      id: ids.get(id) ?? '',
      text,
      competences: competences.length > 0 ? [competences[at % competences.length] ?? ''] : [],
    })),
    topics: data.topics.map((one) => ({
      id: chance.id(),
      title: titles.get(one.week) ?? {},
      week: one.week,
      hours: { lecture: hours(one.lecture), practical: hours(one.practical), laboratory: hours(one.laboratory), seminar: hours([0, 0]) },
      independent: one.independent,
      outcomes: of(one.outcomes),
    })),
    controls: data.controls.map((one) => ({ id: chance.id(), ...one })),
    sources: data.sources.map((one) => ({ id: chance.id(), ...one })),
  }
}
