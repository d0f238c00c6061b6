import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What shows an item's tool, with its words; fetched when one is opened. */
export const loadToolItem = async () => (await Promise.all([import('./ToolItem.tsx'), loadTexts(['courses-tools'])]))[0]
