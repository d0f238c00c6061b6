import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** The studio with its words; fetched when somebody wants to record. */
export const loadStudio = async () => (await Promise.all([import('./Studio.tsx'), loadTexts(['courses-studio'])]))[0]
