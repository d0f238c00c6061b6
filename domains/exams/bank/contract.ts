import { z } from 'zod'
import { locales } from '../../../foundation/i18n/localized.ts'
import type { QuestionAnswer, QuestionPaper } from './shared/paper.ts'
import { multipleRules, orderingCredits, sourceFormats, toleranceKinds, type QuestionContent } from './shared/question.ts'

const words = z.string().max(60_000)
const text = z.object({ ky: words.optional(), ru: words.optional(), en: words.optional() })
const id = z.string().regex(/^[\w-]{1,100}$/)
const finite = z.number()
const credit = z.number().min(-1).max(1)
const earned = z.number().min(0).max(1)
const address = z.string().min(1).max(1000)

const common = {
  title: z.string().max(500),
  prompt: text,
  points: z.number().min(0).max(1000),
  language: z.enum(locales),
  tags: z.array(z.string().trim().min(1).max(100)).max(50),
  generalFeedback: text,
  hints: z.array(text).max(10),
  extras: z.array(z.object({ format: z.enum(sourceFormats), name: z.string().max(200), text: z.string().max(200_000) })).max(100),
}
const option = z.object({ id, text, credit, feedback: text })
const options = z.array(option).max(100)
const tolerance = z.object({ kind: z.enum(toleranceKinds), by: z.number().min(0) })
const acceptedNumbers = z.array(z.object({ id, value: finite.nullable(), tolerance, credit: earned, feedback: text })).max(100)
const unit = z.object({
  units: z.array(z.object({ name: z.string().trim().min(1).max(50), factor: finite })).max(50),
  ask: z.enum(['none', 'optional', 'required']),
  penalty: earned,
})
const compare = z.object({
  case: z.boolean(),
  yo: z.boolean(),
  kyrgyz: z.boolean(),
  homoglyphs: z.boolean(),
  punctuation: z.boolean(),
  spaces: z.boolean(),
  distance: z.literal([0, 1, 2]),
})
const acceptedTexts = z.array(z.object({ id, pattern: z.string().max(2000), wildcard: z.boolean(), credit: earned, feedback: text })).max(200)
const gapBase = { id, weight: z.number().min(0).max(1000) }
const gap = z.discriminatedUnion('kind', [
  z.object({ ...gapBase, kind: z.literal('text'), accepted: acceptedTexts, compare }),
  z.object({ ...gapBase, kind: z.literal('number'), accepted: acceptedNumbers }),
  z.object({ ...gapBase, kind: z.literal('list'), options, shuffle: z.boolean() }),
])
const picture = z.object({ src: address, width: z.number().positive().max(20_000), height: z.number().positive().max(20_000), alt: text })
const point = z.object({ x: finite, y: finite })
const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), x: finite, y: finite, r: finite }),
  z.object({ kind: z.literal('rect'), x: finite, y: finite, width: finite, height: finite }),
  z.object({ kind: z.literal('polygon'), points: z.array(point).min(3).max(200) }),
])
const name = z.string().min(1).max(50)
const variable = z.union([
  z.object({ name, from: finite, to: finite, decimals: z.number().int().min(0).max(10) }),
  z.object({ name, values: z.array(finite).min(1).max(1000) }),
])

const program = z.string().max(50_000)
const task = z.object({
  title: text,
  instruction: text,
  starter: program,
  solution: program,
  tests: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
        name: z.string().max(200),
        kind: z.enum(['io', 'code']),
        input: program,
        expected: program,
        code: program,
        points: z.number().int().min(0).max(100),
        hidden: z.boolean(),
      }),
    )
    .max(50),
  seconds: z.number().int().min(1).max(60),
  hints: z.array(text).max(10),
})

/** A question as its author writes it and as its version is kept. Texts are cleaned at every write. */
export const questionContent = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('single'), options, shuffle: z.boolean() }),
  z.object({ ...common, kind: z.literal('multiple'), options, shuffle: z.boolean(), rule: z.enum(multipleRules) }),
  z.object({ ...common, kind: z.literal('true-false'), right: z.boolean(), feedbackTrue: text, feedbackFalse: text }),
  z.object({ ...common, kind: z.literal('numeric'), accepted: acceptedNumbers, unit }),
  z.object({ ...common, kind: z.literal('short-text'), accepted: acceptedTexts, compare }),
  z.object({
    ...common,
    kind: z.literal('matching'),
    pairs: z.array(z.object({ id, prompt: text, match: text })).max(100),
    distractors: z.array(z.object({ id, text })).max(100),
    shuffle: z.boolean(),
  }),
  z.object({ ...common, kind: z.literal('ordering'), items: z.array(z.object({ id, text })).max(100), credit: z.enum(orderingCredits) }),
  z.object({ ...common, kind: z.literal('cloze'), gaps: z.array(gap).max(100) }),
  z.object({ ...common, kind: z.literal('hotspot'), picture, regions: z.array(z.object({ id, shape, feedback: text })).max(50) }),
  z.object({
    ...common,
    kind: z.literal('drag-into-picture'),
    picture,
    labels: z.array(z.object({ id, text, picture: address.nullable(), unlimited: z.boolean() })).max(100),
    zones: z.array(z.object({ id, shape, label: id })).max(100),
  }),
  z.object({
    ...common,
    kind: z.literal('calculated'),
    variables: z.array(variable).max(50),
    datasets: z.array(z.record(z.string(), finite)).max(1000),
    formula: z.string().max(2000),
    tolerance,
    unit,
    feedback: text,
  }),
  z.object({
    ...common,
    kind: z.literal('essay'),
    format: z.enum(['plain', 'html']),
    minWords: z.number().int().min(0).nullable(),
    maxWords: z.number().int().min(1).nullable(),
    maxCharacters: z.number().int().min(1).max(200_000).nullish(),
    template: text,
    guidance: text,
  }),
  z.object({
    ...common,
    kind: z.literal('file'),
    maxFiles: z.number().int().min(1).max(50),
    maxBytes: z.number().int().min(1),
    extensions: z.array(z.string().regex(/^\.[a-z0-9]{1,20}$/)).max(50),
    guidance: text,
  }),
  z.object({ ...common, kind: z.literal('code'), task }),
  z.object({
    ...common,
    kind: z.literal('unknown'),
    source: z.object({ format: z.enum(sourceFormats), type: z.string().max(200), text: z.string().max(1_000_000) }),
  }),
]) satisfies z.ZodType<QuestionContent>

