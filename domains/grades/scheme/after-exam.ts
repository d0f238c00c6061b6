export type AfterExam = 'passed' | 'retake' | 'commission' | 'repeat'

/**
 * What a student can still do after a grade: FX retakes the final so many times, then before a commission once,
 * then repeats the discipline; F repeats it at once.
 */
export function afterExam(letter: string, retakesSat: number, retakesAllowed = 2): AfterExam {
  if (letter === 'F') return 'repeat'
  if (letter !== 'FX') return 'passed'
  if (retakesSat < retakesAllowed) return 'retake'
  return retakesSat === retakesAllowed ? 'commission' : 'repeat'
}
