/** What other domains may use of `courses`. */
export * from './tables.ts'
