import { defineRule } from '../../../foundation/server/rules/define-rule.ts'
import type { SyllabusContent } from './shared/syllabus.ts'

/** R6.3b: each syllabus states the requirements of academic ethics, in the language of instruction at least. */
export const ethicsStated = defineRule<
  { content: SyllabusContent; language: string },
  { leastCharacters: number },
  { language: string; characters: number }
>({
  clause: 'R6.3b',
  parameters: [
    {
      value: { leastCharacters: 40 },
      basis: { ky: 'Жобо DP-08.01, 6.3-пункт', ru: 'Положение DP-08.01, пункт 6.3', en: 'Regulation DP-08.01, clause 6.3' },
      validFrom: '2025-05-20',
    },
  ],
  check: ({ content, language }, { value }) => {
    const characters = (content.ethics[language as 'ky'] ?? '').trim().length
    return characters < value.leastCharacters ? [{ language, characters }] : []
  },
})
