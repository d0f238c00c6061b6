import { pick, type Locale, type Localized } from '../../../foundation/i18n/localized.ts'
import { plainOfHtml } from '../../courses/index.ts'
import type { AnswerValue, PaperQuestionView } from '../contract.ts'
import type { QuestionAnswer, QuestionPaper } from '../bank/shared/paper.ts'

export interface Say {
  locale: Locale
  truth: (value: boolean) => string
}

const words = (text: Localized, { locale }: Say): string => plainOfHtml(pick(text, locale)).replaceAll(/\s+/g, ' ').trim()

/** An answer as one reads it, line by line; empty when there is none. */
export function answerWords(question: PaperQuestionView, value: AnswerValue | null, say: Say): string[] {
  if (!value) return []
  if (question.paper) return value.answer ? wordsOfPaper(question.paper, value.answer, say) : []
  if (question.kind === 'numeric') return value.number?.trim() ? [[value.number.trim(), question.unit].filter(Boolean).join(' ')] : []
  return question.choices.flatMap(({ id, text }) => (value.choices?.includes(id) ? plainWords(text, say) : []))
}

const plainWords = (text: Localized, say: Say): string[] => [words(text, say) || '…']

function wordsOfPaper(paper: QuestionPaper, answer: QuestionAnswer, say: Say): string[] {
  const nameIn = (list: readonly { id: string; text: Localized }[], id: string): string => {
    const found = list.find((one) => one.id === id)
    return found ? words(found.text, say) || '…' : '—'
  }
  switch (answer.kind) {
    case 'single':
      return 'choices' in paper && answer.choice ? [nameIn(paper.choices, answer.choice)] : []
    case 'multiple':
      return 'choices' in paper ? answer.choices.map((id) => nameIn(paper.choices, id)) : []
    case 'true-false':
      return answer.value === null ? [] : [say.truth(answer.value)]
    case 'numeric':
    case 'calculated':
      return answer.number.trim() ? [[answer.number, answer.unit].filter(Boolean).join(' ')] : []
    case 'short-text':
      return answer.text.trim() ? [answer.text] : []
    case 'matching':
      return paper.kind === 'matching'
        ? paper.rows.flatMap((row) => {
            const target = answer.targets[row.id]
            return target ? [`${words(row.text, say)} → ${nameIn(paper.targets, target)}`] : []
          })
        : []
    case 'ordering':
      return paper.kind === 'ordering' ? answer.order.map((id, index) => `${index + 1}. ${nameIn(paper.items, id)}`) : []
    case 'cloze':
      return paper.kind === 'cloze'
        ? paper.gaps.flatMap((gap, index) => {
            const given = answer.gaps[gap.id]
            return given ? [`[${index + 1}] ${gap.kind === 'list' ? nameIn(gap.choices, given) : given}`] : []
          })
        : []
    case 'hotspot':
      return answer.points.map(({ x, y }) => `(${Math.round(x)}; ${Math.round(y)})`)
    case 'drag-into-picture':
      return paper.kind === 'drag-into-picture'
        ? paper.zones.flatMap(({ id }, index) => {
            const label = answer.zones[id]
            return label ? [`[${index + 1}] ${nameIn(paper.labels, label)}`] : []
          })
        : []
    case 'essay':
      return answer.text.trim() ? answer.text.split('\n') : []
    case 'code':
      return answer.code.trim() ? [answer.code] : []
    case 'file':
      return answer.files
  }
}
