import { z } from 'zod'
import { localizedView } from '../../learning/contract.ts'
import type { QuestionAnswer, QuestionPaper } from './shared/paper.ts'

const id = z.string().max(100)
const ids = z.array(id).max(100)
const byId = z.record(id, z.string().max(2000)).refine((given) => Object.keys(given).length <= 200)
const point = z.object({ x: z.number(), y: z.number() })

/** What a student gave, in the ids of the paper. */
export const questionAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), choice: id.nullable() }),
  z.object({ kind: z.literal('multiple'), choices: ids }),
  z.object({ kind: z.literal('true-false'), value: z.boolean().nullable() }),
  z.object({ kind: z.literal(['numeric', 'calculated']), number: z.string().max(60), unit: z.string().max(60) }),
  z.object({ kind: z.literal('short-text'), text: z.string().max(2000) }),
  z.object({ kind: z.literal('matching'), targets: byId }),
  z.object({ kind: z.literal('ordering'), order: ids }),
  z.object({ kind: z.literal('cloze'), gaps: byId }),
  z.object({ kind: z.literal('hotspot'), points: z.array(point).max(100) }),
  z.object({ kind: z.literal('drag-into-picture'), zones: byId }),
  z.object({ kind: z.literal('essay'), text: z.string().max(200_000) }),
  z.object({ kind: z.literal('file'), files: ids }),
  z.object({ kind: z.literal('code'), code: z.string().max(100_000) }),
]) satisfies z.ZodType<QuestionAnswer>

const choice = z.strictObject({ id: z.string(), text: localizedView })
const picture = z.strictObject({ src: z.string(), width: z.number(), height: z.number(), alt: localizedView })
const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('circle'), x: z.number(), y: z.number(), r: z.number() }),
  z.strictObject({ kind: z.literal('rect'), x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  z.strictObject({ kind: z.literal('polygon'), points: z.array(z.strictObject({ x: z.number(), y: z.number() })) }),
])
const base = { prompt: localizedView, points: z.number(), hints: z.number() }
const gap = z.discriminatedUnion('kind', [
  z.strictObject({ id: z.string(), kind: z.literal('text') }),
  z.strictObject({ id: z.string(), kind: z.literal('number') }),
  z.strictObject({ id: z.string(), kind: z.literal('list'), choices: z.array(choice) }),
])

/** The student's view of a question, field by field and strictly: a key has no field to travel in. */
export const questionPaper = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal(['single', 'multiple']), choices: z.array(choice) }),
  z.strictObject({ ...base, kind: z.literal(['true-false', 'short-text']) }),
  z.strictObject({ ...base, kind: z.literal(['numeric', 'calculated']), units: z.array(z.string()), unitAsked: z.boolean() }),
  z.strictObject({ ...base, kind: z.literal('matching'), rows: z.array(choice), targets: z.array(choice) }),
  z.strictObject({ ...base, kind: z.literal('ordering'), items: z.array(choice) }),
  z.strictObject({ ...base, kind: z.literal('cloze'), gaps: z.array(gap) }),
  z.strictObject({ ...base, kind: z.literal('hotspot'), picture, clicks: z.number() }),
  z.strictObject({
    ...base,
    kind: z.literal('drag-into-picture'),
    picture,
    labels: z.array(z.strictObject({ id: z.string(), text: localizedView, picture: z.string().nullable(), unlimited: z.boolean() })),
    zones: z.array(z.strictObject({ id: z.string(), shape })),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('essay'),
    format: z.enum(['plain', 'html']),
    minWords: z.number().nullable(),
    maxWords: z.number().nullable(),
    template: localizedView,
  }),
  z.strictObject({ ...base, kind: z.literal('file'), maxFiles: z.number(), maxBytes: z.number(), extensions: z.array(z.string()) }),
  z.strictObject({
    ...base,
    kind: z.literal('code'),
    instruction: localizedView,
    starter: z.string(),
    seconds: z.number(),
    tests: z.array(
      z.strictObject({ name: z.string(), points: z.number(), sample: z.strictObject({ input: z.string(), expected: z.string() }).nullable() }),
    ),
  }),
]) satisfies z.ZodType<QuestionPaper>
