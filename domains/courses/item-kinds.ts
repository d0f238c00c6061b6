import type { Locale } from '../../foundation/i18n/localized.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import type { Tx } from '../../foundation/server/database/database.ts'

/** A test as a course file describes it, in neutral shape: no format of the outside reaches the domain `exams`. */
export interface ImportedQuiz {
  title: string
  /** Language under which the questions are kept: the course file's, or the offering's where the file does not tell. */
  language: Locale
  /** Points of the whole where the file states them; the sum of the questions else. */
  points?: number
  /** Attempts allowed; null without limit. Absent where the file does not say. */
  attempts?: number | null
  /** Time limit in minutes. */
  minutes?: number
  questions: ImportedQuestion[]
  /** Questions that each paper draws from a bank: no file carries those. */
  drawn?: number
  /** Rules that only the portal's own files know. */
  rules?: { passPercent: number | null; shuffle: boolean; showAnswers: 'after_attempt' | 'after_due' | 'never' }
}

/** A question's words in one language; a choice without words in it stands under no id. */
export interface QuestionWords {
  promptHtml: string
  choices: Record<string, string>
  feedbackHtml?: string
}

/** A question that asks for words, pairs or an order, as course files of other systems tell it. Plain words, unless named HTML. */
export type ImportedMore =
  | { kind: 'short-text'; accepted: { text: string; share: number }[]; caseMatters: boolean }
  | { kind: 'matching'; pairs: { promptHtml: string; match: string }[]; others: string[] }
  | { kind: 'ordering'; itemsHtml: string[] }

export interface ImportedQuestion {
  /** `other`: told by `more` or `content`; without these one we cannot ask (`sourceType` names its kind), reported and not brought. */
  kind: 'single' | 'multiple' | 'numeric' | 'other'
  /** Sanitised HTML. */
  promptHtml: string
  choices: { id: string; html: string; right: boolean }[]
  /** Right number of a numeric question. */
  answer?: number
  tolerance?: number
  points: number
  feedbackHtml?: string
  /** The kind's name in the file, e.g. `cc.multiple_choice.v0p1`. */
  sourceType: string
  /** What the number is measured in. */
  unit?: string
  /** The words are plain text, here set as paragraphs. */
  plain?: boolean
  /** What it asks for beyond choices and a number (`kind` is `other` then). */
  more?: ImportedMore
  /** The whole question as the portal's own files carry it, for kinds that the fields above cannot hold; who asks it checks it. */
  content?: unknown
  /** The words in each language, where the file has them in several (or names the one); they win over those above. */
  words?: Partial<Record<Locale, QuestionWords>>
}

/** An assignment as a course file describes it. Its instruction is already stored as the item's text, its date as the item's. */
export interface ImportedAssignment {
  points: number
  acceptsFiles: boolean
  acceptsText: boolean
  /** Sanitised HTML. */
  instructionHtml: string
  dueAt?: Date
  /** Rules that only the portal's own files know. */
  rules?: {
    maxFiles: number
    allowLate: boolean
    lateDays?: number | null | undefined
    latePerDay?: number | undefined
    lateFloor?: number | undefined
  }
}

/** A link to an outside tool (Basic LTI) as a course file describes it. */
export interface ImportedTool {
  address: string
  custom: Record<string, string>
}

