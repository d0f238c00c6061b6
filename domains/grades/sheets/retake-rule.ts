import type { Band } from '../scale.ts'
import { afterExam } from '../scheme/after-exam.ts'
import type { SheetKind } from './shared/sheet.ts'

export type Sat = Exclude<SheetKind, 'correction'>

/** How often a student has sat the exam anew when a sheet of this kind is closed; a correction sits nothing. */
const satBy: Record<Sat, number> = { first: 0, retake: 1, second_retake: 2, commission: 3 }

export type RetakeKind = 'retake' | 'second_retake' | 'commission'

/** `none` for who passed, `repeat` for who takes the whole discipline again, else the sheet that comes next. */
export type Outlook = RetakeKind | 'repeat' | 'none'

/**
 * What comes after a closed sheet for a student, by the scale and `afterExam`: who failed within reach (FX, or 2 on a scale without
 * letters) sits a retake, a second one, then before a commission; F, or failing there too, repeats the discipline and stands on no sheet.
 */
export function nextSheet(kind: Sat, band: Pick<Band, 'letter' | 'gpa'>): Outlook {
  const sat = satBy[kind]
  const then = afterExam(band, sat)
  if (then === 'passed') return 'none'
  if (then === 'repeat') return 'repeat'
  if (then === 'commission') return 'commission'
  return sat === 0 ? 'retake' : 'second_retake'
}
