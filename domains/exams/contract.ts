import { z } from 'zod'
import { locales } from '../../foundation/i18n/localized.ts'
import { questionAnswer, questionContent, questionPaper } from './bank/contract.ts'
import { difficulties, questionKinds } from './bank/shared/question.ts'
import { instantView, localizedView, personView } from '../learning/contract.ts'
import { verdicts } from './shared/statistics.ts'

export const attemptParams = z.object({ attemptId: z.uuid() })
export const paperFileParams = attemptParams.extend({ fileId: z.uuid() })
export const answerParams = z.object({ attemptId: z.uuid(), questionId: z.uuid() })

/** An answer: ids of the chosen choices, a number as it was typed (comma or point), or the answer to a question with a paper of its own. */
export const answerValue = z.object({
  choices: z.array(z.string().max(100)).max(50).optional(),
  number: z.string().max(60).optional(),
  answer: questionAnswer.optional(),
})
export type AnswerValue = z.output<typeof answerValue>
export const answerInput = z.object({
  value: answerValue,
  sequence: z.number().int().min(1).max(2_000_000_000),
  /** When it was given, by the server's clock as the page knows it: what was given in time may come late, within the grace. */
  typedAt: z.iso.datetime({ offset: true }).optional(),
})
export const answerAck = z.object({ questionId: z.string(), sequence: z.number(), savedAt: instantView })

/** A question as a student gets it: there is no field in which a right answer could travel. */
export const paperQuestionView = z.strictObject({
  id: z.string(),
  kind: z.enum(questionKinds),
  prompt: localizedView,
  html: z.boolean(),
  /** What there is to answer in, for kinds that are more than choices or a number. */
  paper: questionPaper.nullable(),
  choices: z.array(z.strictObject({ id: z.string(), text: localizedView })),
  unit: z.string().nullable(),
  points: z.number(),
})
export type PaperQuestionView = z.output<typeof paperQuestionView>

export const savedAnswerView = z.object({ questionId: z.string(), value: answerValue, sequence: z.number(), savedAt: instantView })

export const paperView = z.object({
  attemptId: z.string(),
  itemId: z.string(),
  offeringId: z.string(),
  number: z.number(),
  startedAt: instantView,
  endsAt: instantView.nullable(),
  /** The server's clock when the paper was sent, so that a wrong clock of the device does no harm. */
  now: instantView,
  submittedAt: instantView.nullable(),
  /** An exam's paper before its start: nothing of it can be read until its key comes; `questions` is empty then. */
  sealed: z.strictObject({ iv: z.string(), data: z.string() }).nullable(),
  /** Whether the page tells from time to time where it is: an exam that somebody watches. */
  watched: z.boolean(),
  questions: z.array(paperQuestionView),
  answers: z.array(savedAnswerView),
})
export type PaperView = z.output<typeof paperView>

export const protocolQuery = z.object({ language: z.enum(['ky', 'ru']).default('ky') })

/** What a student gives to come in: the code that is told in the room. */
export const startInput = z.object({ code: z.string().max(40).nullable().default(null) }).nullish()

export const attemptLine = z.object({
  id: z.string(),
  number: z.number(),
  startedAt: instantView,
  endsAt: instantView.nullable(),
  submittedAt: instantView.nullable(),
  points: z.number().nullable(),
})

export const testView = z.object({
  itemId: z.string(),
  offeringId: z.string(),
  title: localizedView,
  dueAt: instantView.nullable(),
  points: z.number(),
  passPercent: z.number().nullable(),
  attempts: z.number(),
  minutes: z.number().nullable(),
  showAnswers: z.enum(['after_attempt', 'after_due', 'never']),
  questions: z.number(),
  own: z.array(attemptLine),
  best: z.number().nullable(),
  /** For who marks: attempts that wait for a person; null for others, and where a test asks nothing of the kind. */
  toMark: z.number().nullable(),
  /** Why no new attempt can begin; null when one can, or one is running. */
  closed: z.enum(['attempts', 'deadline', 'empty', 'early', 'late', 'over']).nullable(),
  /** An exam that everybody sits at one time; times are the reader's own. */
  sitting: z
    .object({
      now: instantView,
      roomOpensAt: instantView,
      startsAt: instantView,
      lateUntil: instantView,
      endsAt: instantView,
      needsCode: z.boolean(),
      oneDevice: z.boolean(),
      /** Safe Exam Browser is asked for, of this student; whether this is one, and what opens it. */
      seb: z.object({ inside: z.boolean(), link: z.string() }).nullable(),
    })
    .nullable(),
})
export type TestView = z.output<typeof testView>

export const resultView = z.object({
  attemptId: z.string(),
  itemId: z.string(),
  number: z.number(),
  submittedAt: instantView,
  /** Null while a person has not marked all of it. */
  points: z.number().nullable(),
  /** Answers that wait for a person, and what is sure without them; never the result. */
  waiting: z.number(),
  soFar: z.number(),
  maxPoints: z.number(),
  passPercent: z.number().nullable(),
  /** Null until the policy lets right answers be seen. */
  questions: z
    .array(
      paperQuestionView.extend({
        given: answerValue.nullable(),
        /** Null while it waits for a person. */
        earned: z.number().nullable(),
        /** What who marked it says. */
        comment: z.string().nullable(),
        right: z.array(z.string()),
        answer: z.number().nullable(),
        tolerance: z.number().nullable(),
        feedback: localizedView.nullable(),
        /** The right answer to a question with a paper of its own. */
        rightAnswer: questionAnswer.nullable(),
        /** What the author says to just this answer. */
        remarks: z.array(localizedView),
      }),
    )
    .nullable(),
  shownFrom: instantView.nullable(),
})
export type ResultView = z.output<typeof resultView>

