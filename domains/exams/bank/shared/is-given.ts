import type { QuestionAnswer } from './paper.ts'

/** Whether there is anything in an answer: a field that was filled and emptied again is no answer. */
export function isGiven(answer: QuestionAnswer): boolean {
  const some = (texts: string[]): boolean => texts.some((text) => text.trim() !== '')
  switch (answer.kind) {
    case 'single':
      return answer.choice !== null
    case 'multiple':
      return answer.choices.length > 0
    case 'true-false':
      return answer.value !== null
    case 'numeric':
    case 'calculated':
      return some([answer.number])
    case 'short-text':
    case 'essay':
      return some([answer.text])
    case 'matching':
      return some(Object.values(answer.targets))
    case 'ordering':
      return answer.order.length > 0
    case 'cloze':
      return some(Object.values(answer.gaps))
    case 'hotspot':
      return answer.points.length > 0
    case 'drag-into-picture':
      return some(Object.values(answer.zones))
    case 'file':
      return answer.files.length > 0
    case 'code':
      return some([answer.code])
  }
}
