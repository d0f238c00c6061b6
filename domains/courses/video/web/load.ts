import { loadTexts } from '../../../../foundation/web/i18n/texts.ts'

/** The player with its words; fetched when a film is shown, not with the pages that might show one. */
export const loadVideoPlayer = async () => (await Promise.all([import('./VideoPlayer.tsx'), loadTexts(['courses-video'])]))[0]

/** The buttons that take a film along, with their words. */
export const loadKeepFilm = async () => (await Promise.all([import('./KeepFilm.tsx'), loadTexts(['courses-video'])]))[0]

/** The videos of an item for its author, with their words. */
export const loadItemVideos = async () => (await Promise.all([import('./ItemVideos.tsx'), loadTexts(['courses-video'])]))[0]
