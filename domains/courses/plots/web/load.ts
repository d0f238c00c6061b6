import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What draws a plot inside a lesson, with its words; JSXGraph comes with it, and only then. */
export const loadPlotBlock = async () => (await Promise.all([import('./PlotBlock.tsx'), loadTexts(['courses-plots'])]))[0]

/** What puts a plot into a lesson, or changes it, with its words. */
export const loadPlotMaker = async () => (await Promise.all([import('./PlotMaker.tsx'), loadTexts(['courses-plots'])]))[0]
