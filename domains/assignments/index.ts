/** What other domains may use of `assignments`. */
export * from './tables.ts'
