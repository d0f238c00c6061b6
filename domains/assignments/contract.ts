import { z } from 'zod'
import { instantView, localizedView, personView } from '../learning/contract.ts'
import { filledInput, filledView, rubricView } from './rubric/contract.ts'
import { maxTextLength } from './shared/limits.ts'

export const submissionParams = z.object({ submissionId: z.uuid() })
export const submissionFileParams = z.object({ submissionId: z.uuid(), fileId: z.uuid() })

/** The fields that stand beside the files in the form. */
export const submissionFields = z.object({
  clientKey: z.string().min(8).max(100),
  text: z.string().max(maxTextLength).default(''),
})

export const submissionFileView = z.object({ id: z.string(), name: z.string(), bytes: z.number(), sha256: z.string() })

export const submissionView = z.object({
  id: z.string(),
  itemId: z.string(),
  offeringId: z.string(),
  round: z.number(),
  state: z.enum(['submitted', 'marked', 'returned']),
  text: z.string().nullable(),
  late: z.boolean(),
  submittedAt: instantView,
  /** The receipt: SHA-256 over text and files. */
  digest: z.string(),
  files: z.array(submissionFileView),
  /** Begun days after the deadline that held for this student. */
  daysLate: z.number(),
  points: z.number().nullable(),
  /** What the teacher gave, where being late took some of it. */
  rawPoints: z.number().nullable(),
  forgiven: z.boolean(),
  comment: z.string().nullable(),
  /** The rubric it was marked by, as it was then, with what was chosen. */
  rubric: filledView.nullable(),
  markedAt: instantView.nullable(),
  markedBy: personView.nullable(),
})
export type SubmissionView = z.output<typeof submissionView>

export const assignmentRules = z.object({
  points: z.number().min(0).max(1000),
  acceptsFiles: z.boolean(),
  acceptsText: z.boolean(),
  maxFiles: z.number().int().min(0).max(20),
  allowLate: z.boolean(),
  lateDays: z.number().int().min(0).max(365).nullable().default(null),
  latePerDay: z.number().int().min(0).max(100).default(0),
  lateFloor: z.number().int().min(0).max(100).default(0),
})
export type AssignmentRules = z.output<typeof assignmentRules>

export const assignmentView = assignmentRules.extend({
  itemId: z.string(),
  offeringId: z.string(),
  title: localizedView,
  /** The reader's own deadline where they have one, else everybody's. */
  dueAt: instantView.nullable(),
  /** Why it is another than everybody's. */
  extended: z.object({ from: instantView.nullable(), reason: z.string() }).nullable(),
  /** Begun days after it, now, and the percent of the points that would count. */
  daysLate: z.number(),
  kept: z.number(),
  /** Until when late work is taken; null: without end, or not at all. */
  lateUntil: instantView.nullable(),
  /** By what it will be marked; null: without a rubric. */
  rubric: rubricView.nullable(),
  /** One's own rounds, newest first. */
  submissions: z.array(submissionView),
  /** Whether one may hand in now; if not, why: text key `hand-in.closed.<reason>`. */
  open: z.boolean(),
  reason: z.enum(['submitted', 'marked', 'deadline']).nullable(),
})
export type AssignmentView = z.output<typeof assignmentView>

export const markInput = z.object({
  /** Needed unless the work goes back. */
  points: z.number().min(0).multipleOf(0.01).nullable(),
  comment: z.string().max(20_000).default(''),
  /** Back to the student for rework: no mark yet. */
  returned: z.boolean().default(false),
  /** Levels of the rubric; the points follow from them. */
  rubric: filledInput.nullable().default(null),
  /** The points count whole, although the work came late. */
  forgiven: z.boolean().default(false),
})
export type MarkInput = z.input<typeof markInput>

export const markingQuery = z.object({ state: z.enum(['waiting', 'done', 'all']).default('waiting'), itemId: z.uuid().optional() })
export const markingView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string() }),
  waiting: z.number(),
  done: z.number(),
  works: z.array(
    submissionView.extend({
      person: personView,
      group: z.string().nullable(),
      title: localizedView,
      maxPoints: z.number(),
      dueAt: instantView.nullable(),
      /** Percent of the points that count: being late takes the rest. */
      kept: z.number(),
      /** By what it is marked; null: without a rubric. */
      markBy: rubricView.nullable(),
    }),
  ),
})
export type MarkingView = z.output<typeof markingView>
export type MarkingWork = MarkingView['works'][number]
