/** What the pages of other domains may use of the course pages. */
export { itemView, registerItemView, type ItemViewProps } from './item-views.ts'
export { registerItemFoot } from './item-foot.ts'
export { registerLessonBlock, type LessonBlockProps } from './lesson-blocks.ts'
export { registerKeptView } from '../video/web/kept-view.ts'
export type { ItemView } from '../contract.ts'
export type { ItemVideosView, VideoView } from '../video/contract.ts'
export type { PlayerHandle } from '../video/web/VideoPlayer.tsx'
export { loadKeepFilm, loadVideoPlayer } from '../video/web/load.ts'
