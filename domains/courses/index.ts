/** What other domains may use of `courses`. */
export * from './tables.ts'
export { registerItemKind, type ImportedAssignment, type ImportedQuestion, type ImportedQuiz, type ItemKind } from './item-kinds.ts'
export { itemResult, type ItemResult } from './events.ts'
export { importCourseFile } from './import-course/import-course.ts'
export { plainText, sanitizeLesson } from './sanitize-lesson.ts'
export * from './video/tables.ts'
export { registerWorkGuard } from './work-guards.ts'
export { findBeatFilm, findVideo, videoTarget, type BeatFilm } from './video/targets.ts'
