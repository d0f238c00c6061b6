/** What other domains may use of `grades`. */
export * from './tables.ts'
export { gradeKept, type GradeNews } from './grade-kept.ts'
export { keepGrade } from './keep-grade.ts'
export { bandOf, scaleOn, scales, type Band, type Scale } from './scale.ts'
export { averageOf } from './average.ts'
export { schemePublished } from './scheme/scheme-published.ts'
export { defaultSchemes } from './scheme/keep-scheme.ts'
export { publishVersion } from './scheme/publish-scheme.ts'
