import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What shows a presentation inside a lesson, with its words. */
export const loadSlidesBlock = async () => (await Promise.all([import('./SlidesBlock.tsx'), loadTexts(['courses-slides'])]))[0]

/** What puts a presentation into a lesson, or another in its place, with its words. */
export const loadSlidesMaker = async () => (await Promise.all([import('./SlidesMaker.tsx'), loadTexts(['courses-slides'])]))[0]
