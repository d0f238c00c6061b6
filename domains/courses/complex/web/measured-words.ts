import type { ComplexView } from '../contract.ts'

type Say = (key: string, params: Record<string, unknown>) => string

/** What the portal measured for each criterion of R3.4b, in words; the reviewer's judgement goes beside it. */
export function measuredWords(found: ComplexView['measures'], say: Say, number: (value: number) => string): Record<string, string[]> {
  const of = (key: string, { covered, all }: { covered: number; all: number }): string =>
    say(`measured.${key}`, { covered: number(covered), all: number(all) })
  const count = (kind: keyof ComplexView['measures']['kinds']): string => say(`measured.${kind}`, { amount: number(found.kinds[kind]) })
  const { lessons } = found
  return {
    completeness: [of('topics', found.topics), of('hours', found.hours)],
    variety: [count('text'), count('image'), count('audio'), count('video')],
    design: [
      of('outcomes', found.outcomes),
      of('active', { covered: lessons.active, all: lessons.count }),
      say('measured.readability', { sentence: number(lessons.wordsPerSentence), lesson: number(lessons.wordsPerLesson) }),
    ],
    multimedia: [count('video'), count('audio'), count('interactive')],
  }
}
