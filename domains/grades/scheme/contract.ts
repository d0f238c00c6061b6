import { z } from 'zod'
import { instantView, localizedView, personView } from '../../learning/contract.ts'
import { partKinds } from './shared/scheme.ts'

const words = z.object({ ky: z.string().trim().max(300), ru: z.string().trim().max(300), en: z.string().trim().max(300) }).partial()
const percent = z.number().min(0).max(100).multipleOf(0.01)

const partInput = z.object({
  id: z.string().min(1).max(40),
  kind: z.enum(partKinds),
  title: words.refine((title) => Object.values(title).some((one) => one), { error: 'needed' }),
  weight: percent,
  works: z.enum(['alike', 'by-points']),
  dropLowest: z.number().int().min(0).max(50),
})

const contentInput = z.object({
  parts: z.array(partInput).min(1).max(30),
  bonusMost: percent,
  rounding: z.enum(['half-up', 'down']),
  /** Work → part, `bonus`, or null for what does not count. */
  items: z.record(z.uuid(), z.string().max(40).nullable()),
})

export const previewInput = z.object({ content: contentInput })
/** `began` is the version that was read: another's publication in between is told, nothing is overwritten. */
export const schemeInput = z.object({ began: z.number().int().min(0), content: contentInput, reason: z.string().trim().min(5).max(500) })

export const partView = z.object({
  id: z.string(),
  kind: z.enum(partKinds),
  title: localizedView,
  weight: z.number(),
  works: z.enum(['alike', 'by-points']),
  dropLowest: z.number(),
})

export const scaleView = z.object({
  id: z.string(),
  validFrom: z.string(),
  basis: z.string(),
  bands: z.array(z.object({ from: z.number(), letter: z.string(), gpa: z.number(), traditional: z.string() })),
})

export const gradingView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string() }),
  /** 0 while nothing needed a scheme yet: what is shown would become version 1. */
  version: z.number(),
  source: z.enum(['syllabus', 'points', 'hand']),
  parts: z.array(partView),
  bonusMost: z.number(),
  rounding: z.enum(['half-up', 'down']),
  /** Works with points; `guessed` when placed by the kind of the work and not by a person. */
  items: z.array(
    z.object({ id: z.string(), kind: z.string(), title: localizedView, maxPoints: z.number(), partId: z.string().nullable(), guessed: z.boolean() }),
  ),
  versions: z.array(
    z.object({
      version: z.number(),
      source: z.enum(['syllabus', 'points', 'hand']),
      syllabusVersion: z.number().nullable(),
      reason: z.string().nullable(),
      by: personView.nullable(),
      at: instantView,
      parts: z.array(z.object({ title: localizedView, weight: z.number() })),
    }),
  ),
  /** Parts that the syllabus states now, where they differ from those that hold. */
  syllabus: z.array(partView).nullable(),
  scale: scaleView,
  mayEdit: z.boolean(),
})
export type GradingView = z.output<typeof gradingView>

const standing = z.object({ percent: z.number(), letter: z.string() }).nullable()
export const previewView = z.object({
  /** Students whose percent changes, and those among them whose letter does. */
  changed: z.number(),
  /** Lines that are confirmed and stay. */
  final: z.number(),
  letters: z.array(z.object({ person: personView, group: z.string().nullable(), before: standing, after: standing })),
})
export type PreviewView = z.output<typeof previewView>

export const publishedView = z.object({ version: z.number() })
