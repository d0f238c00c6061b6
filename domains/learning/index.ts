/** What other domains may use of `learning`. */
export * from './tables.ts'
