import { z } from 'zod'
import { instantView, localizedView, noteView } from '../contract.ts'
import { exportKinds } from './shared/kinds.ts'

const language = z.enum(['ky', 'ru', 'en'])

export const exportParams = z.object({ offeringId: z.uuid(), exportId: z.uuid() })
export const exportInput = z.object({
  kind: z.enum(exportKinds),
  /** The language of the cartridge, or those of the pages; the first one leads. */
  languages: z.array(language).min(1).max(3),
})
export type ExportInput = z.output<typeof exportInput>

/** What others than this portal will not see as it is here. */
export const exportLineView = z.object({ title: localizedView, kind: z.string(), itemId: z.string().nullable(), notes: z.array(noteView) })
export type ExportLine = z.output<typeof exportLineView>
export const exportReportView = z.object({
  counts: z.object({ sections: z.number(), items: z.number(), files: z.number(), bytes: z.number() }),
  lines: z.array(exportLineView),
})
export type ExportReport = z.output<typeof exportReportView>

export const exportView = z.object({
  id: z.string(),
  kind: z.enum(exportKinds),
  languages: z.array(z.string()),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  done: z.number(),
  total: z.number(),
  fileName: z.string().nullable(),
  bytes: z.number().nullable(),
  href: z.string().nullable(),
  report: exportReportView.nullable(),
  createdAt: instantView,
  finishedAt: instantView.nullable(),
})
export type ExportView = z.output<typeof exportView>
export const exportsView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string(), language: z.string() }),
  /** Languages in which the course has texts or titles. */
  languages: z.array(language),
  exports: z.array(exportView),
})
export type ExportsView = z.output<typeof exportsView>
