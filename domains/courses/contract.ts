import { z } from 'zod'

/** A text in the languages it was written in. */
export const localizedView = z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() })
/** A name that a person gives: at least one language. */
export const titleInput = z
  .object({ ky: z.string().trim().max(300), ru: z.string().trim().max(300), en: z.string().trim().max(300) })
  .partial()
  .refine((title) => Object.values(title).some((text) => text), { error: 'needed' })
export const instantView = z.string()

export const offeringParams = z.object({ offeringId: z.uuid() })
export const sectionParams = z.object({ sectionId: z.uuid() })
export const itemParams = z.object({ itemId: z.uuid() })
export const postParams = z.object({ postId: z.uuid() })
export const importParams = z.object({ offeringId: z.uuid(), importId: z.uuid() })
export const courseFileParams = z.object({ offeringId: z.uuid(), courseFileId: z.uuid() })

export const itemKinds = ['page', 'file', 'link', 'test', 'assignment', 'discussion', 'heading', 'video', 'package', 'coding', 'tool'] as const
export type ItemKindName = (typeof itemKinds)[number]
export const textLanguages = ['ky', 'ru', 'en'] as const

/** What is to be done before an item opens. `met` is null for those whom conditions do not bind. */
export const needView = z.object({
  itemId: z.string(),
  title: localizedView,
  kind: z.string(),
  minPercent: z.number().nullable(),
  /** Students see the needed item; one that they do not see is not demanded. */
  shown: z.boolean(),
  met: z.boolean().nullable(),
})
export type NeedView = z.output<typeof needView>

export const outlineItemView = z.object({
  id: z.string(),
  kind: z.string(),
  title: localizedView,
  minutes: z.number().nullable(),
  opensAt: instantView.nullable(),
  dueAt: instantView.nullable(),
  hidden: z.boolean(),
  /** Conditions of release; absent where there are none. */
  needs: z.array(needView).optional(),
})
export type OutlineItemView = z.output<typeof outlineItemView>

export const outlineSectionView = z.object({
  id: z.string(),
  title: localizedView,
  week: z.number().nullable(),
  hidden: z.boolean(),
  items: z.array(outlineItemView),
})
export type OutlineSectionView = z.output<typeof outlineSectionView>

export const courseView = z.object({
  id: z.string(),
  code: z.string(),
  departmentId: z.string(),
  name: localizedView,
  credits: z.number(),
  language: z.string(),
  controlForm: z.string(),
  term: z.object({ name: localizedView, startsOn: z.string(), endsOn: z.string() }),
  teachers: z.array(
    z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable(), kinds: z.array(z.string()) }),
  ),
  mayEdit: z.boolean(),
  mayImport: z.boolean(),
  /** The approved version that students see (R5.3c); null: they see the course as its authors write it. */
  version: z.object({ number: z.number(), publishedAt: instantView.nullable() }).nullable(),
  sections: z.array(outlineSectionView),
})
export type CourseView = z.output<typeof courseView>

export const findQuery = z.object({ q: z.string().trim().max(100) })
export const foundInCourse = z.object({
  hits: z.array(
    z.object({
      itemId: z.string(),
      kind: z.string(),
      title: localizedView,
      section: localizedView,
      /** Words of the text around what was found; null when the title alone holds it. */
      excerpt: z.object({ before: z.string(), found: z.string(), after: z.string() }).nullable(),
    }),
  ),
  /** There are more hits than are shown. */
  more: z.boolean(),
})
export type FoundInCourse = z.output<typeof foundInCourse>

export const fileView = z.object({ id: z.string(), name: z.string(), type: z.string(), bytes: z.number(), href: z.string() })
export type FileView = z.output<typeof fileView>

const neighbour = z.object({ id: z.string(), title: localizedView, kind: z.string() }).nullable()
export const itemView = outlineItemView.extend({
  offeringId: z.string(),
  course: z.object({ name: localizedView, code: z.string() }),
  section: z.object({ id: z.string(), title: localizedView }),
  changedAt: instantView,
  /** False until it opens; text, link and files are then withheld from students. */
  open: z.boolean(),
  mayEdit: z.boolean(),
  mayPost: z.boolean(),
  /** The text in the reader's language or the nearest one; `language` says which (`und`: not known). */
  text: z.object({ language: z.string(), html: z.string() }).nullable(),
  languages: z.array(z.string()),
  url: z.string().nullable(),
  files: z.array(fileView),
  /** Under which licence the item is used and where it comes from (R5.3c); null where nothing is stated. */
  licence: z.string().nullable(),
  source: z.string().nullable(),
  previous: neighbour,
  next: neighbour,
})
export type ItemView = z.output<typeof itemView>