/** What the domain that owns a kind of item does for this one. All in the transaction of the act. */
export interface ItemKind {
  /** Stores the questions of an imported test. The item exists already. */
  importQuiz?: (ctx: Ctx, tx: Tx, itemId: string, quiz: ImportedQuiz) => Promise<void>
  /** Stores what an imported assignment asks. The item and its text exist already. */
  importAssignment?: (ctx: Ctx, tx: Tx, itemId: string, assignment: ImportedAssignment) => Promise<void>
  /** Makes the kind's own row for an item that a teacher adds empty. */
  create?: (ctx: Ctx, tx: Tx, itemId: string) => Promise<void>
  /** When an item ends by its kind's own rules; then nobody sets another deadline. Null where the author decides. */
  endsAt?: (tx: Tx, itemId: string) => Promise<Date | null>
  /** Which of these items hold work of students (attempts, submissions): such items are not deleted. One statement for all. */
  hasWork?: (ctx: Ctx, itemIds: string[]) => Promise<string[]>
  /** A person's best share of the points (0 to 1) in these items, for conditions of release; absent where nothing was reached yet. */
  scores?: (ctx: Ctx, personId: string, itemIds: string[]) => Promise<ReadonlyMap<string, number>>
  /**
   * Brings what the kind holds beside its title from one item to a fresh copy of it (another term, another discipline), never the
   * work of students. The copy's item and text exist already.
   */
  copy?: (ctx: Ctx, tx: Tx, from: string, copy: ItemCopy) => Promise<void>
  /** Whether a link to this address of an outside tool can become an item here: a tool of that host is registered. */
  takesTool?: (ctx: Ctx, address: string) => Promise<boolean>
  /** Leads the item to that tool. The item exists already. */
  importTool?: (ctx: Ctx, tx: Tx, given: { itemId: string; offeringId: string; title: string } & ImportedTool) => Promise<void>
  /** The test of an item in neutral shape, for a course file; null where it holds none. */
  exportQuiz?: (ctx: Ctx, itemId: string) => Promise<ImportedQuiz | null>
  /** What an assignment asks, in neutral shape; the instruction is the item's text. */
  exportAssignment?: (ctx: Ctx, itemId: string) => Promise<Omit<ImportedAssignment, 'instructionHtml'> | null>
}

/** Where a copy goes. */
export interface ItemCopy {
  itemId: string
  offeringId: string
  /** Days by which dates move; 0 within a term. */
  shiftDays: number
}

/** Copies the row behind a lesson's block (`data-id`) to the copied item. @returns the new row's id */
export type BlockCopier = (ctx: Ctx, tx: Tx, id: string, copy: ItemCopy) => Promise<string>

const copiers = new Map<string, BlockCopier>()

/**
 * Registers how the rows behind a kind of lesson block are copied with their lesson.
 * @throws when the kind is registered twice
 */
export function registerBlockCopier(block: string, copier: BlockCopier): void {
  if (copiers.has(block)) throw new Error(`block ${block} has two copiers`)
  copiers.set(block, copier)
}

/** The copier of a kind of block; undefined for blocks that carry everything in the text. */
export function blockCopier(block: string): BlockCopier | undefined {
  return copiers.get(block)
}

/** How the row behind a kind of lesson block travels in a course file of ours. */
export interface BlockCarrier {
  /** What the row holds; null where there is none. */
  pack: (ctx: Ctx, id: string) => Promise<unknown>
  /** The same in words for files of others: HTML, with nothing of what is right. */
  say: (content: unknown, locale: Locale) => string
  /** Makes the row anew from what a file holds. Null when it is not whole: a file is not to be trusted. @returns the new row's id */
  make: (ctx: Ctx, tx: Tx, content: unknown, home: { itemId: string; offeringId: string; place: 'item' | 'block' }) => Promise<string | null>
}

const carriers = new Map<string, BlockCarrier>()

/**
 * Registers how a kind of lesson block travels in a course file.
 * @throws when the kind is registered twice
 */
export function registerBlockCarrier(block: string, carrier: BlockCarrier): void {
  if (carriers.has(block)) throw new Error(`block ${block} has two carriers`)
  carriers.set(block, carrier)
}

/** The carrier of a kind of block; undefined for blocks that stay behind, or that carry everything in the text. */
export function blockCarrier(block: string): BlockCarrier | undefined {
  return carriers.get(block)
}

const kinds = new Map<string, ItemKind>()

/**
 * Registers a kind of item that a domain above this one owns (`test` by exams, `assignment` by assignments).
 * @throws when the kind is registered twice
 */
export function registerItemKind(kind: string, owner: ItemKind): void {
  if (kinds.has(kind)) throw new Error(`item kind ${kind} is registered twice`)
  kinds.set(kind, owner)
}

/** The kind's owner; undefined for a kind of this domain, or one nobody registered. */
export function itemKind(kind: string): ItemKind | undefined {
  return kinds.get(kind)
}

/** Kinds that this domain shows by itself. */
export const ownKinds = ['page', 'file', 'link', 'discussion', 'heading'] as const
