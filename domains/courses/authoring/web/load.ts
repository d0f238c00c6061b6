import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** What puts a video into a text, with its words. */
export const loadVideoMaker = async () => (await Promise.all([import('./VideoMaker.tsx'), loadTexts(['courses-video'])]))[0]
