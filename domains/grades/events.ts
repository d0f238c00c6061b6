import { defineEvent, onEvent, type Listener } from '../../foundation/server/events/events.ts'
import { submissionMarked } from '../assignments/index.ts'
import { attemptMarked } from '../exams/index.ts'
import { keepGrade } from './keep-grade.ts'

export interface GradeNews {
  personId: string
  itemId: string
  offeringId: string
}

/** A grade of an item came, changed or went; the line of the record follows it. */
export const gradeKept = defineEvent<GradeNews>('grade.kept')

/** What this domain hears: marks become grades, and grades the line of the record. */
export const listeners: Listener[] = [
  onEvent(submissionMarked, 'grades.keep-grade', (ctx, news) => keepGrade(ctx, news)),
  onEvent(attemptMarked, 'grades.keep-grade', (ctx, news) => keepGrade(ctx, news)),
]
