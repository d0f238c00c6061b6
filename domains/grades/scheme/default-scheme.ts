import type { SyllabusContent } from '../../courses/index.ts'
import type { NamedPart, SchemeContent } from './shared/scheme.ts'
import { faultsOf } from './shared/scheme.ts'

const plain = { works: 'by-points', dropLowest: 0 } as const
const schemeOf = (parts: NamedPart[]): SchemeContent => ({ parts, bonusMost: 0, rounding: 'half-up', items: {} })

/** The scheme that a syllabus states by the weights of its controls (R4.4b); null while they do not make a hundred. */
export function schemeOfSyllabus(content: Pick<SyllabusContent, 'controls'>): SchemeContent | null {
  const weighed = content.controls.filter(({ weight }) => weight > 0)
  const scheme = schemeOf(weighed.map(({ id, kind, title, weight }) => ({ id, kind, title, weight, ...plain })))
  return faultsOf(scheme).length === 0 ? scheme : null
}

/** Where no usable syllabus stands: all points of all works alike. */
export const schemeByPoints = (): SchemeContent =>
  schemeOf([{ id: 'all', kind: 'all', title: { ky: 'Бардык иштер', ru: 'Все работы', en: 'All works' }, weight: 100, ...plain }])
