import type { Band } from '../scale.ts'

export type AfterExam = 'passed' | 'retake' | 'commission' | 'repeat'

/**
 * What a student can still do after a grade: who failed (FX, or 2 on a scale without letters) retakes the final so many times, then before
 * a commission once, then repeats the discipline; F repeats it at once.
 */
export function afterExam({ letter, gpa }: Pick<Band, 'letter' | 'gpa'>, retakesSat: number, retakesAllowed = 2): AfterExam {
  if (letter === 'F') return 'repeat'
  if (gpa > 0) return 'passed'
  if (retakesSat < retakesAllowed) return 'retake'
  return retakesSat === retakesAllowed ? 'commission' : 'repeat'
}
