import { z } from 'zod'
import { instantView, localizedView, personView } from '../learning/contract.ts'

export const personParams = z.object({ personId: z.uuid() })
export const groupParams = z.object({ groupId: z.uuid() })
export const lineParams = z.object({ offeringId: z.uuid(), personId: z.uuid() })
export const groupQuery = z.object({ termId: z.uuid().optional() })

export const gradeView = z.object({
  itemId: z.string(),
  title: localizedView,
  kind: z.string(),
  points: z.number(),
  maxPoints: z.number(),
  comment: z.string().nullable(),
  gradedBy: personView.nullable(),
  gradedAt: instantView,
})

export const lineView = z.object({
  percent: z.number(),
  letter: z.string(),
  traditional: z.string(),
  gpa: z.number(),
  final: z.boolean(),
  changedAt: instantView,
})
export type LineView = z.output<typeof lineView>

export const ownGradesView = z.object({ offeringId: z.string(), line: lineView.nullable(), grades: z.array(gradeView) })
export type OwnGradesView = z.output<typeof ownGradesView>

export const explainView = z.object({
  person: personView,
  offering: z.object({ id: z.string(), name: localizedView }),
  line: lineView.nullable(),
  rows: z.array(gradeView.extend({ missed: z.boolean(), gradedAt: instantView.nullable() })),
  points: z.number(),
  maxPoints: z.number(),
  scale: z.object({
    id: z.string(),
    validFrom: z.string(),
    basis: z.string(),
    bands: z.array(z.object({ from: z.number(), letter: z.string(), gpa: z.number(), traditional: z.string() })),
  }),
})
export type ExplainView = z.output<typeof explainView>

export const gradebookView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string() }),
  items: z.array(z.object({ id: z.string(), kind: z.string(), title: localizedView, maxPoints: z.number(), dueAt: instantView.nullable() })),
  students: z.array(
    z.object({
      person: personView,
      group: z.string().nullable(),
      line: lineView.nullable(),
      /** Points in the order of `items`; null where there is no mark. */
      points: z.array(z.number().nullable()),
      /** Whether work in the order of `items` is handed in. */
      handedIn: z.array(z.boolean()),
    }),
  ),
})
export type GradebookView = z.output<typeof gradebookView>

export const recordView = z.object({
  person: personView,
  group: z.string().nullable(),
  recordBookNumber: z.string().nullable(),
  average: z.number().nullable(),
  creditsEarned: z.number(),
  terms: z.array(
    z.object({
      id: z.string(),
      name: localizedView,
      average: z.number().nullable(),
      lines: z.array(
        z.object({
          offeringId: z.string(),
          code: z.string(),
          name: localizedView,
          credits: z.number(),
          controlForm: z.string(),
          line: lineView.nullable(),
        }),
      ),
    }),
  ),
})
export type RecordView = z.output<typeof recordView>

export const groupRecordView = z.object({
  group: z.object({ id: z.string(), code: z.string() }),
  terms: z.array(z.object({ id: z.string(), name: localizedView })),
  termId: z.string().nullable(),
  offerings: z.array(z.object({ id: z.string(), code: z.string(), name: localizedView, credits: z.number() })),
  students: z.array(
    z.object({ person: personView, recordBookNumber: z.string(), average: z.number().nullable(), lines: z.array(lineView.nullable()) }),
  ),
})
export type GroupRecordView = z.output<typeof groupRecordView>
