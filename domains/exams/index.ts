/** What other domains may use of `exams`. */
export * from './tables.ts'
export { contentOfRow } from './bank/in-tests.ts'
export { rowOfQuestion } from './catalogue/row-of-question.ts'
export { newSecret } from './sitting/seal-paper.ts'
export { sitting } from './sitting/tables.ts'
export { attemptMarked, type AttemptNews } from './events.ts'
