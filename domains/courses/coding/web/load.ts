import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What shows an item's programming task, with its words; fetched when one is opened. */
export const loadCodingItem = async () => (await Promise.all([import('./CodingItem.tsx'), loadTexts(['courses-coding'])]))[0]

/** What shows a programming task inside a lesson, with its words. */
export const loadCodingBlock = async () => (await Promise.all([import('./CodingBlock.tsx'), loadTexts(['courses-coding'])]))[0]

/** What puts a programming task into a lesson, or changes it, with its words. */
export const loadCodingMaker = async () => (await Promise.all([import('./CodingMaker.tsx'), loadTexts(['courses-coding'])]))[0]
