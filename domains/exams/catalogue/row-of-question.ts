import type { Localized } from '../../../foundation/i18n/localized.ts'
import { plainOfHtml } from '../../courses/index.ts'
import { faults, isAskable } from '../bank/ask.ts'
import { testable } from '../bank/in-tests.ts'
import type { Fault } from '../bank/shared/paper.ts'
import type { QuestionContent } from '../bank/shared/question.ts'

const excerptLength = 160

/** What keeps a question from being asked in a test: keys of texts with their places. */
export function wantingOf(content: QuestionContent): Fault[] {
  const found = faults(content)
  return isAskable(content) && !testable(content) ? [...found, { path: 'kind', key: 'needs-person' }] : found
}

/** What lists, search and draws need of a question's content. */
export function rowOfQuestion(content: QuestionContent) {
  const words = content.kind === 'code' ? content.task.instruction : content.prompt
  const excerpt: Localized = Object.fromEntries(
    Object.entries(words).map(([locale, html]) => [
      locale,
      plainOfHtml(html ?? '')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .slice(0, excerptLength),
    ]),
  )
  return { kind: content.kind, title: content.title, excerpt, tags: [...new Set(content.tags)], ready: wantingOf(content).length === 0 }
}
