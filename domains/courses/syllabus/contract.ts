import { z } from 'zod'
import { controlKinds, sourceKinds } from './shared/syllabus.ts'

const text = (max: number) => z.string().trim().max(max)
const words = (max: number) => z.object({ ky: text(max), ru: text(max), en: text(max) }).partial()
const hour = z.number().min(0).max(500).multipleOf(0.5)
const hours = z.object({ live: hour, own: hour })
const key = z.string().min(1).max(40)
const week = z.number().int().min(1).max(60).nullable()

/** The whole syllabus as it is kept; shapes as in `shared/syllabus.ts`. Hours in academic hours, weights in percent. */
export const syllabusContent = z.object({
  aims: words(20_000),
  before: words(20_000),
  outcomes: z.array(z.object({ id: key, text: words(2000), competences: z.array(text(40)).max(50) })).max(60),
  topics: z
    .array(
      z.object({
        id: key,
        title: words(500),
        week,
        hours: z.object({ lecture: hours, practical: hours, laboratory: hours, seminar: hours }),
        independent: hour,
        outcomes: z.array(key).max(60),
      }),
    )
    .max(200),
  controls: z
    .array(z.object({ id: key, kind: z.enum(controlKinds), title: words(500), weight: z.number().min(0).max(100).multipleOf(0.01), week }))
    .max(60),
  gradingPolicy: words(20_000),
  ethics: words(20_000),
  sources: z
    .array(
      z.object({
        id: key,
        kind: z.enum(sourceKinds),
        text: text(2000),
        url: z
          .url({ protocol: /^https?$/ })
          .max(2000)
          .nullable(),
      }),
    )
    .max(200),
})

/** `version` is the one that was read: another's saving in between is told, nothing is overwritten. */
export const syllabusInput = z.object({ version: z.number().int().min(0), content: syllabusContent })

const localizedView = z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() })
export const findingView = z.object({
  key: z.string(),
  clause: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export const syllabusView = z.object({
  offering: z.object({
    id: z.string(),
    code: z.string(),
    name: localizedView,
    credits: z.number(),
    language: z.string(),
    controlForm: z.string(),
    term: localizedView,
  }),
  /** 0 while nothing has been kept. */
  version: z.number(),
  changedAt: z.string().nullable(),
  changedBy: z.object({ surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() }).nullable(),
  content: syllabusContent,
  planned: z.object({ lecture: z.number(), practical: z.number(), laboratory: z.number(), seminar: z.number(), independent: z.number() }),
  /** Competences of the programmes whose groups study here: outcomes of their state standards. */
  competences: z.array(z.object({ code: z.string(), text: localizedView })),
  findings: z.array(findingView),
  /** Which items of the course belong to a topic: topic → items. */
  items: z.array(z.object({ topicId: z.string(), itemId: z.string(), title: localizedView, kind: z.string() })),
  mayEdit: z.boolean(),
  /** Other terms' syllabuses of the discipline that can be taken over. */
  earlier: z.array(z.object({ offeringId: z.string(), code: z.string(), term: localizedView, language: z.string() })),
})
export type SyllabusView = z.output<typeof syllabusView>

export const copyInput = z.object({ fromOfferingId: z.uuid(), version: z.number().int().min(0) })
export const savedView = z.object({ version: z.number(), findings: z.array(findingView) })
export const printQuery = z.object({ language: z.enum(['ky', 'ru']).optional() })
export const tieParams = z.object({ itemId: z.uuid() })
export const tieInput = z.object({ topicIds: z.array(key).max(50) })
