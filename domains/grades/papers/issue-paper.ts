import { and, eq, isNull } from 'drizzle-orm'
import { renderSVG } from 'uqr'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { newCode } from '../../../foundation/server/database/ids.ts'
import { addressOf } from '../../../foundation/server/sessions/index.ts'
import { paper, type PaperFact, type PaperKind } from './tables.ts'

/** A code for a paper: 16 signs, about 79 bits. It is made first, since the paper carries it. */
export const newPaperCode = (): string => newCode(16)

/** The address of the page that tells whether the paper is real. */
export const paperLink = (ctx: Ctx, code: string): string => `${addressOf(ctx.portal)}/verify/${code}`

/** The QR picture of an address, as SVG text for a Typst template: `image(bytes(data.qr), format: "svg")`. */
export const paperQr = (link: string): string => renderSVG(link, { border: 1 })

/**
 * Issues a paper: keeps the file with its SHA-256 and what the public page tells. The caller writes the trace record of the act.
 * @param given.number no two papers of a kind may share one
 * @param given.facts no marks of named students: whoever holds the paper shows the code to anybody
 * @throws 413, 503 as `files.store`
 */
export async function issuePaper(
  ctx: Ctx,
  tx: Tx,
  given: { code: string; kind: PaperKind; number: string; language: Locale; aboutId: string; facts: PaperFact[]; pdf: Buffer },
): Promise<void> {
  const { pdf, ...row } = given
  const name = `${row.kind}-${row.number.replaceAll(/[^0-9A-Za-z-]/g, '-')}.pdf`
  const file = await ctx.portal.files.store(ctx, tx, { name, content: pdf, type: 'application/pdf', purpose: 'paper', madeHere: true })
  await tx.insert(paper).values({ ...row, fileId: file.id, sha256: file.sha256, issuedBy: ctx.actor?.personId ?? null })
}

/** What was issued about a thing no longer holds (it was corrected, or issued anew): the pages of those papers say so from now on. */
export async function replacePapers(tx: Tx, of: { kind: PaperKind; aboutId: string }): Promise<void> {
  await tx
    .update(paper)
    .set({ replacedAt: new Date() })
    .where(and(eq(paper.kind, of.kind), eq(paper.aboutId, of.aboutId), isNull(paper.replacedAt)))
}
