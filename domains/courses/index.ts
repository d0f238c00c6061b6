/** What other domains may use of `courses`. */
export * from './tables.ts'
export {
  registerItemKind,
  type ImportedAssignment,
  type ImportedMore,
  type ImportedQuestion,
  type ImportedQuiz,
  type ItemCopy,
  type ItemKind,
  type QuestionWords,
} from './item-kinds.ts'
export { ownDeadline } from './deadlines/tables.ts'
export { laterDeadline, ownDeadlineOf } from './deadlines/read-deadlines.ts'
export { keepDue } from './keep-due.ts'
export { deadlineMoved, itemResult, syllabusSaved, type ItemResult } from './events.ts'
export { exportCourseFile } from './export-course/export-course.ts'
export * from './export-course/tables.ts'
export { importCourseFile } from './import-course/import-course.ts'
export { htmlOfPlain, plainOfHtml, plainText, sanitizeLesson } from './sanitize-lesson.ts'
export * from './video/tables.ts'
export * from './complex/tables.ts'
export { codingTask, codingVersion } from './coding/tables.ts'
export type { CodingContent } from './coding/shared/coding.ts'
export { selfCheck } from './checks/tables.ts'
export type { CheckContent } from './checks/shared/checks.ts'
export { itemTopic, syllabus } from './syllabus/tables.ts'
export type { SyllabusContent } from './syllabus/shared/syllabus.ts'
export { readContent } from './complex/content.ts'
export { readReview } from './complex/kept-review.ts'
export { readMeasures } from './complex/read-measures.ts'
export type { ItemPart } from './complex/shared/parts.ts'
export { readMaterial, type Material } from './material.ts'
export { registerWorkGuard } from './work-guards.ts'
export { transcode as transcodeFilm } from './video/transcode-job.ts'
export { runProgram } from './video/transcode/run-program.ts'
export { findTools } from './video/transcode/tools.ts'
export { findBeatFilm, findVideo, videoTarget, type BeatFilm } from './video/targets.ts'
export { isLocked, refuseLocked, registerDoneReader } from './structure/release.ts'
export { openArchive, archiveLimits, type CourseArchive } from './import-course/archive.ts'
export { all, attribute, below, one, readXml, words, type Xml } from './import-course/xml.ts'
export { fileAddress } from './read-item.ts'
export { sendCourseFile } from './send-course-file.ts'
