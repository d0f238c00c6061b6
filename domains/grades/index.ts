/** What other domains may use of `grades`. */
export * from './tables.ts'
