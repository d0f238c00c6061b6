import { civilDate } from '../../../foundation/i18n/format.ts'
import { defineRule } from '../../../foundation/server/rules/define-rule.ts'
import { stateOf } from './shared/waiting.ts'

export interface AnsweringDays {
  workDays: number
  questionDays: number
}

/** What a teacher was asked: a work to mark or a question. */
interface Subject {
  kind: 'work' | 'question'
  came: Date
  answered: Date | null
  now: Date
}

/**
 * R4.6a: teachers answer questions and give feedback in set time. The regulation names no number of days: these are the portal's until the
 * university decides; another decision is another line with its day, and what came before it is judged by the days of its own time.
 */
export const answeredInTime = defineRule<Subject, AnsweringDays, { daysOver: number }>({
  clause: 'R4.6a',
  parameters: [
    {
      value: { workDays: 7, questionDays: 3 },
      basis: {
        ky: 'Порталдын демейки мөөнөтү: жободо күн саны аталган эмес',
        ru: 'Срок портала по умолчанию: в положении число дней не названо',
        en: 'Default of the portal: the regulation names no days',
      },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ kind, came, answered, now }, { value }) => {
    const days = kind === 'work' ? value.workDays : value.questionDays
    const asked = { came: came.getTime(), answered: answered?.getTime() ?? null, days }
    if (['in-time', 'waiting'].includes(stateOf(asked, now.getTime()))) return []
    return [{ daysOver: Math.ceil(((asked.answered ?? now.getTime()) - asked.came) / 86_400_000 - days) }]
  },
})

/** Days agreed on the day something came. */
export function daysFor(kind: 'work' | 'question', came: Date): number {
  const { value } = answeredInTime.parameterOn(civilDate(came))
  return kind === 'work' ? value.workDays : value.questionDays
}
