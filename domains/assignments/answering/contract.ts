import { z } from 'zod'
import { instantView, localizedView, personView } from '../../learning/contract.ts'

const figures = z.object({
  came: z.number(),
  answered: z.number(),
  inTime: z.number(),
  overdue: z.number(),
  waiting: z.number(),
  medianHours: z.number().nullable(),
  oldestHours: z.number().nullable(),
})

const agreed = z.object({ workDays: z.number(), questionDays: z.number(), basis: localizedView, validFrom: z.string() })

const askedView = z.object({
  id: z.string(),
  kind: z.enum(['work', 'question']),
  offeringId: z.string(),
  itemId: z.string(),
  title: localizedView,
  discipline: localizedView,
  /** The student; left out where who reads is not their teacher. */
  person: personView.nullable(),
  cameAt: instantView,
  dueAt: instantView,
  answeredAt: instantView.nullable(),
  state: z.enum(['in-time', 'late', 'waiting', 'overdue']),
})
export type AskedRow = z.output<typeof askedView>

export const ownAnsweringView = z.object({
  agreed,
  term: localizedView.nullable(),
  works: figures,
  questions: figures,
  /** What waits, the soonest due first. */
  waiting: z.array(askedView),
})
export type OwnAnsweringView = z.output<typeof ownAnsweringView>

export const answeringQuery = z.object({ termId: z.uuid().optional() })
export const answeringView = z.object({
  agreed,
  terms: z.array(z.object({ id: z.string(), name: localizedView })),
  termId: z.string().nullable(),
  total: figures,
  teachers: z.array(z.object({ person: personView, works: figures, questions: figures, all: figures })),
})
export type AnsweringView = z.output<typeof answeringView>

export const teacherParams = z.object({ personId: z.uuid() })
export const teacherAnsweringView = z.object({ person: personView, agreed, all: figures, rows: z.array(askedView) })
export type TeacherAnsweringView = z.output<typeof teacherAnsweringView>
