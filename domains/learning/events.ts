import { onEvent, type Listener } from '../../foundation/server/events/events.ts'
import { itemResult } from '../courses/index.ts'
import { keepItemResult } from './save-progress.ts'

/** What this domain hears: results of items that run by their own rule become progress (R4.3c). */
export const listeners: Listener[] = [onEvent(itemResult, 'learning.keep-result', keepItemResult)]
