/** What other domains may use of `people`. */
export * from './tables.ts'
export { roles, roleNames, isRole, demandsSecondFactor, type Role } from './roles.ts'
export {
  importKinds, peopleImportExtensions, registerImportTarget,
  type ImportFault, type ImportField, type ImportKind, type ImportRow, type PeopleImportExtension,
} from './import/extension.ts'
export { registerStudySource, type StudyPlace, type StudySource } from './study-source.ts'
