/** What other domains may use of `assignments`. */
export * from './tables.ts'
export { phrase, rubricVersion } from './rubric/tables.ts'
export { submissionMade, submissionMarked, type SubmissionNews } from './submission-events.ts'
