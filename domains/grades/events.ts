import { onEvent, type Listener } from '../../foundation/server/events/events.ts'
import { submissionMarked } from '../assignments/index.ts'
import { deadlineMoved, syllabusSaved } from '../courses/index.ts'
import { attemptMarked } from '../exams/index.ts'
import { remakeLines } from './keep-lines.ts'
import { keepGrade } from './keep-grade.ts'
import { followSyllabus } from './scheme/publish-scheme.ts'

/** What this domain hears: marks become grades and grades the line of the record; the weights of the syllabus drive the scheme. */
export const listeners: Listener[] = [
  onEvent(submissionMarked, 'grades.keep-grade', (ctx, news) => keepGrade(ctx, news)),
  onEvent(attemptMarked, 'grades.keep-grade', (ctx, news) => keepGrade(ctx, news)),
  // work that counted as missed may be handed in again, or the other way round
  onEvent(deadlineMoved, 'grades.keep-lines', (ctx, { offeringId, personIds }) =>
    remakeLines(
      ctx,
      personIds.map((personId) => ({ personId, offeringId })),
    ),
  ),
  onEvent(syllabusSaved, 'grades.follow-syllabus', (ctx, news) => followSyllabus(ctx, news)),
]
