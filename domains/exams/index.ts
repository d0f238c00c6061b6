/** What other domains may use of `exams`. */
export * from './tables.ts'
