import { and, eq, inArray, isNull } from 'drizzle-orm'
import { formatFor } from '../../../foundation/i18n/format.ts'
import { isLocale, pick, type Locale, type Localized } from '../../../foundation/i18n/localized.ts'
import type { Ctx } from '../../../foundation/server/context.ts'
import type { Tx } from '../../../foundation/server/database/database.ts'
import { text } from '../../../foundation/server/i18n/texts.ts'
import { layLetter } from '../../../foundation/server/mail/layout.ts'
import { account, addressOf } from '../../../foundation/server/sessions/index.ts'
import { discipline, offering, teaching } from '../../programmes/index.ts'

type Letter = 'named' | 'near' | 'near-unnamed' | 'late' | 'late-unnamed' | 'return' | 'approve'

/** Tells its teachers that the council has decided. */
export async function tellAuthors(ctx: Ctx, tx: Tx, offeringId: string, decision: 'return' | 'approve'): Promise<number> {
  const authors = await tx.selectDistinct({ id: teaching.personId }).from(teaching).where(eq(teaching.offeringId, offeringId))
  return tellOfComplex(ctx, tx, { offeringId, personIds: authors.map(({ id }) => id), letter: decision, dueOn: null })
}

/**
 * One letter each about a complex, in the reader's language, sent with the transaction. Who has no e-mail sees it in the
 * cabinet. Returns how many were written.
 */
export async function tellOfComplex(
  ctx: Ctx,
  tx: Tx,
  { offeringId, personIds, letter, dueOn }: { offeringId: string; personIds: string[]; letter: Letter; dueOn: string | null },
): Promise<number> {
  if (personIds.length === 0) return 0
  const [found] = await tx
    .select({ name: discipline.name })
    .from(offering)
    .innerJoin(discipline, eq(discipline.id, offering.disciplineId))
    .where(eq(offering.id, offeringId))
  const accounts = await tx
    .select({ email: account.email, locale: account.locale })
    .from(account)
    .where(and(inArray(account.personId, personIds), isNull(account.disabledAt)))
  let sent = 0
  for (const { email, locale: chosen } of accounts) {
    if (!email) continue
    const locale: Locale = isLocale(chosen) ? chosen : 'ky'
    const params = { name: pick((found?.name ?? {}) as Localized, locale), date: dueOn ? formatFor(locale).date(dueOn) : '' }
    const say = (part: string): string => text(locale, `courses:complex-mail.${letter}-${part}`, params)
    const button = { label: text(locale, 'courses:complex-mail.open'), url: `${addressOf(ctx.portal)}/courses/${offeringId}/complex` }
    const laid = await layLetter(locale, ctx.portal.universityName, { heading: say('subject'), paragraphs: [say('text')], button })
    await ctx.portal.mail.send({ to: email, subject: say('subject'), ...laid }, tx)
    sent += 1
  }
  return sent
}
