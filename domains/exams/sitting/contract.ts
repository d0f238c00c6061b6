import { z } from 'zod'
import { instantView, itemParams, localizedView, personView } from '../../learning/contract.ts'

export { itemParams }
export const attemptParams = z.object({ attemptId: z.uuid() })
export const personParams = itemParams.extend({ personId: z.uuid() })

const network = z.string().regex(/^[0-9a-f.:]{2,45}(\/\d{1,3})?$/i)
export const sittingInput = z.object({
  startsAt: z.iso.datetime({ offset: true }),
  roomMinutes: z.number().int().min(0).max(240).default(30),
  lateMinutes: z.number().int().min(0).max(600).default(15),
  graceMinutes: z.number().int().min(0).max(240).default(15),
  code: z.string().trim().min(4).max(40).nullable().default(null),
  networks: z.array(network).max(20).default([]),
  oneDevice: z.boolean().default(true),
  /** Only in Safe Exam Browser with the exam's own settings. */
  seb: z.boolean().default(false),
})
export type SittingInput = z.output<typeof sittingInput>
export const sittingView = z.object({
  itemId: z.string(),
  sitting: sittingInput.nullable(),
  /** What lets out of Safe Exam Browser; null where it is not asked for. */
  sebQuit: z.string().nullable(),
  /** Attempts that were made for it: then it cannot be taken away any more. */
  attempts: z.number(),
  allowances: z.array(z.object({ person: personView, minutes: z.number(), reason: z.string() })),
  students: z.array(personView),
})
export type SittingView = z.output<typeof sittingView>
export const allowanceInput = z.object({ minutes: z.number().int().min(0).max(600), reason: z.string().trim().min(3).max(500) })

export const keyView = z.object({ key: z.string(), endsAt: instantView.nullable(), now: instantView })

export const beatInput = z.object({
  device: z.string().min(8).max(64),
  away: z.number().int().min(0).max(1000),
  unsent: z.number().int().min(0).max(1000),
})
export type BeatInput = z.output<typeof beatInput>
export const beatView = z.object({
  now: instantView,
  endsAt: instantView.nullable(),
  submitted: z.boolean(),
  paused: z.boolean(),
  /** False: another device has the exam now. */
  mine: z.boolean(),
  messages: z.array(z.object({ id: z.string(), at: instantView, words: z.string() })),
})
export type BeatView = z.output<typeof beatView>
export const takeOverInput = z.object({ device: z.string().min(8).max(64) })

export const roomActs = ['extend', 'close', 'reopen', 'message', 'pause', 'resume', 'waive-seb'] as const
export const roomActInput = z.object({
  kind: z.enum(roomActs),
  /** Whom it concerns; null: everybody in the room. */
  attemptIds: z.array(z.uuid()).min(1).max(500).nullable(),
  /** Who may sit it outside Safe Exam Browser: there is no attempt yet. */
  personId: z.uuid().nullable().default(null),
  minutes: z.number().int().min(1).max(600).nullable().default(null),
  /** The message, or the reason. */
  words: z.string().trim().min(3).max(500),
})
export type RoomActInput = z.output<typeof roomActInput>

export const seatStates = ['absent', 'waiting', 'writing', 'handed-in'] as const
export const roomView = z.object({
  itemId: z.string(),
  offeringId: z.string(),
  title: localizedView,
  now: instantView,
  sitting: z
    .object({
      startsAt: instantView,
      endsAt: instantView.nullable(),
      lateUntil: instantView,
      code: z.string().nullable(),
      pausedAt: instantView.nullable(),
      /** What lets out of Safe Exam Browser; null where it is not asked for. */
      sebQuit: z.string().nullable(),
    })
    .nullable(),
  questions: z.number(),
  seats: z.array(
    z.object({
      person: personView,
      group: z.string().nullable(),
      attemptId: z.string().nullable(),
      state: z.enum(seatStates),
      answered: z.number(),
      asked: z.number(),
      endsAt: instantView.nullable(),
      submittedAt: instantView.nullable(),
      points: z.number().nullable(),
      /** When their page was heard of last. */
      seenAt: instantView.nullable(),
      away: z.number(),
      unsent: z.number(),
      late: z.number(),
      extraMinutes: z.number(),
      /** They may sit it outside Safe Exam Browser. */
      sebWaived: z.boolean(),
    }),
  ),
  acts: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      at: instantView,
      by: personView.nullable(),
      whom: personView.nullable(),
      minutes: z.number().nullable(),
      words: z.string().nullable(),
    }),
  ),
})
export type RoomView = z.output<typeof roomView>

export const examsView = z.object({
  exams: z.array(
    z.object({
      itemId: z.string(),
      offeringId: z.string(),
      title: localizedView,
      discipline: localizedView,
      startsAt: instantView,
      endsAt: instantView.nullable(),
      roomOpensAt: instantView,
      state: z.enum(['early', 'room', 'open', 'late', 'over']),
      /** For who may watch the room; null for students. */
      watched: z.object({ code: z.string().nullable(), students: z.number(), inside: z.number(), handed: z.number() }).nullable(),
    }),
  ),
})
export type ExamsView = z.output<typeof examsView>
