import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What shows a self-check inside a lesson, with its words. */
export const loadCheckBlock = async () => (await Promise.all([import('./CheckBlock.tsx'), loadTexts(['courses-checks'])]))[0]

/** What puts a self-check into a lesson, or changes it, with its words. */
export const loadCheckMaker = async () => (await Promise.all([import('./CheckMaker.tsx'), loadTexts(['courses-checks'])]))[0]
