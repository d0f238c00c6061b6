import { z } from 'zod'
import { faultOfQuestion, limits, questionKinds } from './shared/checks.ts'

export const checkParams = z.object({ checkId: z.uuid() })

const words = z.string().trim().max(limits.text)
const question = z
  .object({
    id: z.uuid(),
    kind: z.enum(questionKinds),
    prompt: words.min(1),
    choices: z.array(z.object({ id: z.uuid(), text: words, right: z.boolean(), note: words })).max(limits.choices),
    truth: z.boolean(),
    number: z.number(),
    tolerance: z.number().min(0),
    accepted: z.array(z.string().trim().max(limits.answer)).max(limits.accepted),
    strict: z.boolean(),
    explanation: words,
  })
  .refine((one) => new Set(one.choices.map(({ id }) => id)).size === one.choices.length)
  .refine((one) => faultOfQuestion(one) === null)

export const checkContentInput = z.object({
  questions: z
    .array(question)
    .min(1)
    .max(limits.questions)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length),
  counts: z.boolean(),
})
export type CheckContentInput = z.output<typeof checkContentInput>
/** `version` is the one that was read: another's change in between is told. */
export const changeCheckInput = z.object({ version: z.number().int().min(1), content: checkContentInput })
export const changedCheckView = z.object({ version: z.number() })

export const givenAnswer = z.object({ answer: z.array(z.string()), right: z.boolean(), at: z.string() })
export const checkView = z.object({
  id: z.string(),
  itemId: z.string(),
  offeringId: z.string(),
  version: z.number(),
  content: z.object({
    questions: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(questionKinds),
        prompt: z.string(),
        choices: z.array(z.object({ id: z.string(), text: z.string(), right: z.boolean(), note: z.string() })),
        truth: z.boolean(),
        number: z.number(),
        tolerance: z.number(),
        accepted: z.array(z.string()),
        strict: z.boolean(),
        explanation: z.string(),
      }),
    ),
    counts: z.boolean(),
  }),
  /** The reader's own answers: the first and the last to each question. */
  own: z.array(z.object({ questionId: z.string(), tries: z.number(), first: givenAnswer, last: givenAnswer })),
  mayAnswer: z.boolean(),
  maySeeResults: z.boolean(),
})
export type CheckView = z.output<typeof checkView>

export const answerInput = z.object({
  id: z.uuid(),
  questionId: z.uuid(),
  answer: z.array(z.string().max(limits.answer)).min(1).max(limits.choices),
  /** Seconds since the question was shown or answered before. */
  seconds: z.number().int().min(0).max(86_400),
  answeredAt: z.iso.datetime({ offset: true }),
})
export type AnswerInput = z.output<typeof answerInput>
export const answerKeptView = z.object({ right: z.boolean() })

export const checkResultsView = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      /** People who answered. */
      people: z.number(),
      /** Of them, whose first answer was right. */
      firstRight: z.number(),
      /** Of them, who have answered rightly by now. */
      everRight: z.number(),
    }),
  ),
})
export type CheckResultsView = z.output<typeof checkResultsView>
