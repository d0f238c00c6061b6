import { z } from 'zod'

/** Where a course file of ours keeps what Common Cartridge has no words for; others pass it by. */
export const ownFolder = 'univer-plus/'
export const ownCourseName = `${ownFolder}course.json`
/** Addresses in our texts: a file by its key, an item by its key, the course itself. */
export const ownAddresses = { file: '$UNIVER-FILE$/', item: '$UNIVER-ITEM$/', course: '$UNIVER-COURSE$' } as const

const localized = z.object({ ky: z.string().max(1000), ru: z.string().max(1000), en: z.string().max(1000) }).partial()
const language = z.enum(['ky', 'ru', 'en'])
const key = z.string().min(1).max(100)
const html = z.string().max(900_000)
const instant = z.iso.datetime({ offset: true }).nullable()
const words = z.object({ promptHtml: html, choices: z.record(z.string(), html), feedbackHtml: html.optional() })

const ownQuestion = z.object({
  kind: z.enum(['single', 'multiple', 'numeric', 'other']),
  promptHtml: html,
  choices: z.array(z.object({ id: z.string().min(1).max(100), html, right: z.boolean() })).max(100),
  answer: z.number().optional(),
  tolerance: z.number().min(0).optional(),
  unit: z.string().max(30).optional(),
  points: z.number().min(0).max(1000),
  feedbackHtml: html.optional(),
  plain: z.boolean().optional(),
  sourceType: z.string().max(100),
  content: z.record(z.string(), z.unknown()).optional(),
  words: z.object({ ky: words, ru: words, en: words }).partial().optional(),
})

const ownQuiz = z.object({
  title: z.string().max(1000),
  language,
  points: z.number().min(0).max(1000).optional(),
  attempts: z.number().int().min(1).max(100).nullable().optional(),
  minutes: z.number().int().min(1).max(600).optional(),
  questions: z.array(ownQuestion).max(2000),
  rules: z
    .object({
      passPercent: z.number().int().min(0).max(100).nullable(),
      shuffle: z.boolean(),
      showAnswers: z.enum(['after_attempt', 'after_due', 'never']),
    })
    .optional(),
})

const ownAssignment = z.object({
  points: z.number().min(0).max(1000),
  acceptsFiles: z.boolean(),
  acceptsText: z.boolean(),
  rules: z
    .object({
      maxFiles: z.number().int().min(1).max(50),
      allowLate: z.boolean(),
      lateDays: z.number().int().min(0).max(365).nullable().optional(),
      latePerDay: z.number().int().min(0).max(100).optional(),
      lateFloor: z.number().int().min(0).max(100).optional(),
    })
    .optional(),
})

const ownItem = z.object({
  id: key,
  kind: z.enum(['page', 'file', 'link', 'test', 'assignment', 'discussion', 'heading', 'coding']),
  title: localized,
  minutes: z.number().int().min(1).max(6000).nullable(),
  opensAt: instant,
  dueAt: instant,
  hidden: z.boolean(),
  url: z.string().max(2000).nullable(),
  /** Language → name of the text in the archive. */
  texts: z.partialRecord(z.enum(['ky', 'ru', 'en', 'und']), z.string().max(300)),
  files: z.array(key).max(1000),
  quiz: ownQuiz.nullable(),
  assignment: ownAssignment.nullable(),
  /** The rows behind its blocks, by the id that its texts name; the item's own row under the item's. What they hold is checked by their room. */
  blocks: z
    .array(z.object({ id: z.uuid(), kind: z.string().max(50), content: z.unknown() }))
    .max(500)
    .default([]),
})
export type OwnItem = z.output<typeof ownItem>

/** `univer-plus/course.json`. */
export const ownCourse = z.object({
  version: z.literal(1),
  title: z.string().max(1000),
  language,
  sections: z
    .array(
      z.object({
        id: key,
        title: localized,
        week: z.number().int().min(1).max(60).nullable(),
        hidden: z.boolean(),
        items: z.array(ownItem).max(5000),
      }),
    )
    .max(1000),
  files: z.array(z.object({ key, name: z.string().max(1000), path: z.string().max(1000) })).max(20_000),
})
export type OwnCourse = z.output<typeof ownCourse>
