import { z } from 'zod'
import { instantView, localizedView, personView } from '../../learning/contract.ts'
import { obstacles, refusals, sheetKinds, sheetStates, signerRoles } from './shared/sheet.ts'

export const sheetParams = z.object({ sheetId: z.uuid() })
export const studentParams = z.object({ sheetId: z.uuid(), personId: z.uuid() })
export const paperQuery = z.object({ language: z.enum(['ky', 'ru']).default('ky') })
export const termQuery = z.object({ termId: z.uuid().optional() })

const day = z.iso.date()
const reason = z.string().trim().min(10).max(1000)

export const openInput = z.object({ offeringId: z.uuid(), groupId: z.uuid().nullable(), examDate: day })
export const retakeInput = z.object({ examDate: day })
export const correctionInput = z.object({ personIds: z.array(z.uuid()).min(1).max(500), reason, examDate: day })
export const voidInput = z.object({ reason })
export const admissionInput = z.object({ refusal: z.enum(refusals).nullable() })
export const signInput = z.object({ code: z.string().trim().min(6).max(12) })

const hundred = z.number().min(0).max(100).multipleOf(0.01)
export const writeInput = z.object({
  lines: z
    .array(
      z.object({
        personId: z.uuid(),
        absent: z.boolean(),
        /** Points of the exam, 0–100; null: not written yet. Of a first sheet they come from the grade book. */
        exam: hundred.nullable().optional(),
        /** Of a correction only. */
        current: hundred.optional(),
        interim: hundred.optional(),
      }),
    )
    .min(1)
    .max(500),
})
export type WriteInput = z.output<typeof writeInput>

export const madeView = z.object({ id: z.string() })

const kind = z.enum(sheetKinds)
const state = z.enum(sheetStates)
const linkedView = z.object({ id: z.string(), number: z.string(), kind, state })

export const sheetsQuery = z.object({
  termId: z.uuid().optional(),
  offeringId: z.uuid().optional(),
  state: z.enum(sheetStates).optional(),
  kind: z.enum(sheetKinds).optional(),
  search: z.string().trim().max(100).optional(),
})
export type SheetsQuery = z.output<typeof sheetsQuery>

const sheetRow = z.object({
  id: z.string(),
  number: z.string(),
  kind,
  state,
  offering: z.object({ id: z.string(), code: z.string(), name: localizedView }),
  group: z.string().nullable(),
  students: z.number(),
  examDate: z.string(),
  /** The reader is the one who signs next. */
  mine: z.boolean(),
})
export type SheetLineView = z.output<typeof sheetRow>

export const sheetsView = z.object({
  terms: z.array(z.object({ id: z.string(), name: localizedView })),
  termId: z.string().nullable(),
  sheets: z.array(sheetRow),
  /** First sheets of the term by how far they are; `none` are groups in disciplines without one. */
  progress: z.object({ closed: z.number(), signed: z.number(), open: z.number(), none: z.number() }),
  mayOpen: z.boolean(),
})
export type SheetsView = z.output<typeof sheetsView>

export const openableView = z.object({
  choices: z.array(
    z.object({
      offeringId: z.string(),
      code: z.string(),
      name: localizedView,
      groupId: z.string().nullable(),
      group: z.string().nullable(),
      students: z.number(),
    }),
  ),
})
export type OpenableView = z.output<typeof openableView>

const share = z.number().nullable()

export const sheetView = z.object({
  id: z.string(),
  number: z.string(),
  kind,
  state,
  examDate: z.string(),
  reason: z.string().nullable(),
  voidReason: z.string().nullable(),
  offering: z.object({ id: z.string(), code: z.string(), name: localizedView, credits: z.number(), controlForm: z.string() }),
  term: localizedView,
  group: z.object({ id: z.string(), code: z.string(), programme: localizedView }).nullable(),
  year: z.object({ course: z.number(), semester: z.number() }).nullable(),
  department: localizedView,
  teachers: z.array(personView),
  openedBy: personView,
  openedAt: instantView,
  filledAt: instantView.nullable(),
  closedAt: instantView.nullable(),
  voided: z.object({ by: personView, at: instantView }).nullable(),
  after: linkedView.nullable(),
  later: z.array(linkedView),
  /** How much of a hundred each column can hold. */
  weights: z.object({ current: z.number(), interim: z.number(), final: z.number() }),
  schemeVersion: z.number().nullable(),
  lines: z.array(
    z.object({
      person: personView,
      recordBook: z.string().nullable(),
      current: share,
      interim: share,
      final: share,
      exam: share,
      percent: share,
      letter: z.string().nullable(),
      traditional: z.string().nullable(),
      passed: z.boolean().nullable(),
      refusal: z.enum(refusals).nullable(),
      absent: z.boolean(),
      former: z.object({ percent: z.number(), letter: z.string() }).nullable(),
      /** Handed-in works that wait for a mark. */
      waits: z.number(),
      /** Disciplines of former terms that the student has failed and not passed since; told to who admits to the exam. */
      debts: z.number(),
      /** After a closed sheet: what the student has ahead. */
      next: z.enum(['retake', 'second_retake', 'commission', 'repeat', 'none']).nullable(),
      /** The correction that changed this line since, by number. */
      correctedBy: z.string().nullable(),
    }),
  ),
  totals: z.object({
    marks: z.array(z.object({ traditional: z.string(), count: z.number() })),
    absent: z.number(),
    refused: z.number(),
    success: share,
    quality: share,
  }),
  obstacles: z.array(z.object({ kind: z.enum(obstacles), personIds: z.array(z.string()) })),
  signatures: z.array(z.object({ role: z.enum(signerRoles), person: personView, signedAt: instantView, sha256: z.string(), holds: z.boolean() })),
  /** The code of the issued paper. */
  paper: z.object({ code: z.string(), replaced: z.boolean() }).nullable(),
  /** Who waits for a retake: how many, and of which kind. */
  retake: z.object({ kind: z.enum(['retake', 'second_retake', 'commission']), students: z.number() }).nullable(),
  may: z.object({
    fill: z.boolean(),
    write: z.boolean(),
    admit: z.boolean(),
    sign: z.enum(['first', 'office']).nullable(),
    annul: z.boolean(),
    correct: z.boolean(),
    retake: z.boolean(),
  }),
})
export type SheetView = z.output<typeof sheetView>
