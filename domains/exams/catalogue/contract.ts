import { z } from 'zod'
import { locales } from '../../../foundation/i18n/localized.ts'
import { instantView, localizedView, personView } from '../../learning/contract.ts'
import { questionFormats } from '../contract.ts'
import { questionAnswer, questionContent, questionPaper } from '../bank/contract.ts'
import { difficulties, questionKinds } from '../bank/shared/question.ts'

export const bankParams = z.object({ offeringId: z.uuid() })
export const bankQuestionParams = bankParams.extend({ questionId: z.uuid() })
export const bankVersionParams = bankQuestionParams.extend({ version: z.coerce.number().int().min(1).max(1_000_000) })

const topic = z.string().trim().max(200)
const list = (most: number) => z.array(z.string().trim().min(1).max(200)).max(most)

export const bankQuery = z.object({
  q: z.string().trim().max(100).default(''),
  kind: z.enum(questionKinds).optional(),
  topic: topic.optional(),
  difficulty: z.enum([...difficulties, 'none']).optional(),
  tag: z.string().max(100).optional(),
  /** `ready`: can be asked; `wanting`: cannot yet; `archived`: put away. */
  state: z.enum(['all', 'ready', 'wanting', 'archived']).default('all'),
  page: z.coerce.number().int().min(1).max(2000).default(1),
})
export type BankQuery = z.output<typeof bankQuery>

export const bankLine = z.object({
  id: z.string(),
  kind: z.enum(questionKinds),
  title: z.string(),
  excerpt: localizedView,
  topic: z.string(),
  difficulty: z.enum(difficulties).nullable(),
  tags: z.array(z.string()),
  version: z.number(),
  ready: z.boolean(),
  archivedAt: instantView.nullable(),
  changedAt: instantView,
  /** How often it was on a paper that was handed in. */
  asked: z.number(),
  /** Mean share of its points, 0–1. */
  ease: z.number().nullable(),
})
export type BankLine = z.output<typeof bankLine>

export const bankView = z.object({
  offeringId: z.string(),
  discipline: z.object({ id: z.string(), name: localizedView }),
  total: z.number(),
  pageSize: z.number(),
  questions: z.array(bankLine),
  /** Topics and tags of the whole bank, with how many questions that can be asked are in each. */
  topics: z.array(z.object({ topic: z.string(), ready: z.number() })),
  tags: z.array(z.string()),
})
export type BankView = z.output<typeof bankView>

export const bankInput = z.object({
  content: questionContent,
  topic: topic.default(''),
  difficulty: z.enum(difficulties).nullable().default(null),
  outcomes: list(30).default([]),
})
export type BankInput = z.output<typeof bankInput>
export const bankChange = bankInput.extend({
  /** The version that the author had before their eyes. */
  expects: z.number().int().min(1),
})
export type BankChange = z.output<typeof bankChange>
export const bankArchive = z.object({ archived: z.boolean() })

export const bankQuestionView = z.object({
  id: z.string(),
  offeringId: z.string(),
  version: z.number(),
  content: questionContent,
  topic: z.string(),
  difficulty: z.enum(difficulties).nullable(),
  outcomes: z.array(z.string()),
  archivedAt: instantView.nullable(),
  /** What keeps it from being asked, in the reader's language; empty when nothing does. */
  wanting: z.array(z.string()),
  asked: z.number(),
  ease: z.number().nullable(),
  versions: z.array(z.object({ version: z.number(), at: instantView, by: personView.nullable() })),
  /** Tests that hold it, and whether they hold its newest version. */
  tests: z.array(z.object({ itemId: z.string(), offeringId: z.string(), title: localizedView, version: z.number() })),
  /** What the syllabus of this offering calls its topics and outcomes. */
  syllabus: z.object({ topics: z.array(localizedView), outcomes: z.array(z.object({ id: z.string(), text: localizedView })) }),
})
export type BankQuestionView = z.output<typeof bankQuestionView>

export const bankVersionView = z.object({ version: z.number(), at: instantView, by: personView.nullable(), content: questionContent })

/** The author tries a question as a student meets it. Without a seed a new paper is drawn. */
export const tryInput = z.object({ content: questionContent, seed: z.uuid().optional(), answer: questionAnswer.nullable().default(null) })
export const tryView = z.object({
  seed: z.string(),
  paper: questionPaper,
  /** Null until an answer came. */
  share: z.number().nullable(),
  /** A person marks such answers. */
  byPerson: z.boolean(),
  right: questionAnswer.nullable(),
  remarks: z.array(localizedView),
})
export type TryView = z.output<typeof tryView>

export const bankFileQuery = bankQuery.omit({ page: true }).extend({ format: z.enum(questionFormats) })
export const bankBringQuery = z.object({ language: z.enum(locales).default('ky'), topic: topic.default('') })
