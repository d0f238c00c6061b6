import { randomInt } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { renderSVG } from 'uqr'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { addressOf } from '../../../foundation/server/sessions/index.ts'
import { paper, type PaperFact, type PaperKind } from './tables.ts'

/** Without letters and figures that look alike. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A code for a paper: 16 signs, about 79 bits. It is made first, since the paper carries it. */
export const newPaperCode = (): string => Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('')

/** The address of the page that tells whether the paper is real. */
export const paperLink = (ctx: Ctx, code: string): string => `${addressOf(ctx.portal)}/verify/${code}`

/** The QR picture of an address, as SVG text for a Typst template: `image(bytes(data.qr), format: "svg")`. */
export const paperQr = (link: string): string => renderSVG(link, { border: 1 })

/**
 * Issues a paper: keeps the file with its SHA-256 and what the public page tells. Papers of the same kind about the same thing
 * that were good until now are replaced. The caller writes the trace record of the act.
 * @param given.facts no marks of named students: whoever holds the paper shows the code to anybody
 * @throws 413, 503 as `files.store`
 */
export async function issuePaper(
  ctx: Ctx,
  tx: Tx,
  given: { code: string; kind: PaperKind; aboutId: string; facts: PaperFact[]; pdf: Buffer; name: string },
): Promise<void> {
  const { code, kind, aboutId, facts } = given
  const file = await ctx.portal.files.store(ctx, tx, {
    name: given.name,
    content: given.pdf,
    type: 'application/pdf',
    purpose: 'paper',
    madeHere: true,
  })
  await tx.insert(paper).values({ code, kind, aboutId, facts, fileId: file.id, sha256: file.sha256, issuedBy: ctx.actor?.personId ?? null })
  await replacePapers(tx, { kind, aboutId, but: code })
}

/** Marks the papers about a thing as replaced, all or all `but` one: their pages say so from now on. */
export async function replacePapers(tx: Tx, of: { kind: PaperKind; aboutId: string; but?: string }): Promise<void> {
  await tx
    .update(paper)
    .set({ replacedAt: new Date() })
    .where(
      and(
        eq(paper.kind, of.kind),
        eq(paper.aboutId, of.aboutId),
        isNull(paper.replacedAt),
        of.but === undefined ? undefined : ne(paper.code, of.but),
      ),
    )
}
