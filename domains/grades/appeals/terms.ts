import { civilDate } from '../../../foundation/i18n/format.ts'
import type { RuleParameter } from '../../../foundation/server/rules/define-rule.ts'

export interface AppealTerms {
  /** Days after the mark in which a student may appeal. */
  fileDays: number
  /** Days in which the commission answers. */
  answerDays: number
}

/**
 * How long one may appeal and how soon an answer is due. The regulation names the appeal (R4.4d) and no days: these are the
 * portal's, until the university decides; another decision is another line here, with its day.
 */
const terms: RuleParameter<AppealTerms>[] = [
  {
    value: { fileDays: 5, answerDays: 5 },
    basis: {
      ky: 'Порталдын демейки мөөнөтү: жободо күн саны аталган эмес',
      ru: 'Срок портала по умолчанию: в положении число дней не названо',
      en: 'Default of the portal: the regulation names no days',
    },
    validFrom: '2025-05-20',
  },
]

const dayLength = 86_400_000

/** The terms that hold on a day (`YYYY-MM-DD`). */
export function termsOn(day: string, known: readonly RuleParameter<AppealTerms>[] = terms): RuleParameter<AppealTerms> {
  const sorted = known.toSorted((one, other) => one.validFrom.localeCompare(other.validFrom))
  const found = sorted.findLast((one) => one.validFrom <= day) ?? sorted[0]
  if (!found) throw new Error('there are no terms for appeals')
  return found
}

/** Until when a mark of that moment may be appealed, judged by the terms of its day. */
export const fileUntil = (markedAt: Date): Date => new Date(markedAt.getTime() + termsOn(civilDate(markedAt)).value.fileDays * dayLength)

/** Until when an appeal of that moment is to be answered. */
export const answerUntil = (filedAt: Date): Date => new Date(filedAt.getTime() + termsOn(civilDate(filedAt)).value.answerDays * dayLength)
