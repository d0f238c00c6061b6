/** What other domains may use of `learning`. */
import './complex-today.ts'
import './done-reader.ts'

export * from './tables.ts'
export { findItem, itemTarget, openItem, seenByStudents, type FoundItem } from './find-item.ts'
export { completeItem } from './save-progress.ts'
export { providePoints, type PointsOfStudents } from './activity-points.ts'
export { registerTodayPart, type TodayPart } from './today-parts.ts'
export { idList } from './id-list.ts'
export { iso, isoOrNull } from './instants.ts'
export { instantView, itemParams, localizedView, offeringParams, personView, type NewsView, type PersonView, type TaskView } from './contract.ts'
export { questionAnswered, questionAsked } from './questions/events.ts'
