import { z } from 'zod'
import { instantView, localizedView, offeringParams, personView } from '../contract.ts'

export const slugParams = z.object({ slug: z.string().max(80) })
export const codeParams = z.object({ code: z.string().regex(/^[a-z2-9]{12}$/) })
const day = z.iso.date()
const words = (most: number) =>
  z.object({ ky: z.string().trim().max(most), ru: z.string().trim().max(most), en: z.string().trim().max(most) }).partial()

export const moocStates = ['draft', 'open', 'closed'] as const
export const moocInput = z
  .object({
    slug: z
      .string()
      .trim()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .min(3)
      .max(80)
      // the address of the letter's link
      .refine((slug) => slug !== 'confirm'),
    state: z.enum(moocStates),
    summary: words(2000),
    audience: words(1000),
    startsOn: day.nullable(),
    endsOn: day.nullable(),
    leastShare: z.number().int().min(1).max(100),
    leastPoints: z.number().int().min(0).max(100),
    exemptReason: z.string().trim().max(2000),
  })
  .refine((one) => !one.startsOn || !one.endsOn || one.endsOn >= one.startsOn, { path: ['endsOn'], error: 'not-valid' })
export type MoocInput = z.output<typeof moocInput>

export const moocView = z.object({
  offering: z.object({ id: z.string(), code: z.string(), name: localizedView }),
  /** Null before anybody wrote the announcement. */
  announcement: moocInput.nullable(),
  /** Why it cannot be opened now; empty: it can. */
  lacks: z.array(z.enum(['published', 'summary', 'exemption'])),
  participants: z.number(),
  certificates: z.number(),
})
export type MoocView = z.output<typeof moocView>

const cardView = z.object({
  slug: z.string(),
  name: localizedView,
  summary: localizedView,
  language: z.string(),
  hours: z.number(),
  participants: z.number(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  open: z.boolean(),
})
export const openCoursesView = z.object({ courses: z.array(cardView) })
export type OpenCoursesView = z.output<typeof openCoursesView>

export const openCourseView = cardView.extend({
  offeringId: z.string(),
  audience: localizedView,
  department: localizedView,
  university: localizedView,
  teachers: z.array(z.object({ surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() })),
  sections: z.array(z.object({ title: localizedView, items: z.array(z.object({ title: localizedView, kind: z.string() })) })),
  leastShare: z.number(),
  leastPoints: z.number(),
  /** How the reader stands to it: null for who is not signed in. */
  mine: z.object({ enrolled: z.boolean() }).nullable(),
})
export type OpenCourseView = z.output<typeof openCourseView>

export const askInput = z.object({
  surname: z.string().trim().min(1).max(100),
  givenName: z.string().trim().min(1).max(100),
  email: z.email().max(200),
  consent: z.literal(true),
})
export const confirmInput = z.object({ token: z.string().min(20).max(100), password: z.string().max(200) })
export const confirmedView = z.object({ login: z.string(), offeringId: z.string() })
export const joinedView = z.object({ offeringId: z.string() })

export const participantsQuery = z.object({ q: z.string().trim().max(100).default(''), page: z.coerce.number().int().min(1).max(10_000).default(1) })
export const participantsView = z.object({
  total: z.number(),
  pageSize: z.number(),
  people: z.array(
    z.object({ person: personView, enrolledAt: instantView, share: z.number(), lastAt: instantView.nullable(), certificate: z.string().nullable() }),
  ),
})
export type ParticipantsView = z.output<typeof participantsView>

export const standingView = z.object({
  offering: z.object({ id: z.string(), name: localizedView }),
  share: z.number(),
  points: z.number().nullable(),
  leastShare: z.number(),
  leastPoints: z.number(),
  met: z.boolean(),
  certificate: z.object({ code: z.string(), number: z.string(), issuedAt: instantView, revokedAt: instantView.nullable() }).nullable(),
})
export type StandingView = z.output<typeof standingView>

export const certificateView = z.object({
  code: z.string(),
  number: z.string(),
  holder: z.object({ surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() }),
  course: localizedView,
  university: localizedView,
  hours: z.number(),
  share: z.number(),
  points: z.number().nullable(),
  issuedAt: instantView,
  revokedAt: instantView.nullable(),
  revokedReason: z.string().nullable(),
})
export type CertificateView = z.output<typeof certificateView>
export const paperQuery = z.object({ language: z.enum(['ky', 'ru', 'en']).optional() })
export const revokeInput = z.object({ reason: z.string().trim().min(10).max(2000) })
export { offeringParams }
