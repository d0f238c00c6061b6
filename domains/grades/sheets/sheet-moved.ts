import { defineEvent } from '../../../foundation/server/events/events.ts'

/** An exam sheet was opened, filled, signed, closed or annulled: open pages of its people follow. `personIds`: whose record it changed. */
export const sheetMoved = defineEvent<{ sheetId: string; offeringId: string; personIds: string[] }>('sheet.moved')
