import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What shows an outside laboratory inside a lesson, with its words. */
export const loadLabBlock = async () => (await Promise.all([import('./LabBlock.tsx'), loadTexts(['courses-lab'])]))[0]

/** What puts an outside laboratory into a lesson, or changes it, with its words. */
export const loadLabMaker = async () => (await Promise.all([import('./LabMaker.tsx'), loadTexts(['courses-lab'])]))[0]
