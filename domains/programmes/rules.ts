import type { Localized } from '../../foundation/i18n/localized.ts'
import { problem } from '../../foundation/server/http/problem.ts'
import { defineRule } from '../../foundation/server/rules/define-rule.ts'
import { findGaps, type CreditArithmetic, type Demands, type Gap, type PlannedLine } from './curricula/coverage.ts'

/** A programme's form as R4.2b looks at it. */
export interface FormOfStudy {
  form: string
  speciality: { code: string; onlineForbidden: boolean; forbiddenBasis: Localized | null; forbiddenFrom: string | null; forbiddenTo: string | null }
}

export const studyForms = ['online', 'blended', 'campus'] as const

/** R4.2b: a speciality for which online teaching is forbidden cannot run fully online on the days of the ban. */
export const onlineForbidden = defineRule<
  FormOfStudy,
  { refusedForms: string[]; offeredForms: string[] },
  { speciality: string; form: string; offered: string[] }
>({
  clause: 'R4.2b',
  parameters: [
    {
      value: { refusedForms: ['online'], offeredForms: ['blended', 'campus'] },
      basis: { ky: 'Жобо DP-08.01, 4.2-пункт', ru: 'Положение DP-08.01, пункт 4.2', en: 'Regulation DP-08.01, clause 4.2' },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ form, speciality }, { value }, on) => {
    const banned = speciality.onlineForbidden && (speciality.forbiddenFrom ?? '') <= on && on <= (speciality.forbiddenTo ?? '9999')
    return banned && value.refusedForms.includes(form) ? [{ speciality: speciality.code, form, offered: value.offeredForms }] : []
  },
})

/** R4.2a: a curriculum meets its state standard fully: outcomes, blocks, credits, practice, attestation, hours for credits. */
export const standardMet = defineRule<{ lines: readonly PlannedLine[]; demands: Demands | null }, CreditArithmetic, Gap>({
  clause: 'R4.2a',
  parameters: [
    {
      value: { hoursPerCredit: 30, creditsPerSemester: 30 },
      basis: {
        ky: 'Жобо DP-08.01, 4.2-пункт; 1 кредит = 30 саат',
        ru: 'Положение DP-08.01, пункт 4.2; 1 кредит = 30 часов',
        en: 'Regulation DP-08.01, clause 4.2; 1 credit = 30 hours',
      },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ lines, demands }, { value }) => findGaps(lines, demands, value),
})

/** Today as a rule sees it: the day in the university's own time zone. */
export function ruleDay(now = new Date(), timeZone = 'Asia/Bishkek'): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)
}

/** Whether R4.2b forbids the form, for who tells it in another way than by a refusal. */
export function forbiddenForm(subject: FormOfStudy, on = ruleDay()): boolean {
  return onlineForbidden.findings(subject, on).length > 0
}

/**
 * The guard of R4.2b.
 * @throws 422 `programmes.online-forbidden` with the clause, the act that forbids, and the forms that are possible
 */
export function refuseForbiddenForm(subject: FormOfStudy, words: (text: Localized | null) => string, on = ruleDay()): void {
  const [found] = onlineForbidden.findings(subject, on)
  if (!found) return
  throw problem('programmes.online-forbidden', {
    status: 422,
    clause: onlineForbidden.clause,
    params: {
      speciality: found.speciality,
      basis: words(subject.speciality.forbiddenBasis),
      context: subject.speciality.forbiddenBasis ? 'basis' : undefined,
    },
    facts: { offeredForms: found.offered },
    fields: [{ path: 'form', key: 'form-forbidden' }],
  })
}