const paperId = z.string().max(100)
const paperIds = z.array(paperId).max(100)
const byId = z.record(paperId, z.string().max(2000)).refine((given) => Object.keys(given).length <= 200)

/** What a student gave, in the ids of the paper. */
export const questionAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), choice: paperId.nullable() }),
  z.object({ kind: z.literal('multiple'), choices: paperIds }),
  z.object({ kind: z.literal('true-false'), value: z.boolean().nullable() }),
  z.object({ kind: z.literal(['numeric', 'calculated']), number: z.string().max(60), unit: z.string().max(60) }),
  z.object({ kind: z.literal('short-text'), text: z.string().max(2000) }),
  z.object({ kind: z.literal('matching'), targets: byId }),
  z.object({ kind: z.literal('ordering'), order: paperIds }),
  z.object({ kind: z.literal('cloze'), gaps: byId }),
  z.object({ kind: z.literal('hotspot'), points: z.array(point).max(100) }),
  z.object({ kind: z.literal('drag-into-picture'), zones: byId }),
  z.object({ kind: z.literal('essay'), text: z.string().max(200_000) }),
  z.object({ kind: z.literal('file'), files: paperIds }),
  z.object({ kind: z.literal('code'), code: z.string().max(100_000) }),
]) satisfies z.ZodType<QuestionAnswer>

const paperChoice = z.strictObject({ id: z.string(), text: text })
const paperPicture = z.strictObject({ src: z.string(), width: z.number(), height: z.number(), alt: text })
const paperShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('circle'), x: z.number(), y: z.number(), r: z.number() }),
  z.strictObject({ kind: z.literal('rect'), x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  z.strictObject({ kind: z.literal('polygon'), points: z.array(z.strictObject({ x: z.number(), y: z.number() })) }),
])
const paperBase = { prompt: text, points: z.number(), hints: z.number() }
const paperGap = z.discriminatedUnion('kind', [
  z.strictObject({ id: z.string(), kind: z.literal('text') }),
  z.strictObject({ id: z.string(), kind: z.literal('number') }),
  z.strictObject({ id: z.string(), kind: z.literal('list'), choices: z.array(paperChoice) }),
])

/** The student's view of a question, field by field and strictly: a key has no field to travel in. */
export const questionPaper = z.discriminatedUnion('kind', [
  z.strictObject({ ...paperBase, kind: z.literal(['single', 'multiple']), choices: z.array(paperChoice) }),
  z.strictObject({ ...paperBase, kind: z.literal(['true-false', 'short-text']) }),
  z.strictObject({ ...paperBase, kind: z.literal(['numeric', 'calculated']), units: z.array(z.string()), unitAsked: z.boolean() }),
  z.strictObject({ ...paperBase, kind: z.literal('matching'), rows: z.array(paperChoice), targets: z.array(paperChoice) }),
  z.strictObject({ ...paperBase, kind: z.literal('ordering'), items: z.array(paperChoice) }),
  z.strictObject({ ...paperBase, kind: z.literal('cloze'), gaps: z.array(paperGap) }),
  z.strictObject({ ...paperBase, kind: z.literal('hotspot'), picture: paperPicture, clicks: z.number() }),
  z.strictObject({
    ...paperBase,
    kind: z.literal('drag-into-picture'),
    picture: paperPicture,
    labels: z.array(z.strictObject({ id: z.string(), text: text, picture: z.string().nullable(), unlimited: z.boolean() })),
    zones: z.array(z.strictObject({ id: z.string(), shape: paperShape })),
  }),
  z.strictObject({
    ...paperBase,
    kind: z.literal('essay'),
    format: z.enum(['plain', 'html']),
    minWords: z.number().nullable(),
    maxWords: z.number().nullable(),
    maxCharacters: z.number().nullable(),
    template: text,
  }),
  z.strictObject({ ...paperBase, kind: z.literal('file'), maxFiles: z.number(), maxBytes: z.number(), extensions: z.array(z.string()) }),
  z.strictObject({
    ...paperBase,
    kind: z.literal('code'),
    instruction: text,
    starter: z.string(),
    seconds: z.number(),
    tests: z.array(
      z.strictObject({ name: z.string(), points: z.number(), sample: z.strictObject({ input: z.string(), expected: z.string() }).nullable() }),
    ),
  }),
]) satisfies z.ZodType<QuestionPaper>
