import { z } from 'zod'
import { packageKinds } from './shared/package.ts'

export const packageParams = z.object({ packageId: z.uuid() })
export const packageItemParams = z.object({ itemId: z.uuid() })
export const attemptParams = z.object({ itemId: z.uuid(), attemptId: z.uuid() })

/** `item`: the item is the package. `block`: it stands inside a lesson's text. */
export const uploadQuery = z.object({ place: z.enum(['item', 'block']).default('item') })

const completion = z.enum(['not-attempted', 'incomplete', 'completed'])
const success = z.enum(['unknown', 'passed', 'failed'])
const score = z.number().min(0).max(1).nullable()

export const unitView = z.object({
  id: z.string(),
  title: z.string(),
  under: z.array(z.string()),
  completion,
  success,
  score,
  done: z.boolean(),
})
export type UnitView = z.output<typeof unitView>

export const ownAttemptView = z.object({
  id: z.string(),
  number: z.number(),
  startedAt: z.string(),
  lastAt: z.string(),
  seconds: z.number(),
  completion,
  success,
  score,
  done: z.boolean(),
})
export type OwnAttemptView = z.output<typeof ownAttemptView>

export const packageView = z.object({
  id: z.string(),
  itemId: z.string(),
  offeringId: z.string(),
  kind: z.enum(packageKinds),
  title: z.string(),
  bytes: z.number(),
  files: z.number(),
  uploadedAt: z.string(),
  /** The parts, with what the reader reached in the newest attempt. */
  units: z.array(unitView),
  /** The reader's own attempts, newest first. */
  attempts: z.array(ownAttemptView),
  /** Whether what the reader does is kept (students); others only look. */
  mayAttempt: z.boolean(),
  mayEdit: z.boolean(),
  maySeeResults: z.boolean(),
})
export type PackageView = z.output<typeof packageView>
/** Null while the item has no package yet. */
export const itemPackageView = z.object({ package: packageView.nullable(), mayEdit: z.boolean() })
export type ItemPackageView = z.output<typeof itemPackageView>

export const launchInput = z.object({ unitId: z.string().max(300), anew: z.boolean().default(false) })

export const launchView = z.object({
  /** Origin of the content; messages from anywhere else are not the player's. */
  origin: z.string(),
  /** Address of the player's page, for the frame. Short-lived. */
  address: z.string(),
  /** Null: the reader only looks, and nothing is kept. */
  attemptId: z.string().nullable(),
  sessionId: z.string(),
  kind: z.enum(packageKinds),
  unit: z.object({
    id: z.string(),
    title: z.string(),
    path: z.string(),
    query: z.string(),
    passive: z.boolean(),
    mastery: z.number().nullable(),
    launchData: z.string().nullable(),
    maxTime: z.string().nullable(),
    timeLimitAction: z.string().nullable(),
  }),
  learner: z.object({ id: z.string(), name: z.string() }),
  language: z.string(),
  /** What the runtime kept last time: CMI data, an H5P state. */
  state: z.unknown(),
  report: z.object({ completion, success, score }),
  /** Seconds worked on this part in earlier sessions. */
  secondsBefore: z.number(),
  /** The frame's whole address for kinds that are launched by address (cmi5, xAPI); null: the player builds it. */
  launchQuery: z.string().nullable(),
})
export type LaunchView = z.output<typeof launchView>

/** What one sitting reports. Sent again it changes nothing; an older one than is known changes nothing either. */
export const saveInput = z.object({
  sessionId: z.uuid(),
  sequence: z.number().int().min(1).max(1_000_000),
  /** Seconds of this sitting, from its beginning. */
  seconds: z.number().int().min(0).max(86_400),
  completion,
  success,
  score,
  state: z.unknown().optional(),
})
export type SaveInput = z.output<typeof saveInput>
export const savedView = z.object({ sequence: z.number(), savedAt: z.string(), done: z.boolean() })

export const resultsView = z.object({
  package: z.object({ title: z.string(), kind: z.enum(packageKinds) }).nullable(),
  item: z.object({ id: z.string(), title: z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() }) }),
  people: z.array(
    z.object({
      person: z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() }),
      attempts: z.number(),
      best: score,
      completion,
      success,
      seconds: z.number(),
      lastAt: z.string(),
    }),
  ),
})
export type PackageResultsView = z.output<typeof resultsView>
