import { and, eq, sql } from 'drizzle-orm'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import { papersAbout } from '../papers/read-paper.ts'
import { recordLine } from '../tables.ts'
import type { TranscriptsView } from './contract.ts'

/** In English the name stands as in the passport, which the study office has seen: a student takes the two state languages alone. */
export const languagesFor = (ctx: Ctx, personId: string): Locale[] => (ctx.actor?.personId === personId ? ['ky', 'ru'] : ['ky', 'ru', 'en'])

/** The certificates issued to a student, newest first, and what a new one would hold. */
export async function readTranscripts(ctx: Ctx, personId: string): Promise<TranscriptsView> {
  const [papers, [counted]] = await Promise.all([
    papersAbout(ctx, { kind: 'certificate', aboutId: personId }),
    ctx.db
      .select({ lines: sql<number>`count(*)::int` })
      .from(recordLine)
      .where(and(eq(recordLine.personId, personId), eq(recordLine.final, true))),
  ])
  return {
    papers: papers.map(({ code, number, language, issuedAt, replacedAt }) => ({
      code,
      number,
      language,
      issuedAt: issuedAt.toISOString(),
      replacedAt: replacedAt?.toISOString() ?? null,
    })),
    lines: counted?.lines ?? 0,
    languages: languagesFor(ctx, personId) as TranscriptsView['languages'],
  }
}
