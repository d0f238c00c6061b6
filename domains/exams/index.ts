/** What other domains may use of `exams`. */
export * from './tables.ts'
export { attemptMarked, type AttemptNews } from './events.ts'
