import { z } from 'zod'

/** A text of the university in the languages it was written in. */
export const localizedView = z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() })
/** A point in time as ISO text in UTC. */
export const instantView = z.string()
export const personView = z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })
export type PersonView = z.output<typeof personView>

export const itemParams = z.object({ itemId: z.uuid() })
export const offeringParams = z.object({ offeringId: z.uuid() })

/** A heartbeat: visible seconds since the last one that was acknowledged, and where the reader is (per mille). */
export const progressInput = z.object({
  seconds: z.number().int().min(0).max(3600),
  place: z.number().int().min(0).max(1000),
  done: z.boolean().optional(),
})
export type ProgressInput = z.output<typeof progressInput>

export const itemProgressView = z.object({
  itemId: z.string(),
  openedAt: instantView,
  lastAt: instantView,
  completedAt: instantView.nullable(),
  seconds: z.number(),
  place: z.number(),
})
export type ItemProgressView = z.output<typeof itemProgressView>

export const offeringProgressView = z.object({
  total: z.number(),
  completed: z.number(),
  items: z.array(itemProgressView),
  /** What appeared since the visit before (`new`), and what was read and has changed since (`changed`). */
  fresh: z.array(z.object({ itemId: z.string(), why: z.enum(['new', 'changed']) })),
})
export type OfferingProgressView = z.output<typeof offeringProgressView>

export const activityView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string() }),
  total: z.number(),
  students: z.array(
    z.object({
      person: personView,
      group: z.string().nullable(),
      opened: z.number(),
      completed: z.number(),
      seconds: z.number(),
      lastAt: instantView.nullable(),
      points: z.number().nullable(),
      maxPoints: z.number().nullable(),
    }),
  ),
})
export type ActivityView = z.output<typeof activityView>

export const meetingView = z.object({
  offeringId: z.string(),
  name: localizedView,
  /** lecture | practical | laboratory | seminar */
  kind: z.string(),
  startsAt: instantView,
  endsAt: instantView,
  place: z.string(),
  room: z.string().nullable(),
  teaching: z.boolean(),
})
export type MeetingView = z.output<typeof meetingView>

export const cabinetOfferingView = z.object({
  offeringId: z.string(),
  name: localizedView,
  code: z.string(),
  teaching: z.boolean(),
  students: z.number().nullable(),
  total: z.number(),
  completed: z.number(),
})

/** Something that came since the last visit: an item, a grade, a comment. `kind` names its text `today.news.<kind>`. */
export const newsView = z.object({
  kind: z.string(),
  at: instantView,
  title: localizedView,
  offering: localizedView,
  href: z.string(),
  points: z.number().nullable(),
  maxPoints: z.number().nullable(),
  comment: z.string().nullable(),
})
export type NewsView = z.output<typeof newsView>

/** Something that waits for the person: `kind` names its text `today.tasks.<kind>`. */
export const taskView = z.object({
  kind: z.string(),
  title: localizedView,
  href: z.string(),
  count: z.number(),
  since: instantView.nullable(),
})
export type TaskView = z.output<typeof taskView>

export const deadlineView = z.object({
  itemId: z.string(),
  offeringId: z.string(),
  kind: z.string(),
  title: localizedView,
  offering: localizedView,
  dueAt: instantView,
})

export const todayView = z.object({
  at: instantView,
  newSince: instantView.nullable(),
  meetings: z.array(meetingView),
  nextMeeting: meetingView.nullable(),
  deadlines: z.array(deadlineView),
  news: z.array(newsView),
  tasks: z.array(taskView),
  resume: z.object({ itemId: z.string(), offeringId: z.string(), title: localizedView, offering: localizedView, place: z.number() }).nullable(),
  offerings: z.array(cabinetOfferingView),
  behind: z.array(
    z.object({ person: personView, offeringId: z.string(), offering: localizedView, overdue: z.number(), lastAt: instantView.nullable() }),
  ),
})
export type TodayView = z.output<typeof todayView>

export const traceQuery = z.object({ before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(30) })
export const ownTraceView = z.object({
  acts: z.array(
    z.object({
      id: z.string(),
      at: instantView,
      verb: z.string(),
      text: z.string(),
      offering: z.object({ id: z.string(), name: localizedView }).nullable(),
      object: z.object({ type: z.string(), id: z.string(), title: localizedView.nullable() }),
      result: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  next: z.string().nullable(),
})
export type OwnTraceView = z.output<typeof ownTraceView>
