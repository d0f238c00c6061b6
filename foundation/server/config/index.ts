/** The configuration of the portal: read once from flags and environment, checked as a whole. */
export { readConfig } from './read-config.ts'
export type { Config } from './config.ts'
