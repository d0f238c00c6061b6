import { z } from 'zod'
import { instantView, localizedView, personView } from '../../learning/contract.ts'
import { classKinds, presences } from './shared/presence.ts'

export const classParams = z.object({ offeringId: z.uuid(), classId: z.uuid() })
export const historyParams = z.object({ offeringId: z.uuid(), classId: z.uuid(), personId: z.uuid() })

const state = z.enum(presences)
const kind = z.enum(classKinds)
const hoursView = z.object({ held: z.number(), missed: z.number(), excused: z.number() })

export const classInput = z.object({
  groupId: z.uuid().nullable(),
  heldOn: z.iso.date(),
  /** Minutes from local midnight. */
  startsAt: z.number().int().min(0).max(1439).nullable(),
  kind,
  hours: z.number().int().min(1).max(8),
  topic: z.string().trim().min(1).max(500),
})
export type ClassInput = z.output<typeof classInput>

/** Marks are given at this class: a column of the grade book is made for them. */
export const newClassInput = classInput.extend({
  marks: z.object({ maxPoints: z.number().positive().max(1000).multipleOf(0.01), partId: z.string().max(40).nullable() }).nullable(),
})
export type NewClassInput = z.output<typeof newClassInput>
export const classMade = z.object({ id: z.string() })

/** `was` is what the writer saw: another's newer word is told and not overwritten. */
export const presenceInput = z.object({
  rows: z
    .array(z.object({ personId: z.uuid(), was: state.nullable(), state, note: z.string().trim().max(300).nullable().optional() }))
    .min(1)
    .max(1000),
  why: z.string().trim().max(300).nullable(),
})
export type PresenceInput = z.output<typeof presenceInput>

export const classView = z.object({
  id: z.string(),
  groupId: z.string().nullable(),
  heldOn: z.string(),
  startsAt: z.number().nullable(),
  kind,
  hours: z.number(),
  topic: z.string(),
  teacher: personView,
  columnId: z.string().nullable(),
  maxPoints: z.number().nullable(),
  taken: z.boolean(),
})
export type ClassView = z.output<typeof classView>

export const journalView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string(), term: localizedView }),
  groups: z.array(z.object({ id: z.string(), code: z.string() })),
  /** Oldest first. */
  classes: z.array(classView),
  students: z.array(
    z.object({
      person: personView,
      groupId: z.string().nullable(),
      /** In the order of `classes`; null where nothing was said. */
      states: z.array(state.nullable()),
      notes: z.array(z.string().nullable()),
      points: z.array(z.number().nullable()),
      hours: hoursView,
    }),
  ),
  /** Classes of the timetable in the last two weeks that have no entry yet. */
  missing: z.array(z.object({ heldOn: z.string(), startsAt: z.number(), kind, hours: z.number() })),
  parts: z.array(z.object({ id: z.string(), title: localizedView })),
  mayWrite: z.boolean(),
})
export type JournalView = z.output<typeof journalView>

export const ownAttendanceView = z.object({
  offering: z.object({ id: z.string(), name: localizedView }),
  classes: z.array(
    z.object({
      id: z.string(),
      heldOn: z.string(),
      startsAt: z.number().nullable(),
      kind,
      hours: z.number(),
      topic: z.string(),
      state: state.nullable(),
      note: z.string().nullable(),
    }),
  ),
  hours: hoursView,
})
export type OwnAttendanceView = z.output<typeof ownAttendanceView>

export const groupAttendanceView = z.object({
  group: z.object({ id: z.string(), code: z.string() }),
  terms: z.array(z.object({ id: z.string(), name: localizedView })),
  termId: z.string().nullable(),
  offerings: z.array(z.object({ id: z.string(), code: z.string(), name: localizedView })),
  students: z.array(z.object({ person: personView, hours: z.array(hoursView), total: hoursView })),
})
export type GroupAttendanceView = z.output<typeof groupAttendanceView>

export const presenceHistoryView = z.object({
  changes: z.array(z.object({ at: instantView, by: personView, from: state.nullable(), to: state, why: z.string().nullable() })),
})
export type PresenceHistoryView = z.output<typeof presenceHistoryView>
