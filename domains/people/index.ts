/** What other domains may use of `people`. */
export * from './tables.ts'
export { roles, roleNames, isRole, demandsSecondFactor, type Role } from './shared/roles.ts'
export {
  importKinds,
  peopleImportExtensions,
  registerImportTarget,
  type ImportFault,
  type ImportField,
  type ImportKind,
  type ImportRow,
  type PeopleImportExtension,
} from './import/extension.ts'
export { readSheet, sheetBytes, writeSheet } from './import/sheet.ts'
export { registerStudySource, type StudyPlace, type StudySource } from './study-source.ts'
export { recordLook } from './looks/record-look.ts'
export { holdRole } from './grants/hold-role.ts'
export { personTarget } from './persons/person-target.ts'
export { nameMatches, prefixQuery } from './name-search.ts'
export { createFirstAdministrator, type FirstAdministrator } from './create-first-administrator.ts'
export { explainProblem, importPeopleFile, type ImportFileOptions, type ImportFileResult } from './import/import-file.ts'
