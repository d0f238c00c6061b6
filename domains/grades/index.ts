/** What other domains may use of `grades`. */
export * from './tables.ts'
export { gradeKept, type GradeNews } from './grade-kept.ts'
export { keepGrade } from './keep-grade.ts'
export { keepLines } from './keep-lines.ts'
export { bandOf, scaleOn, scales, type Band, type Scale } from './scale.ts'
export { averageOf, lineOf, percentOf } from './percent.ts'
