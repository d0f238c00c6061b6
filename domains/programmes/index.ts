/** What other domains may use of `programmes`. */
export * from './tables.ts'
export { readStanding } from './standing.ts'
