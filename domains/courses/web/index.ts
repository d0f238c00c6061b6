/** What the pages of other domains may use of the course pages. */
export { itemView, registerItemView, type ItemViewProps } from './item-views.ts'