export const sectionInput = z.object({ title: titleInput, week: z.number().int().min(1).max(60).nullable().optional() })
export const sectionChange = z
  .object({
    title: titleInput,
    week: z.number().int().min(1).max(60).nullable(),
    hidden: z.boolean(),
    /** New place among the sections, from 0. */
    position: z.number().int().min(0).max(10_000),
  })
  .partial()
export type SectionChange = z.output<typeof sectionChange>

export const itemInput = z.object({
  kind: z.enum(itemKinds),
  title: titleInput,
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
})
export type ItemInput = z.output<typeof itemInput>

export const itemChange = z
  .object({
    title: titleInput,
    minutes: z.number().int().min(1).max(6000).nullable(),
    opensAt: z.iso.datetime({ offset: true }).nullable(),
    dueAt: z.iso.datetime({ offset: true }).nullable(),
    hidden: z.boolean(),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    /** The section it moves to; with `position` the place in it, from 0. */
    sectionId: z.uuid(),
    position: z.number().int().min(0).max(10_000),
  })
  .partial()
export type ItemChange = z.output<typeof itemChange>

export const idView = z.object({ id: z.string() })

export const itemTextParams = z.object({ itemId: z.uuid(), language: z.enum(textLanguages) })
/** `version` is the one that was read (0: there was none): another's saving in between is told. Without it nothing is compared. */
export const itemTextInput = z.object({ html: z.string().max(900_000), version: z.number().int().min(0).optional() })
/** What was kept, and what was changed on the way: note key → how often. */
export const itemTextView = z.object({ language: z.string(), html: z.string(), version: z.number(), changes: z.record(z.string(), z.number()) })
export const itemTextsView = z.object({ texts: z.array(z.object({ language: z.string(), html: z.string(), version: z.number() })) })

export const postInput = z.object({ text: z.string().trim().min(1).max(20_000), replyTo: z.uuid().nullable().default(null) })
export const postView = z.object({
  id: z.string(),
  replyTo: z.string().nullable(),
  person: z.object({ id: z.string(), surname: z.string(), givenName: z.string(), patronymic: z.string().nullable() }),
  teacher: z.boolean(),
  own: z.boolean(),
  /** Empty when removed. */
  text: z.string(),
  removed: z.boolean(),
  createdAt: instantView,
})
export type PostView = z.output<typeof postView>
export const postsView = z.object({ mayPost: z.boolean(), mayModerate: z.boolean(), posts: z.array(postView) })
export type PostsView = z.output<typeof postsView>

export const importModes = ['new', 'append', 'replace'] as const
export type ImportMode = (typeof importModes)[number]

/** A remark of an import: text key `import.notes.<key>` with values. */
export const noteView = z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
export type ImportNote = z.output<typeof noteView>
export const reportLineView = z.object({
  title: z.string(),
  section: z.string().nullable(),
  /** A kind of item, or `file`, `lti`, `other` for what has no item. */
  kind: z.string(),
  state: z.enum(['brought', 'changed', 'left-out']),
  itemId: z.string().nullable(),
  notes: z.array(noteView),
})
export type ReportLine = z.output<typeof reportLineView>
export const importReportView = z.object({
  courseTitle: z.string(),
  language: z.string(),
  counts: z.object({ sections: z.number(), brought: z.number(), changed: z.number(), leftOut: z.number(), files: z.number(), bytes: z.number() }),
  lines: z.array(reportLineView),
  /** What concerns the whole file. */
  notes: z.array(noteView).optional(),
})
export type ImportReport = z.output<typeof importReportView>

export const importView = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  mode: z.string(),
  done: z.number(),
  total: z.number(),
  format: z.string().nullable(),
  report: importReportView.nullable(),
  /** Why it failed, in the reader's language. */
  failure: z.object({ title: z.string(), detail: z.string().nullable() }).nullable(),
  createdAt: instantView,
  finishedAt: instantView.nullable(),
})
export type ImportView = z.output<typeof importView>
export const importsView = z.object({
  offering: z.object({ id: z.string(), name: localizedView, code: z.string() }),
  empty: z.boolean(),
  imports: z.array(importView),
})
export type ImportsView = z.output<typeof importsView>
