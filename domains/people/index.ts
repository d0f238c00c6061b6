/** What other domains may use of `people`. */
export * from './tables.ts'
export { roles, roleNames, isRole, demandsSecondFactor, type Role } from './roles.ts'
