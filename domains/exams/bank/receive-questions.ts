import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newId } from '../../../foundation/server/database/ids.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { courseFile, fileAddress } from '../../courses/index.ts'
import { readQuestions } from './formats/read-questions.ts'
import { filePrefix, type BroughtFile } from './formats/report.ts'
import type { QuestionContent } from './shared/question.ts'

const maxBytes = 100_000_000

/** The questions of an uploaded file (form field `file`). @throws 413; 422 `exams.questions-format`, `courses.archive-…` */
export async function receiveQuestions(request: FastifyRequest, language: Locale): ReturnType<typeof readQuestions> {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: maxBytes, files: 1 } }) : undefined
  if (!part) throw problem('courses.file-needed', { status: 422 })
  const content = await part.toBuffer().catch(() => null)
  if (!content || part.file.truncated) throw problem('foundation.too-large', { status: 413 })
  const path = join(tmpdir(), `questions-${randomUUID()}`)
  try {
    await writeFile(path, content, { mode: 0o600 })
    return await readQuestions(path, language)
  } finally {
    await rm(path, { force: true })
  }
}

/** Reasons of a report in the reader's language, each once. */
export function sayReasons(ctx: Ctx, reasons: readonly string[]): string[] {
  return [...new Set(reasons)].map((reason) => text(ctx.locale, `exams:problems.question-${reason}`))
}

/** Keeps the pictures that these questions show among the course's files. @returns puts their addresses into a question */
export async function keepPictures<Content extends QuestionContent>(
  ctx: Ctx,
  tx: Tx,
  given: { offeringId: string; files: BroughtFile[]; asked: readonly Content[] },
): Promise<(content: Content) => Content> {
  const { offeringId } = given
  const all = JSON.stringify(given.asked)
  const addresses = new Map<string, string>()
  for (const { key, name, bytes } of given.files) {
    const written = JSON.stringify(filePrefix + key).slice(1, -1)
    if (!all.includes(written)) continue
    const stored = await ctx.portal.files.store(ctx, tx, { name, content: bytes, purpose: 'course', maxBytes: bytes.length + 1 })
    const id = newId()
    await tx.insert(courseFile).values({ id, offeringId, itemId: null, path: stored.name, fileId: stored.id })
    addresses.set(written, fileAddress(offeringId, id))
  }
  return (content) => {
    let text = JSON.stringify(content)
    for (const [written, address] of addresses) text = text.replaceAll(written, address)
    return JSON.parse(text) as Content
  }
}
