import { defineEvent, type Listener } from '../../foundation/server/events/events.ts'

/** Students came into an offering (one event for each act, however many they are). */
export const enrolmentMade = defineEvent<{ offeringId: string; personIds: string[] }>('enrolment.made')

/** A student left an offering. */
export const enrolmentEnded = defineEvent<{ offeringId: string; personIds: string[] }>('enrolment.ended')

/** A curriculum was approved (R4.2a): its lines are fixed from now on. */
export const curriculumApproved = defineEvent<{ curriculumId: string; programmeId: string }>('curriculum.approved')

/** What this domain hears. */
export const listeners: Listener[] = []
