import { z } from 'zod'
import { localizedView, titleInput } from '../contract.ts'
import { limits, outcomes, testKinds } from './shared/coding.ts'

export const taskParams = z.object({ taskId: z.uuid() })
export const taskItemParams = z.object({ itemId: z.uuid() })
export const taskPersonParams = z.object({ taskId: z.uuid(), personId: z.uuid() })

const code = z.string().max(limits.code)
const words = z
  .object({ ky: z.string().trim().max(limits.text), ru: z.string().trim().max(limits.text), en: z.string().trim().max(limits.text) })
  .partial()

export const testInput = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(200),
  kind: z.enum(testKinds),
  input: code.default(''),
  expected: code.default(''),
  code: code.default(''),
  points: z.number().int().min(0).max(100),
  hidden: z.boolean(),
})

export const contentInput = z.object({
  title: titleInput,
  instruction: words.refine((texts) => Object.values(texts).some((text) => text), { error: 'needed' }),
  starter: code,
  solution: code,
  tests: z
    .array(testInput)
    .min(1)
    .max(limits.tests)
    .refine((tests) => new Set(tests.map(({ id }) => id)).size === tests.length)
    .refine((tests) => tests.some(({ points }) => points > 0)),
  seconds: z.number().int().min(1).max(limits.seconds),
  hints: z.array(words).max(limits.hints),
})
export type ContentInput = z.output<typeof contentInput>

/** `item`: the item is the task. `block`: it stands inside a lesson's text. */
export const newTaskInput = z.object({ place: z.enum(['item', 'block']), content: contentInput })
/** `version` is the one that was read: another's change in between is told. */
export const changeTaskInput = z.object({ version: z.number().int().min(1), content: contentInput })
export const changedTaskView = z.object({ version: z.number() })

const testView = testInput.extend({ id: z.string(), name: z.string(), input: z.string(), expected: z.string(), code: z.string() })

export const attemptLine = z.object({
  id: z.string(),
  checkedAt: z.string(),
  points: z.number(),
  of: z.number(),
  passed: z.boolean(),
})

export const runtimeView = z.object({
  /** Address of the page that runs programs, on the content origin. */
  address: z.string(),
  /** Bytes on the device; all of it together. */
  bytes: z.number(),
  /** Bytes that come over the line, packed. */
  lineBytes: z.number(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type RuntimeView = z.output<typeof runtimeView>

export const taskView = z.object({
  id: z.string(),
  itemId: z.string(),
  offeringId: z.string(),
  place: z.enum(['item', 'block']),
  version: z.number(),
  versionId: z.string(),
  title: localizedView,
  instruction: localizedView,
  starter: z.string(),
  /** Only for those who edit the course. */
  solution: z.string().nullable(),
  /** With what is in the hidden ones: they run on the student's device. */
  tests: z.array(testView),
  seconds: z.number(),
  hints: z.array(localizedView),
  /** The reader's own attempts, newest first, the last twenty. */
  attempts: z.array(attemptLine),
  tries: z.number(),
  /** The best share of the points; null before the first attempt. */
  best: z.number().nullable(),
  draft: z.object({ code: z.string(), typedAt: z.string() }).nullable(),
  /** Whether what the reader does is kept (students); others only try. */
  mayAttempt: z.boolean(),
  mayEdit: z.boolean(),
  maySeeResults: z.boolean(),
  /** How many people have checked a program here; for those who edit. */
  triedBy: z.number().nullable(),
  runtime: runtimeView,
})
export type TaskView = z.output<typeof taskView>
/** Null while the item has no task yet. `runtime` lets its author try the tests before saving. */
export const itemTaskView = z.object({ task: taskView.nullable(), mayEdit: z.boolean() })
export type ItemTaskView = z.output<typeof itemTaskView>

export const draftInput = z.object({
  device: z.uuid(),
  sequence: z.number().int().min(1).max(1_000_000),
  code,
  typedAt: z.iso.datetime({ offset: true }),
})
export type DraftInput = z.output<typeof draftInput>
export const draftView = z.object({ savedAt: z.string() })

export const attemptInput = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  code,
  results: z.array(z.object({ testId: z.string().max(100), outcome: z.enum(outcomes), ms: z.number().int().min(0).max(600_000) })).max(limits.tests),
  /** Seconds of work since the page was opened or the check before. */
  seconds: z.number().int().min(0).max(86_400),
  checkedAt: z.iso.datetime({ offset: true }),
})
export type AttemptInput = z.output<typeof attemptInput>

const personView = z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })
export const resultsView = z.object({
  task: z.object({ id: z.string(), itemId: z.string(), offeringId: z.string(), title: localizedView }),
  people: z.array(
    z.object({
      person: personView,
      tries: z.number(),
      /** Best share of the points. */
      best: z.number(),
      passed: z.boolean(),
      seconds: z.number(),
      lastAt: z.string(),
    }),
  ),
})
export type CodingResultsView = z.output<typeof resultsView>

export const personAttemptsView = z.object({
  person: personView,
  attempts: z.array(
    attemptLine.extend({
      code: z.string(),
      version: z.number(),
      receivedAt: z.string(),
      tests: z.array(z.object({ name: z.string(), points: z.number(), hidden: z.boolean(), outcome: z.enum(outcomes), ms: z.number() })),
    }),
  ),
})
export type PersonAttemptsView = z.output<typeof personAttemptsView>
