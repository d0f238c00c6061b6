import { defineEvent } from '../../../foundation/server/events/events.ts'

/** A version of an offering's grading scheme was published and its lines were made anew. */
export const schemePublished = defineEvent<{ offeringId: string; version: number }>('scheme.published')