export const testRules = z.object({
  points: z.number().min(0).max(1000),
  passPercent: z.number().int().min(0).max(100).nullable(),
  attempts: z.number().int().min(1).max(100),
  minutes: z.number().int().min(1).max(600).nullable(),
  shuffle: z.boolean(),
  showAnswers: z.enum(['after_attempt', 'after_due', 'never']),
})
export type TestRules = z.output<typeof testRules>

export const questionInput = z.object({
  id: z.uuid().optional(),
  kind: z.enum(questionKinds),
  prompt: localizedView,
  html: z.boolean().default(false),
  choices: z
    .array(z.object({ id: z.string().min(1).max(100), text: localizedView, right: z.boolean() }))
    .max(20)
    .default([]),
  answer: z.number().nullable().default(null),
  tolerance: z.number().min(0).nullable().default(null),
  unit: z.string().max(30).nullable().default(null),
  points: z.number().min(0).max(100).default(1),
  feedback: localizedView.nullable().default(null),
  /** The whole question of a kind that the fields above cannot hold; they are then read from it. */
  content: questionContent.nullable().default(null),
  /** A question of the bank, in one of its versions: its words are the bank's, whatever is sent besides; its points are the test's. */
  bank: z
    .object({ id: z.uuid(), version: z.number().int().min(1) })
    .nullable()
    .default(null),
})
export type QuestionInput = z.output<typeof questionInput>

const drawList = z.array(z.string().max(200)).max(50)
/** So many questions of the discipline's bank that fit, other ones on each paper; empty lists mean any. */
export const drawInput = z.object({
  id: z.uuid().optional(),
  topics: drawList,
  difficulties: z.array(z.enum(difficulties)).max(difficulties.length),
  tags: drawList,
  count: z.number().int().min(1).max(100),
  points: z.number().min(0).max(100),
})
export type DrawInput = z.output<typeof drawInput>

export const testEditInput = testRules.extend({
  questions: z.array(questionInput).max(200),
  draws: z.array(drawInput).max(30).default([]),
})
export type TestEditInput = z.output<typeof testEditInput>
export const testEditView = testEditInput.extend({
  itemId: z.string(),
  offeringId: z.string(),
  title: localizedView,
  attemptsMade: z.number(),
  /** Newest versions of the questions that came from the bank, by their ids there. */
  newest: z.record(z.string(), z.number()),
})
export type TestEditView = z.output<typeof testEditView>

export const questionFormats = ['gift', 'aiken', 'moodle-xml', 'qti-2', 'qti-3', 'xlsx'] as const
export const questionFileQuery = z.object({ format: z.enum(questionFormats) })
export const questionImportQuery = z.object({ language: z.enum(locales).default('ky') })
/** What became of a brought file of questions, question by question. */
export const questionImportView = z.object({
  format: z.string(),
  added: z.number(),
  items: z.array(
    z.object({
      number: z.number(),
      title: z.string(),
      kind: z.enum(questionKinds).nullable(),
      outcome: z.enum(['brought', 'changed', 'kept', 'left', 'refused']),
      reasons: z.array(z.string()),
    }),
  ),
})
export type QuestionImportView = z.output<typeof questionImportView>

export const testResultsView = z.object({
  itemId: z.string(),
  title: localizedView,
  points: z.number(),
  attempts: z.array(attemptLine.extend({ person: personView })),
  /** Of the first attempt of each student. Shares are 0–1. */
  whole: z.object({
    students: z.number(),
    /** Attempts of any number that wait for a person; they are not in the figures of the whole. */
    waiting: z.number(),
    mean: z.number().nullable(),
    median: z.number().nullable(),
    /** Null where the test has no threshold. */
    passed: z.number().nullable(),
    /** Students by tenths of the points. */
    histogram: z.array(z.number()),
    /** Cronbach's alpha; null with too few attempts, or when papers differ. */
    alpha: z.number().nullable(),
    differentPapers: z.boolean(),
  }),
  questions: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(questionKinds),
      prompt: localizedView,
      html: z.boolean(),
      fromBank: z.boolean(),
      asked: z.number(),
      unanswered: z.number(),
      /** Mean share of the points, 0–1: how easy it is. */
      ease: z.number().nullable(),
      /** Correlation of this question with the rest of the paper, −1…1; null with too few attempts. */
      discrimination: z.number().nullable(),
      verdict: z.enum(verdicts),
      /** How many students are in the strong third, and as many in the weak one; 0 with too few attempts. */
      groupSize: z.number(),
      /** What could be chosen, and who chose it; empty for other kinds. */
      options: z.array(
        z.object({
          text: localizedView.nullable(),
          truth: z.boolean().nullable(),
          right: z.boolean(),
          chosen: z.number(),
          strong: z.number(),
          weak: z.number(),
        }),
      ),
    }),
  ),
})
export type TestResultsView = z.output<typeof testResultsView>
