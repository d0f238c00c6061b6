import { and, desc, eq } from 'drizzle-orm'
import type { FastifyReply } from 'fastify'
import type { Ctx } from '../../../foundation/server/context.ts'
import { sendFile } from '../../../foundation/server/files/send-file.ts'
import { problem } from '../../../foundation/server/http/problem.ts'
import type { PaperView } from './contract.ts'
import { paper, type PaperKind } from './tables.ts'

/** As people copy it from paper: capitals, blanks and dashes do not matter. */
const cleanCode = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** A paper for who holds its code: whether it was issued here, whether it still stands, and the hash of its file. @throws 404 */
export async function readPaper(ctx: Ctx, code: string): Promise<PaperView> {
  const [found] = await ctx.db
    .select()
    .from(paper)
    .where(eq(paper.code, cleanCode(code)))
  if (!found) throw problem('grades.no-such-paper', { status: 404 })
  return {
    code: found.code,
    kind: found.kind,
    university: ctx.portal.universityName,
    facts: found.facts,
    sha256: found.sha256,
    issuedAt: found.issuedAt.toISOString(),
    replacedAt: found.replacedAt?.toISOString() ?? null,
  }
}

export interface IssuedPaper {
  code: string
  number: string
  language: string
  fileId: string
  issuedAt: Date
  replacedAt: Date | null
}

/** The papers about a thing, newest first. */
export function papersAbout(ctx: Ctx, of: { kind: PaperKind; aboutId: string }): Promise<IssuedPaper[]> {
  return ctx.db
    .select({
      code: paper.code,
      number: paper.number,
      language: paper.language,
      fileId: paper.fileId,
      issuedAt: paper.issuedAt,
      replacedAt: paper.replacedAt,
    })
    .from(paper)
    .where(and(eq(paper.kind, of.kind), eq(paper.aboutId, of.aboutId)))
    .orderBy(desc(paper.issuedAt))
}

/**
 * Sends a paper about a thing byte for byte as it was issued: the one with the code, or the newest. The route has decided that the reader may.
 * @throws 404 where there is none, or the code is of a paper about something else
 */
export async function sendPaper(ctx: Ctx, reply: FastifyReply, of: { kind: PaperKind; aboutId: string; code?: string }): Promise<void> {
  const found = (await papersAbout(ctx, of)).find((one) => of.code === undefined || one.code === of.code)
  if (!found) throw problem('foundation.not-found', { status: 404 })
  await sendFile(ctx, reply, found.fileId, { inline: true })
}
